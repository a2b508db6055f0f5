package io.rondo.bench.compare;

import io.rondo.bench.measure.LatencyMicros;
import io.rondo.bench.report.Environment;
import io.rondo.bench.report.TextTable;
import io.rondo.bench.target.TargetProvider.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A comparison as text: a part per placement, a table per contest, the fastest row first. */
public final class CompareTable {
  private static final String NONE = "-";
  private static final List<String> HEADINGS =
      List.of(
          "client",
          "transport",
          "connections",
          ">op/s",
          ">ratio",
          "95 % interval",
          "verdict",
          ">p50 us",
          ">p99 us",
          ">p99.9 us",
          ">B/op",
          ">CPU us/op",
          ">switches/op",
          ">server us/op",
          ">server busy",
          ">syscalls/op");

  private CompareTable() {}

  public static String of(CompareResults results) {
    Environment machine = results.environment();
    StringBuilder text = new StringBuilder();
    text.append(
        "%s, %d cores, %s, JDK %s, Netty %s; %d blocks, seed %d%n"
            .formatted(
                machine.cpu(),
                machine.cores(),
                machine.kernel(),
                machine.jvm().version(),
                machine.netty(),
                results.blocks(),
                results.seed()));
    text.append(machine.linkCosts());
    for (CompareResults.Standings standings : results.contests()) {
      text.append('\n').append(heading(standings)).append('\n').append(table(standings.rows()));
    }
    return text.append(legend())
        .append(failures(results.rows()))
        .append(GoalTable.of(results.goals()))
        .toString();
  }

  static String heading(CompareResults.Standings standings) {
    Contest contest = standings.contest();
    return "%s, %s, server %s: %s"
        .formatted(
            contest.form(),
            contest.placement().label(),
            contest.server(),
            outcome(standings.rows()));
  }

  /** Who wins, if that can be said. */
  static String outcome(List<CompareRow> rows) {
    String peer = rows.isEmpty() ? null : rows.get(0).bestPeer();
    List<CompareRow> subjects =
        rows.stream().filter(CompareTable::isJudged).sorted(fastestFirst()).toList();
    if (peer == null || subjects.isEmpty()) {
      return "nothing to compare";
    }
    CompareRow best = subjects.get(0);
    String noise =
        best.noise() == null
            ? "unknown"
            : String.format(Locale.ROOT, "%.1f %%", (best.noise() - 1) * 100);
    return switch (best.verdict()) {
          case FASTER -> best.entrant().title() + " wins, " + ratio(best) + " x " + peer;
          case SLOWER -> peer + " wins, " + best.entrant().title() + " has " + ratio(best) + " x";
          case TIE ->
              "tie of " + best.entrant().title() + " and " + peer + ", " + ratio(best) + " x";
          default -> "undecided, " + best.entrant().title() + " has " + ratio(best) + " x " + peer;
        }
        + " (A/A spread "
        + noise
        + ")";
  }

  /** The rows that are compared: Rondo's. */
  private static boolean isJudged(CompareRow row) {
    Entrant entrant = row.entrant();
    return row.ratio() != null && entrant.competes() && entrant.role() == Role.SUBJECT;
  }

  private static String table(List<CompareRow> rows) {
    TextTable table = new TextTable(HEADINGS);
    rows.stream().sorted(fastestFirst()).forEach(row -> table.add(cells(row)));
    return table.toString();
  }

  private static Comparator<CompareRow> fastestFirst() {
    return Comparator.comparingDouble(
        row -> row.opsPerSecond() == null ? 0 : -row.opsPerSecond().median());
  }

  private static List<String> cells(CompareRow row) {
    Ratio ratio = row.ratio();
    return List.of(
        row.entrant().title(),
        row.channel() == null ? NONE : row.channel(),
        row.connections(),
        row.opsPerSecond() == null ? NONE : number(row.opsPerSecond().median(), 0),
        row.verdict() == Verdict.BEST_PEER ? "1" : ratio(row),
        ratio == null ? "" : number(ratio.low(), 2) + " - " + number(ratio.high(), 2),
        row.verdict().label() + (row.unsteadyForks() > 0 ? ", unsteady" : ""),
        latency(row, LatencyMicros::p50),
        latency(row, LatencyMicros::p99),
        latency(row, LatencyMicros::p999),
        number(row.allocatedBytesPerOp(), 0),
        row.cpuNanosPerOp() == null ? NONE : number(row.cpuNanosPerOp() / 1_000, 2),
        number(row.contextSwitchesPerOp(), 2),
        row.serverCpuNanosPerOp() == null ? NONE : number(row.serverCpuNanosPerOp() / 1_000, 2),
        row.serverBusy() == null ? NONE : number(row.serverBusy() * 100, 0) + " %",
        number(row.systemCallsPerOp(), 1));
  }

  private static String ratio(CompareRow row) {
    return row.ratio() == null ? NONE : number(row.ratio().value(), 2);
  }

  private static String latency(CompareRow row, ToDoubleFunction<LatencyMicros> figure) {
    LatencyMicros latency = row.latencyMicros();
    return latency == null ? NONE : number(figure.applyAsDouble(latency), 1);
  }

  private static String number(@Nullable Double value, int decimals) {
    return value == null ? NONE : String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  private static String legend() {
    return """

        op: a set+get pair, in bulk a SET; its latencies are of a batch. Figures are medians of forks.
        ratio: to the best peer in the same round of turns, median over rounds and over blocks;
        faster and slower are said only where the interval excludes 1 and the effect exceeds the A/A spread: what the same cell, measured
        twice ("again"), seems to differ by. unsteady: a warm-up ended before its last windows agreed.
        B/op: Java heap alone, not what native libraries allocate. server: CPU time of its process;
        where it is busy all the time, no client can be faster.
        """;
  }

  /** Why figures are missing, each reason once. */
  private static String failures(List<CompareRow> rows) {
    Map<String, List<String>> reasons =
        rows.stream()
            .filter(row -> row.failure() != null)
            .collect(
                Collectors.groupingBy(
                    row -> row.client() + ": " + Objects.requireNonNull(row.failure()),
                    Collectors.mapping(row -> row.entrant().cell().form(), Collectors.toList())));
    List<String> lines = new ArrayList<>();
    reasons.forEach(
        (reason, forms) ->
            lines.add(reason + " (" + String.join("; ", forms.stream().distinct().toList()) + ")"));
    return lines.stream()
        .sorted()
        .map(line -> "FAILED " + line + "\n")
        .collect(Collectors.joining());
  }
}
