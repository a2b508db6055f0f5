package io.rondo.bench.measure;

/**
 * When a fork counts as warm: the last {@code windows} windows lie within {@code tolerance} of
 * their mean, no earlier than {@code minMillis}; it is measured unsteady after {@code maxMillis}.
 *
 * @param windowMillis what a window takes at least, as the client is timed
 * @param tolerance largest difference between two of the last windows, as a part of their mean
 */
public record WarmupPolicy(
    int minMillis, int maxMillis, int windowMillis, int windows, double tolerance) {
  public static final WarmupPolicy THOROUGH = new WarmupPolicy(1_000, 4_000, 250, 3, 0.10);

  /**
   * For comparisons, in which a fork is one of several of its cell: as long for all, or a client
   * that is quick to look steady would be measured half compiled. A rehearsal of the turns follows.
   */
  public static final WarmupPolicy FIXED = new WarmupPolicy(1_000, 1_000, 200, 3, 0.10);

  public static final WarmupPolicy QUICK = new WarmupPolicy(100, 400, 50, 3, 0.20);
}
