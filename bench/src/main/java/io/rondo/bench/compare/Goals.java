package io.rondo.bench.compare;

import io.rondo.bench.measure.Placement;
import io.rondo.bench.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The ratios that Rondo is meant to reach, in the order in which they are shown. */
public final class Goals {
  private static final Set<String> PEERS = Set.of("jedis", "lettuce", "vertx", "redisson", "glide");
  private static final Set<String> WITH_LOOPS = Set.of("lettuce", "vertx", "redisson", "glide");
  private static final Set<String> JEDIS = Set.of("jedis");
  private static final Set<String> LETTUCE = Set.of("lettuce");
  private static final Set<String> FLOOR = Set.of("raw");
  private static final String BLOCK = "block";
  private static final String ADAPTIVE = "adaptive";
  private static final int MEGABYTE = 1 << 20;

  public static final List<Goal> ALL =
      Stream.of(synchronous(), async(), bulk(), threads(), costs(), large())
          .flatMap(List::stream)
          .toList();

  private Goals() {}

  private static Discipline split(Scenario scenario, int workers) {
    return Discipline.of(Placement.SPLIT, scenario, workers);
  }

  private static Discipline same(Scenario scenario, int workers) {
    return Discipline.of(Placement.SAME, scenario, workers);
  }

  private static List<Goal> synchronous() {
    List<Goal> goals = new ArrayList<>();
    for (Scenario scenario : List.of(Scenario.SYNC, Scenario.SYNC_PIPE)) {
      goals.add(Goal.of(split(scenario, 1), BLOCK, PEERS, 1.0).withIntervalNotBelow(0.97));
    }
    for (Scenario scenario : List.of(Scenario.SYNC, Scenario.SYNC_PIPE)) {
      goals.add(Goal.of(same(scenario, 1), BLOCK, JEDIS, 1.0));
      goals.add(Goal.of(same(scenario, 1), BLOCK, WITH_LOOPS, 1.6));
    }
    for (Scenario scenario : List.of(Scenario.SYNC, Scenario.SYNC_PIPE)) {
      goals.add(Goal.of(split(scenario, 1), ADAPTIVE, PEERS, 2.7));
      // How much there is to be had: a plain socket that spins.
      goals.add(Goal.of(split(scenario, 1), ADAPTIVE, FLOOR, 0.95));
    }
    goals.add(Goal.of(same(Scenario.SYNC, 1), ADAPTIVE, PEERS, 1.0));
    return goals;
  }

  private static List<Goal> async() {
    Discipline hundred = split(Scenario.ASYNC, 100);
    List<Goal> goals = new ArrayList<>();
    goals.add(Goal.of(hundred, BLOCK, PEERS, 1.5));
    goals.add(Goal.of(split(Scenario.ASYNC_PIPE, 100), BLOCK, PEERS, 1.5));
    goals.add(Goal.of(same(Scenario.ASYNC, 1), BLOCK, PEERS, 1.1));
    for (int workers : List.of(1_000, 10_000)) {
      Discipline many = split(Scenario.ASYNC, workers);
      goals.add(new Goal(many, BLOCK, Figure.THROUGHPUT, Set.of(), hundred, 1.0, null));
    }
    return goals;
  }

  /** Where the peers can't be beaten by as much, the server may be the limit: the floor's pace. */
  private static List<Goal> bulk() {
    Discipline bulk = split(Scenario.BULK, 1).inBatchesOf(1_000);
    return List.of(Goal.of(bulk, BLOCK, PEERS, 1.1), Goal.of(bulk, BLOCK, FLOOR, 1.0));
  }

  private static List<Goal> threads() {
    List<Goal> goals = new ArrayList<>();
    goals.add(Goal.of(same(Scenario.THREADS, 1), BLOCK, JEDIS, 1.0));
    goals.add(Goal.of(same(Scenario.THREADS, 1), BLOCK, LETTUCE, 1.7));
    for (Placement placement : List.of(Placement.SPLIT, Placement.SAME)) {
      for (int threads : List.of(8, 64)) {
        Discipline many = Discipline.of(placement, Scenario.THREADS, threads);
        goals.add(Goal.of(many, BLOCK, LETTUCE, 1.2));
        goals.add(Goal.of(many, BLOCK, JEDIS, threads == 64 ? 1.3 : 1.0));
      }
    }
    return goals;
  }

  private static List<Goal> costs() {
    Discipline hundred = split(Scenario.ASYNC, 100);
    return List.of(
        new Goal(hundred, BLOCK, Figure.ALLOCATION, PEERS, null, 0.5, null),
        new Goal(hundred.onCannedServer(), BLOCK, Figure.CPU, PEERS, null, 0.7, null));
  }

  private static List<Goal> large() {
    Discipline large = split(Scenario.SYNC, 1).withValuesOf(MEGABYTE);
    return List.of(Goal.of(large, BLOCK, PEERS, 1.0));
  }
}
