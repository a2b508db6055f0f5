package io.rondo.bench;

import io.rondo.bench.common.BenchException;
import io.rondo.bench.measure.WarmupPolicy;
import io.rondo.bench.scenario.Scenario;
import io.rondo.bench.server.ServerChoice;
import io.rondo.bench.target.TargetProvider;
import io.rondo.bench.target.Targets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say what is compared; lists are separated by commas. */
final class CompareOptions {
  private static final int QUICK_DIVISOR = 4;

  @Mixin CellOptions cells = new CellOptions();

  @Mixin SeedOption random = new SeedOption();

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      converter = Choices.PresetName.class,
      description =
          "goals: the contests that tell whether Rondo reaches its goals, on Redis from the PATH;"
              + " other options choose among them, or replace Rondo's settings and the server")
  @Nullable String preset;

  @Option(
      names = "--client",
      split = ",",
      paramLabel = "NAME",
      description = "rondo, jedis, lettuce, vertx, redisson, glide, raw (default: all)")
  @Nullable List<String> clients;

  @Option(
      names = "--scenario",
      split = ",",
      paramLabel = "NAME",
      converter = Choices.AnyScenario.class,
      description =
          "sync, sync-pipe, sync-multi, async, async-pipe, bulk, threads (default: all but"
              + " sync-multi; sync and async where --value-size is given)")
  @Nullable List<Scenario> scenarios;

  @Option(
      names = "--workers",
      split = ",",
      paramLabel = "COUNT",
      converter = Choices.Positive.class,
      description = "Workers of async scenarios (default: 1,100 in async, 100 in async-pipe)")
  @Nullable List<Integer> workers;

  @Option(
      names = "--batch",
      split = ",",
      paramLabel = "COUNT",
      converter = Choices.Positive.class,
      description = "SETs of a batch in bulk (default: 1000)")
  @Nullable List<Integer> batches;

  @Option(
      names = "--threads",
      split = ",",
      paramLabel = "COUNT",
      converter = Choices.Positive.class,
      description = "Caller threads in threads (default: 1,8,64)")
  @Nullable List<Integer> threads;

  @Option(
      names = "--value-size",
      split = ",",
      paramLabel = "SIZE",
      converter = Choices.ValueSize.class,
      description = "original (the index as text) or bytes: 16, 1K, 64K, 1M (default: original)")
  @Nullable List<Integer> valueSizes;

  @Option(
      names = "--blocks",
      paramLabel = "COUNT",
      converter = Choices.Positive.class,
      description = "Forks of each cell; a winner takes at least 5 (default: 5; 2 with --quick)")
  @Nullable Integer blocks;

  @Option(
      names = "-n",
      paramLabel = "PAIRS",
      converter = Choices.Positive.class,
      description =
          "Set+get pairs, in bulk SETs, of a repetition (default: by scenario and size of value)")
  @Nullable Integer pairs;

  @Option(
      names = "--no-strace",
      negatable = false,
      description = "Do not count system calls in forks of their own")
  boolean noStrace;

  @Option(names = "--quick", description = "${bundle:quick}")
  boolean quick;

  List<String> clients() {
    return Choices.given(clients, Targets.all().stream().map(TargetProvider::name).toList());
  }

  List<Scenario> scenarios() {
    if (scenarios != null) {
      return scenarios.stream().distinct().toList();
    }
    if (valueSizes != null) {
      return List.of(Scenario.SYNC, Scenario.ASYNC);
    }
    return quick
        ? List.of(Scenario.SYNC, Scenario.ASYNC, Scenario.BULK)
        : List.of(
            Scenario.SYNC,
            Scenario.SYNC_PIPE,
            Scenario.ASYNC,
            Scenario.ASYNC_PIPE,
            Scenario.BULK,
            Scenario.THREADS);
  }

  /** Workers or threads of a scenario. */
  List<Integer> workers(Scenario scenario) {
    if (scenario == Scenario.THREADS) {
      return Choices.given(threads, List.of(1, 8, 64));
    }
    if (!scenario.isAsync()) {
      return List.of(1);
    }
    boolean alone = scenario == Scenario.ASYNC && !quick;
    return Choices.given(workers, alone ? List.of(1, 100) : List.of(100));
  }

  List<Integer> batches(Scenario scenario) {
    return scenario == Scenario.BULK ? Choices.given(batches, List.of(1_000)) : List.of(1);
  }

  List<Integer> valueSizes() {
    return Choices.given(valueSizes, List.of(0));
  }

  List<String> loops() {
    return Choices.given(cells.loops, List.of(Plan.BEST_LOOP));
  }

  /** How Rondo's threads wait in a scenario. */
  List<String> waits(Scenario scenario) {
    if (scenario.isAsync()) {
      return List.of("block"); // workers never wait
    }
    boolean oneCaller = !scenario.isConcurrent() && scenario != Scenario.BULK && !quick;
    return Choices.given(cells.waits, oneCaller ? List.of("block", "adaptive") : List.of("block"));
  }

  int blocks() {
    return blocks != null ? blocks : quick ? 2 : 5;
  }

  List<ServerChoice> servers() {
    List<ServerChoice> chosen = cells.servers();
    for (ServerChoice server : chosen) {
      if (!server.isPlainTcp()) {
        throw new BenchException(
            "--server "
                + server.label()
                + " can't be compared at: not every client can reach it; give a redis:// address");
      }
    }
    return chosen;
  }

  /** A number of pairs, or a part of it with {@code --quick}. */
  int scaled(int usual) {
    return quick ? Math.max(1, usual / QUICK_DIVISOR) : usual;
  }

  WarmupPolicy warmup() {
    return quick ? WarmupPolicy.QUICK : WarmupPolicy.FIXED;
  }

  /**
   * How often a fork measures. Where several share the pairs, a pass must be long, and so is a turn
   * of a slow client.
   */
  int turns(int workers) {
    if (quick) {
      return 4;
    }
    return workers > 1 ? 20 : 50;
  }

  /** How long it measures at least each time, milliseconds. */
  int turnMillis() {
    return 15;
  }
}
