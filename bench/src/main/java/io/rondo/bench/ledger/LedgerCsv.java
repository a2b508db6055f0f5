package io.rondo.bench.ledger;

import io.rondo.bench.measure.Link;
import io.rondo.bench.report.CsvFormat;
import io.rondo.bench.report.Ledger;
import io.rondo.bench.report.Row;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A line per stage and estimate of each row. */
public final class LedgerCsv {
  private LedgerCsv() {}

  public static String of(List<ExplainRow> rows) {
    StringBuilder text = new StringBuilder();
    text.append(
        CsvFormat.line(
            List.of(
                "scenario",
                "workers",
                "loop",
                "drive",
                "wait",
                "placement",
                "server",
                "network",
                "rttMicros",
                "sampled",
                "kind",
                "name",
                "meanNanos",
                "p50Nanos",
                "p99Nanos",
                "share",
                "perCommandNanos",
                "method")));
    for (ExplainRow row : rows) {
      Ledger ledger = row.ledger();
      if (ledger != null) {
        ledger.stages().forEach(stage -> text.append(line(row.row(), ledger, stage)));
        ledger.estimates().forEach(estimate -> text.append(line(row.row(), ledger, estimate)));
      }
    }
    return text.toString();
  }

  private static String line(Row row, Ledger ledger, Ledger.Stage stage) {
    return line(
        row,
        ledger,
        stage.kind().label(),
        stage.name(),
        stage.meanNanos(),
        stage.p50Nanos(),
        stage.p99Nanos(),
        stage.share(),
        stage.perCommandNanos(),
        null);
  }

  private static String line(Row row, Ledger ledger, Ledger.Estimate estimate) {
    return line(
        row,
        ledger,
        "estimate",
        estimate.name(),
        estimate.nanos(),
        null,
        null,
        null,
        null,
        estimate.method());
  }

  private static String line(Row row, Ledger ledger, @Nullable Object... rest) {
    Link link = row.link();
    @Nullable Object[] cell = {
      row.scenario(),
      row.workers(),
      row.loop(),
      row.drive(),
      row.waitStrategy(),
      row.placement(),
      row.server(),
      link == null ? null : link.network().label(),
      link == null ? null : link.rttMicros(),
      ledger.sampled()
    };
    @Nullable Object[] all = Arrays.copyOf(cell, cell.length + rest.length);
    System.arraycopy(rest, 0, all, cell.length, rest.length);
    return CsvFormat.line(Arrays.asList(all));
  }
}
