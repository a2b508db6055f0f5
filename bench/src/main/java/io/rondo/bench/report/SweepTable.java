package io.rondo.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** A sweep as text: a table per curve, with a bar for each median, and where the maximum falls. */
public final class SweepTable {
  private static final int BAR = 40;

  private SweepTable() {}

  /** The text; there is at least one row. */
  public static String of(Results sweep) {
    Dimension over = Objects.requireNonNull(sweep.over());
    List<Curve> curves = Curve.of(sweep, over);
    StringBuilder text = new StringBuilder(machine(sweep.environment()));
    text.append(sweep.environment().linkCosts());
    for (Curve curve : curves) {
      text.append('\n').append(curve.form()).append(", ").append(curve.setting()).append('\n');
      text.append(table(curve, over));
    }
    if (over == Dimension.RTT) {
      text.append("\nWhat matters at which round trip time\n\n");
      return text.append(RttFindings.table(RttFindings.of(sweep.rows())))
          .append(RttFindings.LEGEND)
          .toString();
    }
    text.append("\nMaximum by the median of repetitions, bars from 0\n\n");
    text.append(maxima(curves, over));
    return text.toString();
  }

  private static String machine(Environment machine) {
    return "%s, %d cores, %s, JDK %s, Netty %s\n"
        .formatted(
            machine.cpu(),
            machine.cores(),
            machine.kernel(),
            machine.jvm().version(),
            machine.netty());
  }

  private static String table(Curve curve, Dimension over) {
    double top = curve.highest().map(Curve::median).orElse(0.0);
    String op = curve.rows().get(0).op() + "/s";
    TextTable table =
        new TextTable(List.of(">" + over.label(), ">" + op, ">worst", ">best", ">p99 us", "", ""));
    for (Row row : curve.rows()) {
      table.add(cells(row, over, top, curve.highest().filter(row::equals).isPresent()));
    }
    return table.toString();
  }

  private static List<String> cells(Row row, Dimension over, double top, boolean highest) {
    List<String> cells = new ArrayList<>(List.of(over.text(row)));
    if (row.opsPerSecond() == null || row.latencyMicros() == null) {
      cells.addAll(
          List.of("-", "-", "-", "-", "", (row.isFailed() ? "FAILED: " : "") + row.failure()));
      return cells;
    }
    cells.add(number(row.opsPerSecond().median(), 0));
    cells.add(number(row.opsPerSecond().worst(), 0));
    cells.add(number(row.opsPerSecond().best(), 0));
    cells.add(number(row.latencyMicros().p99(), 1));
    cells.add("#".repeat((int) Math.round(BAR * row.opsPerSecond().median() / top)));
    cells.add((highest ? "<- maximum" : "") + (row.isUnsteady() ? " unsteady" : ""));
    return cells;
  }

  private static String maxima(List<Curve> curves, Dimension over) {
    TextTable table = new TextTable(List.of("curve", "setting", ">maximum", ">at " + over.label()));
    for (Curve curve : curves) {
      Row highest = curve.highest().orElse(null);
      table.add(
          List.of(
              curve.form(),
              curve.setting(),
              highest == null ? "-" : number(Curve.median(highest), 0),
              highest == null ? "-" : over.text(highest)));
    }
    return table.toString();
  }

  private static String number(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
