package io.rondo.bench;

import io.rondo.bench.common.BenchException;
import io.rondo.bench.measure.Link;
import io.rondo.bench.measure.WarmupPolicy;
import io.rondo.bench.report.Dimension;
import io.rondo.bench.scenario.Connections;
import io.rondo.bench.scenario.Scenario;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say what is swept; lists are separated by commas. */
final class SweepOptions {
  private static final int MOST_WORKERS = 200;
  private static final List<Integer> QUICK_STEPS = List.of(1, 10, 100);

  @Mixin CellOptions cells = new CellOptions();

  @Mixin PaceOptions pace = new PaceOptions();

  @Option(
      names = "--over",
      paramLabel = "WHAT",
      converter = Choices.DimensionChoice.class,
      description =
          "workers; depth: SETs of a batch; value-size; connections: that workers share; threads;"
              + " rtt: round trip times (default: rtt where --rtt names several, else workers)")
  @Nullable Dimension over;

  @Option(
      names = "--at",
      split = ",",
      paramLabel = "VALUES",
      converter = Choices.Steps.class,
      description =
          "Where to measure: numbers, sizes such as 4K, ranges such as 1..200, times such as 250us"
              + " over rtt (default: workers"
              + " 1..200 as in 2017, where they divide n; else a list up to 5000 SETs, 64K,"
              + " 100 connections, 128 threads or 10ms)")
  @Nullable List<Choices.Places> at;

  @Option(
      names = "--scenario",
      split = ",",
      paramLabel = "NAME",
      converter = Choices.AnyScenario.class,
      description =
          "What to run (default: async; bulk over depth, sync and async over value-size, threads"
              + " over threads; sync, sync-pipe, async, async-pipe over rtt)")
  @Nullable List<Scenario> scenarios;

  @Option(
      names = "--workers",
      paramLabel = "COUNT",
      converter = Choices.Positive.class,
      description =
          "Workers of async scenarios where they are not swept (default: 100; 10 over value-size;"
              + " 1 and 100 in async over rtt)")
  @Nullable Integer workers;

  @Option(
      names = "--threads",
      paramLabel = "COUNT",
      converter = Choices.Positive.class,
      description = "Threads of scenario threads where they are not swept (default: 8)")
  @Nullable Integer threads;

  @Option(
      names = "--connections",
      split = ",",
      paramLabel = "FORM",
      converter = Choices.ConnectionsChoice.class,
      description =
          "shared, per-worker (default: both over workers, else shared; shared with --quick)")
  @Nullable List<Connections> connections;

  @Option(
      names = "--batch",
      paramLabel = "COUNT",
      converter = Choices.Positive.class,
      description = "SETs of a batch in bulk where that is not swept (default: 1000)")
  @Nullable Integer batch;

  @Option(
      names = "--value-size",
      paramLabel = "SIZE",
      converter = Choices.ValueSize.class,
      description =
          "original, or bytes: 16, 1K, 64K, 1M, where that is not swept (default: original)")
  int valueSize;

  @Option(
      names = "-n",
      paramLabel = "PAIRS",
      converter = Choices.Positive.class,
      description =
          "Set+get pairs, in bulk SETs, of a repetition, about (default: 20000, 4000 in sync"
              + " scenarios; a tenth with --quick)")
  @Nullable Integer pairs;

  @Option(
      names = "--repeat",
      paramLabel = "TIMES",
      converter = Choices.Positive.class,
      description = "Measured repetitions (default: 5; 3 with --quick)")
  @Nullable Integer repeat;

  Dimension over() {
    if (over != null) {
      return over;
    }
    boolean several =
        cells.network.rtts != null && cells.network.rtts.stream().distinct().count() > 1;
    return several ? Dimension.RTT : Dimension.WORKERS;
  }

  List<Integer> at() {
    if (over() == Dimension.RTT && cells.network.rtts != null) {
      if (at != null) {
        throw new BenchException("--rtt and --at both say where to measure over rtt: give one");
      }
      return cells.network.rtts.stream().distinct().sorted().toList();
    }
    if (at != null) {
      return at.stream()
          .map(places -> places.of(over()))
          .flatMap(Choices.Places::all)
          .distinct()
          .sorted()
          .toList();
    }
    return switch (over()) {
      case WORKERS ->
          pace.quick ? QUICK_STEPS : IntStream.rangeClosed(1, MOST_WORKERS).boxed().toList();
      case DEPTH ->
          pace.quick
              ? QUICK_STEPS
              : List.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000);
      case VALUE_SIZE ->
          pace.quick
              ? List.of(16, 1_024, 16_384)
              : List.of(16, 64, 256, 1_024, 4_096, 16_384, 65_536);
      case CONNECTIONS -> pace.quick ? QUICK_STEPS : List.of(1, 2, 4, 5, 10, 20, 25, 50, 100);
      case THREADS -> pace.quick ? List.of(1, 4, 16) : List.of(1, 2, 4, 8, 16, 32, 64, 128);
      case RTT -> pace.quick ? List.of(0, 250, 1_000) : List.of(0, 50, 250, 1_000, 10_000);
    };
  }

  List<Scenario> scenarios() {
    if (scenarios != null) {
      return scenarios.stream().distinct().toList();
    }
    return switch (over()) {
      case WORKERS, CONNECTIONS -> List.of(Scenario.ASYNC);
      case DEPTH -> List.of(Scenario.BULK);
      case VALUE_SIZE -> List.of(Scenario.SYNC, Scenario.ASYNC);
      case THREADS -> List.of(Scenario.THREADS);
      case RTT -> List.of(Scenario.SYNC, Scenario.SYNC_PIPE, Scenario.ASYNC, Scenario.ASYNC_PIPE);
    };
  }

  List<Connections> connections() {
    if (connections != null) {
      return connections.stream().distinct().toList();
    }
    return over() == Dimension.WORKERS && !pace.quick
        ? Connections.ofTheStudy()
        : List.of(Connections.SHARED);
  }

  /**
   * Workers or threads of a scenario where they are not swept. Over distances, one worker too, or
   * it could not be seen what many are good for.
   */
  List<Integer> workers(Scenario scenario) {
    if (scenario == Scenario.THREADS) {
      return List.of(threads != null ? threads : 8);
    }
    if (!scenario.isAsync()) {
      return List.of(1);
    }
    if (workers != null) {
      return List.of(workers);
    }
    return switch (over()) {
      case VALUE_SIZE -> List.of(10);
      case RTT -> scenario == Scenario.ASYNC ? List.of(1, 100) : List.of(100);
      default -> List.of(100);
    };
  }

  int batch(Scenario scenario) {
    return scenario != Scenario.BULK ? 1 : batch != null ? batch : 1_000;
  }

  int pairs(Scenario scenario, Link link, int workers, int batch) {
    if (pairs != null) {
      return pairs;
    }
    boolean alone = over() == Dimension.RTT && workers == 1;
    boolean many = (scenario.isAsync() && !alone) || scenario == Scenario.BULK;
    int usual = many ? 20_000 : 4_000;
    return link.pairs(scenario, pace.quick ? usual / 10 : usual, workers, batch);
  }

  int repeat() {
    return repeat != null ? repeat : pace.quick ? 3 : 5;
  }

  WarmupPolicy warmup() {
    return pace.warmup(WarmupPolicy.FIXED);
  }
}
