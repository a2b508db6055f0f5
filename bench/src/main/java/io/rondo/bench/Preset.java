package io.rondo.bench;

import io.rondo.bench.common.BenchException;
import io.rondo.bench.compare.Discipline;
import io.rondo.bench.compare.Goal;
import io.rondo.bench.compare.Goals;
import io.rondo.bench.measure.Cores;
import io.rondo.bench.measure.Placement;
import io.rondo.bench.scenario.Scenario;
import io.rondo.bench.server.ServerChoice;
import io.rondo.bench.target.TargetProvider;
import io.rondo.bench.target.Targets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The contests that decide whether Rondo reaches its {@link Goals}, with the peers that matter in
 * each. Options that say what is run choose among them; those that say how Rondo is set, and on
 * which Redis it is measured, replace what the preset has.
 */
final class Preset {
  static final String GOALS = "goals";

  private static final ServerChoice CANNED = new ServerChoice(ServerChoice.Kind.CANNED, "");
  private static final ServerChoice PATH = new ServerChoice(ServerChoice.Kind.PATH, "");

  private final CompareOptions options;
  private final Cores cores;

  Preset(CompareOptions options, Cores cores) {
    this.options = options;
    this.cores = cores;
  }

  List<Draft> drafts() {
    List<Draft> drafts = new ArrayList<>();
    List<ServerChoice> servers = options.cells.servers == null ? List.of(PATH) : options.servers();
    for (Discipline discipline : disciplines()) {
      for (ServerChoice server : discipline.canned() ? List.of(CANNED) : servers) {
        drafts.add(draft(server, discipline));
      }
    }
    return drafts;
  }

  /** Those of the goals that the options leave. */
  private List<Discipline> disciplines() {
    List<Discipline> left =
        Goals.ALL.stream().map(Goal::discipline).distinct().filter(this::isWanted).toList();
    for (Placement placement : left.stream().map(Discipline::placement).distinct().toList()) {
      String obstacle = cores.whyNot(placement);
      if (!obstacle.isEmpty()) {
        throw new BenchException(
            "--preset "
                + GOALS
                + " needs --placement "
                + placement.label()
                + ", which can't be done: "
                + obstacle);
      }
    }
    return left;
  }

  private boolean isWanted(Discipline discipline) {
    Scenario scenario = discipline.scenario();
    return isAmong(scenario, options.scenarios)
        && isAmong(discipline.placement(), options.cells.placements)
        && isAmong(discipline.valueBytes(), options.valueSizes)
        && (!scenario.isAsync() || isAmong(discipline.workers(), options.workers))
        && (scenario != Scenario.THREADS || isAmong(discipline.workers(), options.threads))
        && (scenario != Scenario.BULK || isAmong(discipline.batch(), options.batches));
  }

  private static <T> boolean isAmong(T value, @Nullable List<T> wanted) {
    return wanted == null || wanted.contains(value);
  }

  private Draft draft(ServerChoice server, Discipline discipline) {
    List<Goal> goals =
        Goals.ALL.stream().filter(goal -> goal.discipline().equals(discipline)).toList();
    List<String> waits =
        options.cells.waits != null
            ? options.waits(discipline.scenario())
            : goals.stream().map(Goal::waitStrategy).distinct().toList();
    List<Discipline> bases =
        goals.stream().map(Goal::base).filter(Objects::nonNull).distinct().toList();
    return new Draft(
        server, discipline, bases, clients(discipline, goals), drives(discipline), waits);
  }

  /** Rondo and the rivals of the goals; where it is its own, a peer for orientation. */
  private List<TargetProvider> clients(Discipline discipline, List<Goal> goals) {
    Set<String> names = new HashSet<>();
    goals.forEach(goal -> names.addAll(goal.rivals()));
    names.add(names.isEmpty() ? "vertx" : "rondo");
    names.add("rondo");
    if (!discipline.scenario().isConcurrent()) {
      names.add("raw");
    }
    return Targets.all().stream()
        .filter(client -> names.contains(client.name()) && isAmong(client.name(), options.clients))
        .toList();
  }

  /** The default one; where nobody waits for a reply, the loop's own thread too. */
  private List<String> drives(Discipline discipline) {
    if (options.cells.drives != null) {
      return options.cells.drives;
    }
    return discipline.scenario().isAsync() ? List.of("caller", "loop-thread") : List.of("caller");
  }
}
