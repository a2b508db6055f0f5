package io.rondo.bench.report;

import io.rondo.bench.measure.Load;
import io.rondo.bench.measure.LoadSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Rows of an open loop that differ in nothing but the rate that was asked for.
 *
 * @param form what is run
 * @param setting by whom and on what
 * @param rows with figures, by rising rate
 */
public record LoadCurve(String form, String setting, List<Row> rows) {
  private static final double MICROS_PER_MILLI = 1_000;

  /** The curves, in the order in which their first rows were measured. */
  public static List<LoadCurve> of(List<Row> all) {
    Map<List<String>, List<Row>> groups = new LinkedHashMap<>();
    all.stream()
        .filter(row -> row.load() != null)
        .forEach(
            row ->
                groups
                    .computeIfAbsent(List.of(form(row), setting(row)), name -> new ArrayList<>())
                    .add(row));
    List<LoadCurve> curves = new ArrayList<>();
    groups.forEach(
        (name, rows) -> {
          rows.sort(Comparator.comparingDouble(row -> load(row).askedPerSecond()));
          curves.add(new LoadCurve(name.get(0), name.get(1), List.copyOf(rows)));
        });
    return curves;
  }

  private static String form(Row row) {
    List<String> words = new ArrayList<>(List.of(row.scenario()));
    words.add(row.workers() > 1 ? row.workers() + " connections" : row.connections());
    if (row.valueBytes() > 0) {
      words.add(row.valueBytes() + " B");
    }
    return String.join(" ", words);
  }

  private static String setting(Row row) {
    String setting =
        String.join(" ", row.client(), row.loop(), row.drive(), row.placement(), row.server());
    return row.across().isEmpty() ? setting : setting + " " + row.across();
  }

  static Load load(Row row) {
    return Objects.requireNonNull(row.load());
  }

  /** The highest rate that was kept, where a higher one was not: else it lies beyond them all. */
  public Optional<Row> knee() {
    return allKept() ? Optional.empty() : highestKept();
  }

  /** The row with the highest rate that was kept below all that were not. */
  public Optional<Row> highestKept() {
    Row highest = null;
    for (Row row : rows) {
      if (row.isInvalid()) {
        break;
      }
      highest = row;
    }
    return Optional.ofNullable(highest);
  }

  private boolean allKept() {
    return rows.stream().noneMatch(Row::isInvalid);
  }

  /** What it says, in a sentence. */
  public String headline() {
    String name = setting + ", " + form;
    Optional<Row> kept = highestKept();
    if (kept.isEmpty()) {
      Row lowest = rows.get(0);
      return "%s: does not keep up with %s, it reaches %s (%s)"
          .formatted(
              name,
              asked(lowest),
              LoadSpec.rate(Math.rint(load(lowest).reachedPerSecond())),
              load(lowest).invalid());
    }
    String text = name + ": keeps up with " + asked(kept.get()) + latency(kept.get());
    return allKept() ? text : text + ", not with " + asked(rows.get(rows.indexOf(kept.get()) + 1));
  }

  private static String asked(Row row) {
    return LoadSpec.rate(load(row).askedPerSecond());
  }

  private static String latency(Row row) {
    return row.latencyMicros() == null
        ? ""
        : String.format(
            Locale.ROOT,
            " (response time p50 %.2f ms, p99 %.2f ms, p99.9 %.2f ms)",
            row.latencyMicros().p50() / MICROS_PER_MILLI,
            row.latencyMicros().p99() / MICROS_PER_MILLI,
            row.latencyMicros().p999() / MICROS_PER_MILLI);
  }
}
