package io.rondo.bench.scenario;

/**
 * A scenario with its sizes.
 *
 * @param pairs set+get pairs of one repetition; divisible by {@code workers}
 * @param workers concurrent chains of pairs; 1 for the synchronous scenarios
 * @param asserts whether each fetched value is compared inside the timed region; it is always
 *     compared, else after it
 * @param valueBytes size of the values, which are then bytes; 0 for the original's, which are text
 * @param batch SETs that go out together in the bulk scenario; 1 in the others
 * @param connectionCount how many the workers or threads share, in turn, where connections are
 *     shared
 */
public record Workload(
    Scenario scenario,
    int pairs,
    int workers,
    Connections connections,
    boolean asserts,
    int valueBytes,
    int batch,
    int connectionCount) {
  /** The original's values, nothing in batches, one connection where it is shared. */
  public Workload(
      Scenario scenario, int pairs, int workers, Connections connections, boolean asserts) {
    this(scenario, pairs, workers, connections, asserts, 0, 1, 1);
  }

  public Workload {
    if (pairs < 1 || workers < 1 || pairs % workers != 0) {
      throw new IllegalArgumentException(
          pairs + " pairs can't be divided over " + workers + " workers");
    }
    if (batch < 1 || pairs % batch != 0) {
      throw new IllegalArgumentException(pairs + " SETs can't be divided into batches of " + batch);
    }
    if (connectionCount < 1 || connectionCount > workers) {
      throw new IllegalArgumentException(
          workers + " workers can't share " + connectionCount + " connections");
    }
  }

  /** The workers that share n pairs evenly: as in the original, the next divisor of n. */
  public static int workersFor(int pairs, int wanted) {
    int workers = Math.min(wanted, pairs);
    while (pairs % workers != 0) {
      workers++;
    }
    return workers;
  }

  int pairsPerWorker() {
    return pairs / workers;
  }
}
