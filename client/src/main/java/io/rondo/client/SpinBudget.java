package io.rondo.client;

/**
 * Whether it pays to spin for the next reply, and how long, for {@link WaitStrategy#ADAPTIVE}.
 *
 * <p>It compares what waiting takes both ways. A few waits are now and then spent on the way that
 * is not preferred, ever more rarely while it stays the worse one. Whether a spin ended with its
 * reply would be no measure: on the server's own core it mostly does, after the scheduler has taken
 * the core from it, and later than if it had been given.
 *
 * <p>Threads: fields are plain. Threads that share a budget may lose an update, which costs a
 * little adaptation and nothing else.
 */
final class SpinBudget {
  private static final long MIN_NANOS = 20_000;
  private static final long MAX_NANOS = 200_000;

  /** Waits in a row that are spent on the other way. */
  private static final int TRIAL = 4;

  /** Waits between two trials, at first and at most. */
  private static final int MIN_GAP = 16;

  private static final int MAX_GAP = 1024;

  /** Parts of the time of a blocking wait, as divisors. */
  private static final int LEAST_SAVED_TO_BEGIN = 8;

  private static final int LEAST_SAVED_TO_GO_ON = 32;

  /** Smoothed times; zero where nothing is known. */
  private long spunNanos;

  private long blockedNanos;

  private boolean spins;
  private int gap = MIN_GAP;
  private int untilTrial = MIN_GAP;
  private int leftOfTrial;

  /** Nanoseconds to spin at most; zero to block at once. */
  long next() {
    boolean spin = spins != leftOfTrial > 0;
    return spin ? Math.max(MIN_NANOS, Math.min(MAX_NANOS, 2 * spunNanos)) : 0;
  }

  /**
   * A reply has come.
   *
   * @param nanos after what time
   * @param spun whether it was spun for, at first at least
   */
  void observed(long nanos, boolean spun) {
    if (spun) {
      spunNanos = smoothed(spunNanos, nanos);
    } else {
      blockedNanos = smoothed(blockedNanos, nanos);
    }
    if (leftOfTrial > 0) {
      if (--leftOfTrial == 0) {
        judge();
      }
    } else if (--untilTrial <= 0) {
      leftOfTrial = TRIAL;
    }
  }

  /** A thread that lost its core for a while says little: it counts no more than four times. */
  private static long smoothed(long before, long nanos) {
    return before == 0 ? nanos : before + (Math.min(nanos, 4 * before) - before) / 4;
  }

  /**
   * A spin takes a whole core, so to begin it must save an eighth of the wait. To go on it must
   * save a little: what it saves is often near any one bound, and to go to and fro costs both ways.
   */
  private void judge() {
    long least = blockedNanos / (spins ? LEAST_SAVED_TO_GO_ON : LEAST_SAVED_TO_BEGIN);
    boolean pays = spunNanos < blockedNanos - least;
    gap = pays == spins ? Math.min(MAX_GAP, 2 * gap) : MIN_GAP;
    spins = pays;
    untilTrial = gap;
  }
}
