package io.rondo.bench.load;

import io.rondo.bench.measure.LatencyMicros;
import io.rondo.bench.measure.LoadLog;
import io.rondo.bench.report.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** A merge as text: a line per generator, and their sum. */
public final class MergeTable {
  private MergeTable() {}

  public static String of(Merge merge) {
    LoadLog.Header header = merge.logs().get(0).header();
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "%d generators of %s from %s on, %.1f s; microseconds%n%n",
                merge.parts().size(),
                header.unit(),
                header.start(),
                merge.millis() / 1_000.0));
    TextTable table =
        new TextTable(
            List.of(
                "generator",
                ">asked/s",
                ">reached/s",
                ">pairs",
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
                ""));
    merge.parts().forEach(part -> table.add(cells(part)));
    table.add(cells(merge.together()));
    text.append(table);
    for (Part part : merge.parts()) {
      if (!part.isValid()) {
        text.append("invalid ").append(part.name()).append(": ").append(part.invalid());
        text.append('\n');
      }
    }
    merge.logs().stream()
        .filter(log -> log.header().load().durationMillis() > merge.millis())
        .findFirst()
        .ifPresent(
            log -> text.append("What came after the first generator had ended is left out.\n"));
    return text.toString();
  }

  private static List<String> cells(Part part) {
    List<String> cells = new ArrayList<>(List.of(part.name()));
    cells.add(number(part.askedPerSecond()));
    cells.add(number(part.reachedPerSecond()));
    cells.add(String.valueOf(part.requests()));
    LatencyMicros response = LatencyMicros.of(part.response());
    cells.add(number(response.p50()));
    cells.add(number(response.p90()));
    cells.add(number(response.p99()));
    cells.add(number(response.p999()));
    cells.add(number(response.max()));
    cells.add(micros(part.service(), 50));
    cells.add(micros(part.service(), 99));
    cells.add(micros(part.lateness(), 50));
    cells.add(micros(part.lateness(), 99));
    cells.add(micros(part.lateness(), 100));
    cells.add(part.isValid() ? "" : "invalid");
    return cells;
  }

  private static String micros(Histogram nanos, double percentile) {
    return number(nanos.getValueAtPercentile(percentile) / 1_000.0);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.0f", value);
  }
}
