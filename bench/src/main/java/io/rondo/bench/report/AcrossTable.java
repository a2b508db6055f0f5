package io.rondo.bench.report;

import io.rondo.bench.measure.Throughput;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Rows that were measured across a network, in the form of the study's second part, beside it. */
final class AcrossTable {
  private static final List<String> HEADINGS =
      List.of(
          "test",
          "loop",
          "drive",
          "across",
          ">worst",
          ">best",
          ">stdev",
          ">VM to Mac: worst",
          ">best",
          ">stdev",
          ">Mac to VM: worst",
          ">best",
          ">stdev");

  private AcrossTable() {}

  /** The text; empty where no row is of that kind. */
  static String of(List<Row> rows) {
    TextTable table = new TextTable(HEADINGS);
    boolean isEmpty = true;
    for (Row row : rows) {
      Across2017.Published published = row.across().isEmpty() ? null : published(row);
      if (published != null && row.opsPerSecond() != null) {
        table.add(cells(row, row.opsPerSecond(), published));
        isEmpty = false;
      }
    }
    return isEmpty ? "" : "\nSet+get per second beside " + Across2017.SOURCE + "\n\n" + table;
  }

  private static Across2017.@Nullable Published published(Row row) {
    return Across2017.reproducedBy(row.scenario(), row.connections(), row.workers(), row.loop())
        .map(Across2017::figures)
        .orElse(null);
  }

  private static List<String> cells(Row row, Throughput own, Across2017.Published published) {
    List<String> cells = new ArrayList<>();
    cells.addAll(List.of(published.test(), row.loop(), row.drive(), row.across()));
    cells.addAll(figures(own.worst(), own.best(), own.stdev() == null ? 0 : own.stdev()));
    for (Across2017.Figures one : List.of(published.toMacPro(), published.toDebian())) {
      cells.addAll(figures(one.worst(), one.best(), one.stdev()));
    }
    return cells;
  }

  private static List<String> figures(double... figures) {
    List<String> texts = new ArrayList<>();
    for (double figure : figures) {
      texts.add(String.format(Locale.ROOT, "%.2f", figure));
    }
    return texts;
  }
}
