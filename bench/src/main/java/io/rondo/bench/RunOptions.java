package io.rondo.bench;

import io.rondo.bench.measure.WarmupPolicy;
import io.rondo.bench.scenario.Connections;
import io.rondo.bench.scenario.Scenario;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say which cells are run; each takes several values, separated by commas. */
class RunOptions {
  private static final List<Scenario> QUICK_SCENARIOS =
      List.of(Scenario.SYNC, Scenario.SYNC_PIPE, Scenario.ASYNC, Scenario.ASYNC_PIPE);

  // The JVM starts before and the table is printed after: under 30 s in all.
  private static final Duration QUICK_TIME = Duration.ofSeconds(22);

  @Mixin CellOptions cells = new CellOptions();

  @Option(
      names = "--client",
      split = ",",
      paramLabel = "NAME",
      description =
          "rondo; python: redis-py on asyncio and uvloop, where this machine has them (default:"
              + " rondo)")
  @Nullable List<String> clients;

  @Option(
      names = "--scenario",
      split = ",",
      paramLabel = "NAME",
      converter = Choices.ScenarioChoice.class,
      description =
          "sync, sync-pipe, sync-multi, async, async-pipe (default: all; no sync-multi with --quick)")
  @Nullable List<Scenario> scenarios;

  @Option(
      names = "--loop",
      split = ",",
      paramLabel = "NAME",
      description =
          "nio, epoll, io_uring, kqueue, auto (default: all that this machine has); with --client"
              + " python asyncio, uvloop (default: both)")
  @Nullable List<String> loops;

  @Option(
      names = "--drive",
      split = ",",
      paramLabel = "NAME",
      description =
          "loop-thread, caller (default: both in sync scenarios, loop-thread in async ones; with"
              + " --quick caller in sync ones)")
  @Nullable List<String> drives;

  @Option(
      names = "--workers",
      split = ",",
      paramLabel = "COUNT",
      converter = Choices.Positive.class,
      description =
          "Workers of async scenarios; raised to a divisor of n (default: 1,100; 100 with --quick)")
  @Nullable List<Integer> workers;

  @Option(
      names = "--connections",
      split = ",",
      paramLabel = "FORM",
      converter = Choices.ConnectionsChoice.class,
      description =
          "shared: async workers share one, opened before; per-worker: each opens its own inside"
              + " the timed region, as in 2017 (default: both; shared with --quick)")
  @Nullable List<Connections> connections;

  @Option(
      names = "-n",
      split = ",",
      paramLabel = "PAIRS",
      converter = Choices.Positive.class,
      description = "Set+get pairs of one repetition (default: 20000; 500 with --quick)")
  @Nullable List<Integer> pairs;

  @Option(
      names = "--repeat",
      split = ",",
      paramLabel = "TIMES",
      converter = Choices.Positive.class,
      description = "Measured repetitions (default: 5; 3 with --quick)")
  @Nullable List<Integer> repeats;

  @Option(
      names = "--asserts",
      arity = "1",
      split = ",",
      paramLabel = "on|off",
      converter = Choices.OnOff.class,
      description = "off: compare fetched values after the timed region, not inside (default: on)")
  @Nullable List<Boolean> asserts;

  @Option(
      names = "--quick",
      description =
          "Fewer cells, short warm-up, small n: a look at the whole in under 30 s; rows that do not"
              + " fit are left out")
  boolean quick;

  List<String> clients() {
    return Choices.given(clients, List.of("rondo"));
  }

  List<Scenario> scenarios() {
    return Choices.given(scenarios, quick ? QUICK_SCENARIOS : Scenario.ofTheStudy());
  }

  List<String> drives(Scenario scenario) {
    boolean both = !scenario.isAsync() && !quick;
    String one = scenario.isAsync() ? "loop-thread" : "caller";
    return Choices.given(drives, both ? List.of("loop-thread", "caller") : List.of(one));
  }

  List<Integer> workers() {
    return Choices.given(workers, quick ? List.of(100) : List.of(1, 100));
  }

  List<Connections> connections() {
    return Choices.given(
        connections, quick ? List.of(Connections.SHARED) : Connections.ofTheStudy());
  }

  List<Integer> pairs() {
    return Choices.given(pairs, List.of(quick ? 500 : 20_000));
  }

  List<Integer> repeats() {
    return Choices.given(repeats, List.of(quick ? 3 : 5));
  }

  List<Boolean> asserts() {
    return Choices.given(asserts, List.of(true));
  }

  /** How long it all may take; null where it takes what it takes. */
  @Nullable TimeBudget timeBudget() {
    TimeBudget limit = cells.timeBudget();
    return limit == null && quick ? new TimeBudget(QUICK_TIME) : limit;
  }

  WarmupPolicy warmup() {
    return quick ? WarmupPolicy.QUICK : WarmupPolicy.THOROUGH;
  }
}
