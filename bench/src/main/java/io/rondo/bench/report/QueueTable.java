package io.rondo.bench.report;

import java.util.List;
import java.util.Objects;

/** Results of queues as text for a terminal. */
public final class QueueTable {
  private QueueTable() {}

  /** The text; there is at least one row. */
  public static String of(Results results) {
    List<Row> warm = ResultTable.rows(results, Row.Kind.WARM);
    List<Row> cold = ResultTable.rows(results, Row.Kind.COLD);
    Environment machine = results.environment();
    StringBuilder text = new StringBuilder();
    text.append("Tasks per second on ").append(ResultTable.machine(machine)).append('\n');
    text.append(ResultTable.shared(warm.isEmpty() ? cold : warm)).append('\n');
    text.append(machine.linkCosts()).append('\n');
    text.append(ResultTable.table(warm, results.rows(), Column.ofQueues()));
    if (!cold.isEmpty()) {
      text.append("\nCold: the first run in a fresh JVM, not in the figures above\n\n");
      text.append(ResultTable.table(cold, results.rows(), Column.ofColdFigures("task")));
    }
    text.append('\n');
    for (String line : Objects.requireNonNullElse(results.headlines(), List.<String>of())) {
      text.append(line).append('\n');
    }
    text.append("op: a task; latency: from just before its push to the receipt of its result.");
    text.append(" stdev: ").append(machine.stdev()).append(".\n");
    text.append("lost, redelivered, twice: tasks of all repetitions of a row.\n");
    return text.append(ResultTable.withoutFigures(warm)).toString();
  }
}
