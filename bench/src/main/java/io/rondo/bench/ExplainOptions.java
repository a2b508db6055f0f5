package io.rondo.bench;

import io.rondo.bench.common.BenchException;
import io.rondo.bench.ledger.Headlines;
import io.rondo.bench.measure.Cell;
import io.rondo.bench.measure.WarmupPolicy;
import io.rondo.bench.scenario.Connections;
import io.rondo.bench.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@link StudyOptions} with what is explained unless something else is asked for. */
final class ExplainOptions extends StudyOptions {
  private static final int MEASURE_MILLIS = 2_500;
  private static final int QUICK_MEASURE_MILLIS = 500;
  private static final int REFERENCE_MILLIS = 300;
  private static final int QUICK_REFERENCE_MILLIS = 100;

  /** Where a command takes tens of microseconds, traces cost little; among many, they add up. */
  private static final int ONE_IN = 16;

  private static final int ONE_IN_OF_MANY = 512;

  /** What a command takes about without a distance; over one, as many are traced in a time. */
  private static final int NEAR_MICROS = 50;

  @Option(
      names = "--sample",
      paramLabel = "N",
      converter = Choices.Positive.class,
      description =
          "Trace one in so many commands, in the mean (default: 16; 512 where many workers share a"
              + " connection; more of them over a distance)")
  @Nullable Integer sample;

  @Option(
      names = "--between",
      split = ",",
      paramLabel = "ONE:OTHER",
      description =
          "Explain the difference of rows that differ in these labels alone, for instance nio:epoll"
              + " (default: nio:epoll, epoll:io_uring, sync:async, loop-thread:caller, block:spin)")
  @Nullable List<String> between;

  @Override
  List<Scenario> scenarios() {
    return Choices.given(scenarios, List.of(Scenario.SYNC, Scenario.ASYNC));
  }

  @Override
  List<Connections> connections() {
    return Choices.given(connections, List.of(Connections.SHARED));
  }

  @Override
  List<String> drives(Scenario scenario) {
    return Choices.given(
        cells.drives,
        scenario.isAsync() ? List.of("loop-thread") : List.of("loop-thread", "caller"));
  }

  /** Rows that were left out would be missing in the differences: only where a limit was set. */
  @Nullable TimeBudget timeBudget() {
    return pace.timeBudget();
  }

  @Override
  List<Integer> workers() {
    return Choices.given(workers, List.of(1, 100));
  }

  @Override
  List<Integer> pairs() {
    return Choices.given(pairs, List.of(pace.quick ? 2_000 : 20_000));
  }

  WarmupPolicy warmup() {
    return pace.warmup(WarmupPolicy.FIXED);
  }

  /** Whether a further fork per cell is worth its time. */
  boolean countsSystemCalls() {
    return !pace.quick;
  }

  int measureMillis() {
    return pace.quick ? QUICK_MEASURE_MILLIS : MEASURE_MILLIS;
  }

  int referenceMillis() {
    return pace.quick ? QUICK_REFERENCE_MILLIS : REFERENCE_MILLIS;
  }

  /** Of how many commands one is traced. */
  int oneIn(Cell cell) {
    if (sample != null) {
      return sample;
    }
    int usual = cell.workers() > 1 ? ONE_IN_OF_MANY : ONE_IN;
    return Math.max(1, usual * NEAR_MICROS / (NEAR_MICROS + cell.link().rtt()));
  }

  List<Headlines.Pair> pairsToCompare() {
    if (between == null) {
      return Headlines.USUAL;
    }
    List<Headlines.Pair> wanted = new ArrayList<>();
    for (String text : between) {
      String[] labels = text.split(":", -1);
      if (labels.length != 2 || labels[0].isEmpty() || labels[1].isEmpty()) {
        throw new BenchException(
            "--between '" + text + "' is no pair of labels: write two, such as nio:epoll");
      }
      wanted.add(new Headlines.Pair(labels[0], labels[1]));
    }
    return wanted;
  }
}
