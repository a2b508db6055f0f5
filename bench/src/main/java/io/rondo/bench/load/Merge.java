package io.rondo.bench.load;

import io.rondo.bench.common.BenchException;
import io.rondo.bench.measure.LoadLog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The logs of generators that put one server under load together.
 *
 * @param millis how long all of them were at work, from the start on
 */
public record Merge(List<LoadLog> logs, long millis, List<Part> parts, Part together) {

  /** Reads the logs and sees that they belong together; says in one line where they do not. */
  public static Merge of(List<Path> files) {
    List<LoadLog> logs = new ArrayList<>();
    Map<String, Path> generators = new HashMap<>();
    for (Path file : files) {
      LoadLog log = LoadLog.read(file);
      Path twice = generators.put(log.header().generator(), file);
      if (twice != null) {
        throw new BenchException(
            twice + " and " + file + " are of the same generator; give each log once");
      }
      logs.add(log);
    }
    for (int i = 1; i < logs.size(); i++) {
      requireSameRun(files.get(0), logs.get(0).header(), files.get(i), logs.get(i).header());
    }
    long millis =
        logs.stream().mapToLong(log -> log.header().load().durationMillis()).min().orElseThrow();
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < logs.size(); i++) {
      parts.add(Part.of(files.get(i), logs.get(i), millis));
    }
    Part together = parts.stream().reduce(Part::and).orElseThrow();
    return new Merge(List.copyOf(logs), millis, parts, together);
  }

  private static void requireSameRun(
      Path first, LoadLog.Header one, Path second, LoadLog.Header other) {
    String difference = difference(one, other);
    if (!difference.isEmpty()) {
      throw new BenchException(
          "%s and %s are of different runs: %s".formatted(first, second, difference));
    }
  }

  private static String difference(LoadLog.Header one, LoadLog.Header other) {
    if (!Objects.equals(one.unit(), other.unit())) {
      return "rates are in %s and %s".formatted(one.unit(), other.unit());
    }
    if (one.startMillis() != other.startMillis()) {
      boolean apart =
          Math.abs(one.startMillis() - other.startMillis())
              >= Math.min(one.load().durationMillis(), other.load().durationMillis());
      return "they began at %s and %s%s; give all generators the same --start-at"
          .formatted(one.start(), other.start(), apart ? ", one after the other" : "");
    }
    if (!what(one).equals(what(other))) {
      return "they ran %s and %s".formatted(what(one), what(other));
    }
    return "";
  }

  private static String what(LoadLog.Header header) {
    return header.client()
        + " "
        + header.scenario()
        + (header.valueBytes() == 0 ? "" : " " + header.valueBytes() + " B");
  }

  /** Whether every generator kept to its schedule. */
  public boolean isValid() {
    return parts.stream().allMatch(Part::isValid);
  }
}
