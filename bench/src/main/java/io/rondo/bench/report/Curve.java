package io.rondo.bench.report;

import io.rondo.bench.measure.Network;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rows of a sweep that differ in nothing but what it varies.
 *
 * @param form what is run
 * @param setting on what
 * @param rows warm ones, in the order of the dimension, failed ones among them
 */
public record Curve(String form, String setting, List<Row> rows) {
  /** The curves of a sweep, in the order in which their first rows were measured. */
  public static List<Curve> of(Results sweep, Dimension over) {
    Map<List<String>, List<Row>> groups = new LinkedHashMap<>();
    sweep.rows().stream()
        .filter(row -> row.kind() == Row.Kind.WARM)
        .forEach(
            row ->
                groups
                    .computeIfAbsent(
                        List.of(form(row, over), setting(row)), group -> new ArrayList<>())
                    .add(row));
    List<Curve> curves = new ArrayList<>();
    groups.forEach(
        (name, rows) -> {
          rows.sort(Comparator.comparingInt(over::of));
          curves.add(new Curve(name.get(0), name.get(1), List.copyOf(rows)));
        });
    return curves;
  }

  static String form(Row row, Dimension over) {
    List<String> words = new ArrayList<>(List.of(row.scenario()));
    boolean concurrent = row.scenario().startsWith("async") || row.scenario().equals("threads");
    if (concurrent && over != Dimension.WORKERS && over != Dimension.THREADS) {
      words.add(row.workers() + (row.scenario().equals("threads") ? " threads" : " workers"));
    }
    if (concurrent && over != Dimension.CONNECTIONS) {
      words.add(row.connections());
    }
    if (row.batch() > 1 && over != Dimension.DEPTH) {
      words.add("of " + row.batch());
    }
    if (row.valueBytes() > 0 && over != Dimension.VALUE_SIZE) {
      words.add(row.valueBytes() + " B");
    }
    if (row.link() != null && over != Dimension.RTT) {
      words.add(row.across());
    } else if (row.link() != null && row.link().network() != Network.LOOPBACK) {
      words.add(row.link().network().label());
    }
    return String.join(" ", words);
  }

  static String setting(Row row) {
    return String.join(
        " ", row.loop(), row.drive(), row.waitStrategy(), row.placement(), row.server());
  }

  /** The row with the highest median; empty where all have failed. */
  public Optional<Row> highest() {
    return rows.stream()
        .filter(row -> row.opsPerSecond() != null)
        .max(Comparator.comparingDouble(Curve::median));
  }

  static double median(Row row) {
    return row.opsPerSecond() == null ? 0 : row.opsPerSecond().median();
  }
}
