package io.rondo.bench.python;

import io.rondo.bench.report.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rows that differ in nothing but form and loop.
 *
 * @param loops the one that others are measured by first
 * @param byForm the rows of a form by loop, failed ones among them
 * @param note what else tells the side from others
 */
record LoopSide(List<String> loops, Map<String, Map<String, Row>> byForm, String note) {
  static LoopSide of(List<Row> rows, Function<Row, String> form, String first, String note) {
    Map<String, Map<String, Row>> byForm = new LinkedHashMap<>();
    for (Row row : rows) {
      byForm
          .computeIfAbsent(form.apply(row), name -> new LinkedHashMap<>())
          .putIfAbsent(row.loop(), row);
    }
    List<String> loops = rows.stream().map(Row::loop).distinct().toList();
    List<String> ordered =
        Stream.concat(
                loops.stream().filter(first::equals),
                loops.stream().filter(loop -> !loop.equals(first)))
            .toList();
    return new LoopSide(ordered, byForm, note);
  }

  String heading() {
    return String.join(" : ", loops) + note;
  }

  /** For instance {@code 1.00 : 1.66}; empty where the first loop or all others lack figures. */
  Optional<String> ratio(String form) {
    Map<String, Row> rows = byForm.getOrDefault(form, Map.of());
    List<Row> measured = loops.stream().map(rows::get).filter(LoopSide::hasFigures).toList();
    if (!hasFigures(rows.get(loops.get(0))) || measured.size() < 2) {
      return Optional.empty();
    }
    double unit = median(measured.get(0));
    return Optional.of(
        loops.stream()
            .map(rows::get)
            .map(row -> hasFigures(row) ? times(median(row) / unit) : "-")
            .collect(Collectors.joining(" : ")));
  }

  private static boolean hasFigures(@Nullable Row row) {
    return row != null && row.opsPerSecond() != null;
  }

  private static double median(Row row) {
    return row.opsPerSecond() == null ? Double.NaN : row.opsPerSecond().median();
  }

  private static String times(double ratio) {
    return String.format(Locale.ROOT, "%.2f", ratio);
  }
}
