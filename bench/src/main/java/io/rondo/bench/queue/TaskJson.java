package io.rondo.bench.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rondo.bench.common.BenchException;
import java.util.List;

/** Tasks {@code ["add", [a, b], uuid]} and results {@code [uuid, sum]}, as the original's. */
final class TaskJson {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String ADD = "add";
  private static final String FOREIGN = "; somebody else uses the same keys";
  private static final int SHOWN = 60;

  private TaskJson() {}

  /** A result as it comes back. */
  record Result(String uuid, long value) {}

  /** The task to add a number to itself. */
  static String task(int number, String uuid) {
    return written(List.of(ADD, List.of(number, number), uuid));
  }

  /** What a worker does: reads a task, computes, writes the result. */
  static String compute(String task) {
    JsonNode read = read(task);
    JsonNode numbers = read.path(1);
    if (!read.path(0).asText().equals(ADD)
        || !numbers.path(0).isIntegralNumber()
        || !numbers.path(1).isIntegralNumber()
        || !read.path(2).isTextual()) {
      throw new BenchException(
          "a worker got something else than a task of the bench: " + shown(task) + FOREIGN);
    }
    long sum = numbers.path(0).longValue() + numbers.path(1).longValue();
    return written(List.of(read.path(2).textValue(), sum));
  }

  static Result result(String text) {
    JsonNode read = read(text);
    if (!read.path(0).isTextual() || !read.path(1).isIntegralNumber()) {
      throw new BenchException(
          "the consumer got something else than a result: " + shown(text) + FOREIGN);
    }
    return new Result(read.path(0).textValue(), read.path(1).longValue());
  }

  private static String shown(String text) {
    return "'" + (text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text) + "'";
  }

  private static JsonNode read(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new BenchException("no JSON: " + shown(text) + FOREIGN, e);
    }
  }

  private static String written(List<?> value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
