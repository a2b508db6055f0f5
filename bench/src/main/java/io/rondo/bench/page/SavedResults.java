package io.rondo.bench.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rondo.bench.common.BenchException;
import io.rondo.bench.measure.Json;
import io.rondo.bench.measure.Link;
import io.rondo.bench.report.Results;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The results of any command, as JSON that has been looked over: what every row must have is there.
 *
 * @param name what the reader knows the results by
 */
public record SavedResults(String name, ObjectNode tree) {
  /** What a document without a kind is the result of. */
  static final String RUN = "run";

  static final String LOAD = "load";
  static final String EXPLAIN = "explain";

  private static final List<String> TEXTS =
      List.of(
          "kind",
          "server",
          "client",
          "scenario",
          "loop",
          "drive",
          "wait",
          "connections",
          "placement");
  private static final List<String> NUMBERS = List.of("workers", "n", "repeat");
  private static final List<String> FIGURES = List.of("best", "worst", "mean", "median");

  /** Of results that were just measured. */
  static SavedResults of(Object results) {
    return new SavedResults("results.json", Json.MAPPER.valueToTree(results));
  }

  /** Reads a file; says in one line what is wrong with it. */
  public static SavedResults read(Path file) {
    JsonNode tree = Results.readTree(file);
    if (!tree.path("environment").isObject()) {
      throw unusable(file, "it has no environment");
    }
    if (!tree.path("rows").isArray() || tree.path("rows").isEmpty()) {
      throw unusable(file, "it has no rows");
    }
    int number = 1;
    for (JsonNode row : tree.path("rows")) {
      String missing = missing(row);
      if (!missing.isEmpty()) {
        throw unusable(file, "its row " + number + " has no " + missing);
      }
      number++;
    }
    return new SavedResults(file.toString(), (ObjectNode) tree);
  }

  private static BenchException unusable(Path file, String why) {
    return new BenchException(
        "can't make a report of " + file + ": " + why + "; give a results.json of this bench");
  }

  private static String missing(JsonNode row) {
    for (String name : TEXTS) {
      if (!row.path(name).isTextual()) {
        return name;
      }
    }
    for (String name : NUMBERS) {
      if (!row.path(name).canConvertToInt()) {
        return name;
      }
    }
    if (!isUsableLink(row.path("link"))) {
      return "usable link";
    }
    JsonNode throughput = row.path("opsPerSecond");
    return throughput.isMissingNode() || throughput.isNull() ? "" : missingFigure(throughput);
  }

  private static boolean isUsableLink(JsonNode link) {
    if (!link.isObject()) {
      return link.isMissingNode() || link.isNull();
    }
    try {
      Json.MAPPER.treeToValue(link, Link.class);
      return true;
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private static String missingFigure(JsonNode throughput) {
    for (String name : FIGURES) {
      if (!throughput.path(name).isNumber()) {
        return "opsPerSecond." + name;
      }
    }
    JsonNode samples = throughput.path("samples");
    boolean usable = samples.isArray() && !samples.isEmpty();
    for (JsonNode sample : samples) {
      usable &= sample.isNumber() && sample.asDouble() > 0;
    }
    return usable ? "" : "opsPerSecond.samples";
  }

  /**
   * {@code run}, {@code compare}, {@code sweep}, {@code explain}, {@code queue} or {@code load}.
   */
  String kind() {
    return tree.path("kind").asText(RUN);
  }

  List<ObjectNode> rows() {
    List<ObjectNode> rows = new ArrayList<>();
    tree.path("rows").forEach(row -> rows.add((ObjectNode) row));
    return rows;
  }

  /** The throughput of each repetition, in a comparison of each fork; empty in a failed row. */
  static List<Double> samples(ObjectNode row) {
    List<Double> samples = new ArrayList<>();
    row.path("opsPerSecond").path("samples").forEach(sample -> samples.add(sample.asDouble()));
    return samples;
  }

  /** The way to the server; direct where a row does not say. */
  static Link link(ObjectNode row) {
    JsonNode link = row.path("link");
    return link.isObject() ? Json.MAPPER.convertValue(link, Link.class) : Link.DIRECT;
  }

  /** A number that older or other documents lack. */
  static int number(JsonNode row, String name, int otherwise) {
    return row.path(name).asInt(otherwise);
  }

  /** A text that is there. */
  static String text(JsonNode row, String name) {
    return Objects.requireNonNull(row.path(name).textValue());
  }
}
