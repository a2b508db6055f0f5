package io.rondo.bench.scenario;

/**
 * A scenario with its sizes.
 *
 * @param pairs set+get pairs of one repetition; divisible by {@code workers}
 * @param workers concurrent chains of pairs; 1 for the synchronous scenarios
 * @param asserts whether each fetched value is compared inside the timed region; it is always
 *     compared, else after it
 */
public record Workload(
    Scenario scenario, int pairs, int workers, Connections connections, boolean asserts) {
  public Workload {
    if (pairs < 1 || workers < 1 || pairs % workers != 0) {
      throw new IllegalArgumentException(
          pairs + " pairs can't be divided over " + workers + " workers");
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
