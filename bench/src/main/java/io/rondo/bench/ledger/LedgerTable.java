package io.rondo.bench.ledger;

import io.rondo.bench.report.Environment;
import io.rondo.bench.report.Ledger;
import io.rondo.bench.report.TextTable;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The results of {@code explain} as text for a terminal. */
public final class LedgerTable {
  private static final String NONE = "-";

  private LedgerTable() {}

  /** The text; there is at least one row. */
  public static String of(ExplainResults results) {
    Environment machine = results.environment();
    StringBuilder text = new StringBuilder();
    text.append(
        "Where the time of a command goes, in microseconds, on %s, %d cores, %s, JDK %s, Netty %s\n"
            .formatted(
                machine.cpu(),
                machine.cores(),
                machine.kernel(),
                machine.jvm().version(),
                machine.netty()));
    text.append(machine.linkCosts());
    results.rows().forEach(row -> text.append('\n').append(of(row)));
    text.append('\n').append(legend());
    if (!results.headlines().isEmpty()) {
      text.append("\nOf what the differences are made, in microseconds per command:\n");
      results.headlines().forEach(line -> text.append("  ").append(line).append('\n'));
    }
    return text.toString();
  }

  private static String of(ExplainRow row) {
    Ledger ledger = row.ledger();
    if (ledger == null) {
      String kind = row.row().isFailed() ? "FAILED: " : "";
      return row.title() + "\n  " + kind + row.row().failure() + "\n";
    }
    return row.title()
        + (row.row().isUnsteady() ? " (unsteady)" : "")
        + "\n"
        + stages(ledger)
        + estimates(ledger)
        + costs(row)
        + measured(row)
        + (row.note().isEmpty() ? "" : "  " + row.note() + "\n");
  }

  private static String stages(Ledger ledger) {
    TextTable table =
        new TextTable(List.of("  stage", ">mean", ">p50", ">p99", ">share", ">cost in batch"));
    double mean = 0;
    double cost = 0;
    for (Ledger.Stage stage : ledger.stages()) {
      double own = Objects.requireNonNullElse(stage.perCommandNanos(), stage.meanNanos());
      mean += stage.meanNanos();
      cost += own;
      table.add(
          List.of(
              "  " + stage.name(),
              micros(stage.meanNanos()),
              micros(stage.p50Nanos()),
              micros(stage.p99Nanos()),
              String.format(Locale.ROOT, "%.1f %%", 100 * stage.share()),
              micros(own)));
    }
    table.add(List.of("  end to end", micros(mean), "", "", "100.0 %", micros(cost)));
    return table.toString();
  }

  private static String estimates(Ledger ledger) {
    if (ledger.estimates().isEmpty()) {
      return "";
    }
    TextTable table = new TextTable(List.of("  estimated", ">us", "how"));
    for (Ledger.Estimate estimate : ledger.estimates()) {
      table.add(List.of("  " + estimate.name(), micros(estimate.nanos()), estimate.method()));
    }
    return table.toString();
  }

  private static String costs(ExplainRow row) {
    Costs costs = row.costs();
    if (costs == null) {
      return "";
    }
    return "  per set+get: %s system calls, %s context switches, %.2f wake-ups, %.2f flushes of %.1f commands, %.2f reads of %.1f replies, %.0f bytes\n"
            .formatted(
                count(costs.systemCalls()),
                count(costs.contextSwitches()),
                costs.wakeUps(),
                costs.flushes(),
                costs.commandsPerFlush(),
                costs.reads(),
                costs.repliesPerRead(),
                costs.allocatedBytes())
        + "  CPU per set+get: caller %s, loop thread %s, rest of the JVM %s us\n"
            .formatted(
                micros(costs.callerCpuNanos()),
                micros(costs.loopCpuNanos()),
                micros(costs.otherCpuNanos()));
  }

  private static String measured(ExplainRow row) {
    Overhead overhead = row.overhead();
    Ledger ledger = row.ledger();
    if (overhead == null || ledger == null || row.row().opsPerSecond() == null) {
      return "";
    }
    return "  %.0f set+get/s without the ledger; with it, time is %+.1f %% [%+.1f, %+.1f], %d blocks; %d commands traced\n"
        .formatted(
            row.row().opsPerSecond().median(),
            100 * overhead.value(),
            100 * overhead.low(),
            100 * overhead.high(),
            overhead.blocks(),
            ledger.sampled());
  }

  private static String legend() {
    return """
        mean, p50, p99: as each command saw it. cost in batch: what the commands of a flush or a read share, divided by them.
        Stages have no gaps: their means add up to the end-to-end mean. What is estimated is no stage, and not in the sum.
        """;
  }

  private static String count(@Nullable Double value) {
    return value == null ? NONE : String.format(Locale.ROOT, "%.1f", value);
  }

  private static String micros(double nanos) {
    return String.format(Locale.ROOT, "%.2f", nanos / 1_000);
  }
}
