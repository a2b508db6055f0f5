package io.rondo.bench;

import io.rondo.bench.scenario.Connections;
import io.rondo.bench.scenario.Scenario;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The options that say which cells of the study are run or explained; each takes several values,
 * separated by commas.
 */
class StudyOptions {
  private static final List<Scenario> QUICK_SCENARIOS =
      List.of(Scenario.SYNC, Scenario.SYNC_PIPE, Scenario.ASYNC, Scenario.ASYNC_PIPE);

  @Mixin CellOptions cells = new CellOptions();

  @Mixin PaceOptions pace = new PaceOptions();

  @Option(
      names = "--scenario",
      split = ",",
      paramLabel = "NAME",
      converter = Choices.ScenarioChoice.class,
      description =
          "sync, sync-pipe, sync-multi, async, async-pipe (default: ${bundle:default.scenario})")
  @Nullable List<Scenario> scenarios;

  @Option(
      names = "--workers",
      split = ",",
      paramLabel = "COUNT",
      converter = Choices.Positive.class,
      description =
          "Workers of async scenarios; raised to a divisor of n (default: ${bundle:default.workers})")
  @Nullable List<Integer> workers;

  @Option(
      names = "--connections",
      split = ",",
      paramLabel = "FORM",
      converter = Choices.ConnectionsChoice.class,
      description =
          "shared: async workers share one, opened before; per-worker: each opens its own inside"
              + " the timed region, as in 2017 (default: ${bundle:default.connections})")
  @Nullable List<Connections> connections;

  @Option(
      names = "-n",
      split = ",",
      paramLabel = "PAIRS",
      converter = Choices.Positive.class,
      description = "Set+get pairs of one repetition (default: ${bundle:default.n})")
  @Nullable List<Integer> pairs;

  List<String> clients() {
    return List.of("rondo");
  }

  List<Scenario> scenarios() {
    return Choices.given(scenarios, pace.quick ? QUICK_SCENARIOS : Scenario.ofTheStudy());
  }

  List<String> drives(Scenario scenario) {
    boolean both = !scenario.isAsync() && !pace.quick;
    String one = scenario.isAsync() ? "loop-thread" : "caller";
    return Choices.given(cells.drives, both ? List.of("loop-thread", "caller") : List.of(one));
  }

  List<Integer> workers() {
    return Choices.given(workers, pace.quick ? List.of(100) : List.of(1, 100));
  }

  List<Connections> connections() {
    return Choices.given(
        connections, pace.quick ? List.of(Connections.SHARED) : Connections.ofTheStudy());
  }

  List<Integer> pairs() {
    return Choices.given(pairs, List.of(pace.quick ? 500 : 20_000));
  }

  List<Integer> repeats() {
    return List.of(1);
  }

  List<Boolean> asserts() {
    return List.of(true);
  }
}
