package io.rondo.client;

/**
 * Whether it pays to spin for the next reply, and how long, for {@link WaitStrategy#ADAPTIVE}.
 *
 * <p>It compares what waiting takes both ways. Whether a spin ended with its reply would be no
 * measure: on the server's own core it mostly does, after the scheduler has taken the core from it,
 * and later than if it had been given.
 *
 * <p>Threads may share a budget, as {@link TwoWays}.
 */
final class SpinBudget {
  private static final long MIN_NANOS = 20_000;
  private static final long MAX_NANOS = 200_000;

  /** To block, and to spin: a spin takes a whole core, so it must save an eighth of the wait. */
  private final TwoWays ways = new TwoWays(16, 1024, 8);

  /** Nanoseconds to spin at most; zero to block at once. */
  long next() {
    return ways.takesSecond() ? Math.max(MIN_NANOS, Math.min(MAX_NANOS, 2 * ways.secondCost())) : 0;
  }

  /**
   * A reply has come.
   *
   * @param nanos after what time
   * @param spun whether it was spun for, at first at least
   */
  void observed(long nanos, boolean spun) {
    ways.observed(nanos, spun);
  }
}
