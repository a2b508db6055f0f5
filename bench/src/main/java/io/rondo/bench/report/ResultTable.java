package io.rondo.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Results as text for a terminal: what all rows share in a line on top, warm rows in a table with
 * the figures of 2017 beside, cold rows in a table of their own, and why rows failed.
 */
public final class ResultTable {
  private ResultTable() {}

  /** The text; there is at least one row. */
  public static String of(Results results) {
    List<Row> warm = rows(results, Row.Kind.WARM);
    List<Row> cold = rows(results, Row.Kind.COLD);
    StringBuilder text = new StringBuilder();
    Environment machine = results.environment();
    text.append("Set+get pairs per second on ").append(machine(machine)).append('\n');
    text.append(shared(warm.isEmpty() ? cold : warm)).append('\n');
    text.append(machine.linkCosts()).append('\n');
    text.append(table(warm, results.rows(), Column.ofFigures()));
    text.append(AcrossTable.of(warm));
    if (!cold.isEmpty()) {
      text.append("\nCold: the first run in a fresh process, not in the figures above\n\n");
      text.append(table(cold, results.rows(), Column.ofColdFigures("set+get")));
    }
    return text.append(legend(warm, machine)).toString();
  }

  static String machine(Environment machine) {
    return "%s, %d cores, %s, JDK %s, Netty %s"
        .formatted(
            machine.cpu(),
            machine.cores(),
            machine.kernel(),
            machine.jvm().version(),
            machine.netty());
  }

  static List<Row> rows(Results results, Row.Kind kind) {
    return results.rows().stream().filter(row -> row.kind() == kind).toList();
  }

  /** The columns in which rows do not differ, said once. */
  static String shared(List<Row> rows) {
    return Column.ofCells().stream()
        .filter(column -> !isShown(column, rows))
        .map(column -> column.name() + " " + column.text().apply(rows.get(0)))
        .collect(Collectors.joining(", "));
  }

  private static boolean isShown(Column column, List<Row> rows) {
    // A cold row runs once whatever the repetitions of the warm ones are.
    Stream<Row> compared = rows.stream().filter(row -> row.kind() == Row.Kind.WARM);
    return column.always() || compared.map(column.text()).distinct().count() > 1;
  }

  static String table(List<Row> rows, List<Row> all, List<Column> figures) {
    if (rows.isEmpty()) {
      return "";
    }
    List<Column> columns = new ArrayList<>();
    Column.ofCells().stream().filter(column -> isShown(column, all)).forEach(columns::add);
    columns.addAll(figures);
    TextTable table = new TextTable(columns.stream().map(Column::heading).toList());
    for (Row row : rows) {
      table.add(columns.stream().map(column -> column.text().apply(row)).toList());
    }
    return table.toString();
  }

  private static String legend(List<Row> warm, Environment machine) {
    StringBuilder text = new StringBuilder("\n");
    text.append("op: a set+get pair. stdev: ").append(machine.stdev()).append(".\n");
    if (warm.stream().anyMatch(row -> Original2017.reproducedBy(row).isPresent())) {
      text.append(Original2017.SOURCE).append(".\n");
    }
    return text.append(withoutFigures(warm)).toString();
  }

  /** What there is to say of rows that are not as they should be. */
  static String withoutFigures(List<Row> warm) {
    StringBuilder text = new StringBuilder();
    if (warm.stream().anyMatch(Row::isUnsteady)) {
      text.append("unsteady: the warm-up ended before its last windows agreed.\n");
    }
    Map<String, Long> leftOut = new LinkedHashMap<>();
    warm.stream()
        .filter(Row::isLeftOut)
        .forEach(row -> leftOut.merge(String.valueOf(row.failure()), 1L, Long::sum));
    leftOut.forEach(
        (why, count) -> text.append("%d of %d rows %s.\n".formatted(count, warm.size(), why)));
    for (Row row : warm) {
      if (row.isFailed()) {
        text.append(
            "FAILED %s, %s, %s, %s workers, %s: %s\n"
                .formatted(
                    row.scenario(),
                    row.loop(),
                    row.drive(),
                    row.workers(),
                    row.connections(),
                    row.failure()));
      }
    }
    return text.toString();
  }
}
