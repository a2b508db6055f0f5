package io.rondo.bench.report;

import io.rondo.bench.measure.LatencyMicros;
import io.rondo.bench.measure.Load;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * An open loop as text: a table per curve, response times by rising rate with a bar for the 99th
 * percentile, and the knee.
 */
public final class LoadTable {
  private static final int BAR = 30;
  private static final double LEAST_MICROS = 1;

  private static final String LEGEND =
      """

      Rates are of set+get pairs. response: from when a pair was due to its completion; service: from when it was sent;
      late: from when it was due to when it was sent. Microseconds.
      Bars: p99 of response, on a scale of factors. knee: the highest rate that was kept up with.
      """;

  private LoadTable() {}

  /** The text; there is at least one row. */
  public static String of(Results results) {
    Environment machine = results.environment();
    StringBuilder text =
        new StringBuilder(
            "%s, %d cores, %s, JDK %s, Netty %s\n"
                .formatted(
                    machine.cpu(),
                    machine.cores(),
                    machine.kernel(),
                    machine.jvm().version(),
                    machine.netty()));
    text.append(machine.linkCosts());
    List<LoadCurve> curves = LoadCurve.of(results.rows());
    for (LoadCurve curve : curves) {
      text.append('\n').append(curve.form()).append(", ").append(curve.setting());
      text.append(how(LoadCurve.load(curve.rows().get(0)))).append('\n').append(table(curve));
    }
    if (!curves.isEmpty()) {
      text.append(LEGEND);
    }
    curves.forEach(curve -> text.append(curve.headline()).append('\n'));
    for (Row row : results.rows()) {
      invalid(text, row);
    }
    return text.toString();
  }

  private static String how(Load load) {
    return String.format(
        Locale.ROOT,
        ", %s schedule, seed %d, %.1f s",
        load.schedule().label(),
        load.seed(),
        load.durationMillis() / 1_000.0);
  }

  private static String table(LoadCurve curve) {
    TextTable table =
        new TextTable(
            List.of(
                ">asked/s",
                ">reached/s",
                ">response p50",
                ">p90",
                ">p99",
                ">p99.9",
                ">max",
                ">service p50",
                ">p99",
                ">late p50",
                ">p99",
                ">max",
                "",
                ""));
    double lowest = curve.rows().stream().mapToDouble(row -> response(row).p99()).min().orElse(1);
    double highest = curve.rows().stream().mapToDouble(row -> response(row).p99()).max().orElse(1);
    for (Row row : curve.rows()) {
      boolean knee = curve.knee().filter(row::equals).isPresent();
      table.add(cells(row, bar(response(row).p99(), lowest, highest), knee));
    }
    return table.toString();
  }

  private static LatencyMicros response(Row row) {
    return Objects.requireNonNull(row.latencyMicros());
  }

  /** On a scale of factors: latencies at both ends of a curve are far from each other. */
  private static String bar(double value, double lowest, double highest) {
    double least = Math.max(lowest, LEAST_MICROS);
    double whole = Math.log(Math.max(highest / least, Math.E));
    double part = Math.log(Math.max(value, least) / least) / whole;
    return "#".repeat(1 + (int) Math.round((BAR - 1) * part));
  }

  private static List<String> cells(Row row, String bar, boolean knee) {
    Load load = LoadCurve.load(row);
    LatencyMicros response = response(row);
    List<String> cells = new ArrayList<>();
    cells.add(number(load.askedPerSecond(), 0));
    cells.add(number(load.reachedPerSecond(), 0));
    for (double value :
        new double[] {
          response.p50(),
          response.p90(),
          response.p99(),
          response.p999(),
          response.max(),
          load.service().p50(),
          load.service().p99(),
          load.lateness().p50(),
          load.lateness().p99(),
          load.lateness().max()
        }) {
      cells.add(number(value, 0));
    }
    cells.add(bar);
    cells.add(
        (knee ? "<- knee" : "")
            + (load.isValid() ? "" : "invalid")
            + (row.isUnsteady() ? " unsteady" : ""));
    return cells;
  }

  private static void invalid(StringBuilder text, Row row) {
    Load load = row.load();
    if (load == null) {
      text.append(
          "%s %s %s %s: %s\n"
              .formatted(
                  row.isFailed() ? "FAILED" : "-",
                  row.client(),
                  row.scenario(),
                  row.loop(),
                  row.failure()));
    } else if (load.invalid() != null) {
      text.append(
          "invalid %s %s %s at %s/s: %s\n"
              .formatted(
                  row.client(),
                  row.scenario(),
                  row.loop(),
                  number(load.askedPerSecond(), 0),
                  load.invalid()));
    }
  }

  private static String number(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
