package io.rondo.client;

/**
 * How long it pays to spin for the next reply, for {@link WaitStrategy#ADAPTIVE}.
 *
 * <p>Twice the smoothed reply time, within bounds. A spin that ends without the reply has only cost
 * time, and on the server's own core it has even delayed the reply: then the next calls do not
 * spin, twice as many after each such failure in a row, up to {@value #MAX_SKIPPED}; so a machine
 * that changes is noticed and one that does not is left alone.
 *
 * <p>Threads: fields are plain. Threads that share a budget may lose an update, which costs a
 * little adaptation and nothing else.
 */
final class SpinBudget {
  private static final long MIN_NANOS = 20_000;
  private static final long MAX_NANOS = 200_000;
  private static final int MAX_SKIPPED = 1024;

  private long smoothedNanos = MIN_NANOS;
  private int failures;
  private int skip;

  /** Nanoseconds to spin at most; zero to block at once. */
  long next() {
    if (skip > 0) {
      skip--;
      return 0;
    }
    return Math.max(MIN_NANOS, Math.min(MAX_NANOS, 2 * smoothedNanos));
  }

  /**
   * A reply has come.
   *
   * @param replyNanos after what time
   * @param spun whether it was spun for
   * @param inTime whether it came while spinning
   */
  void observed(long replyNanos, boolean spun, boolean inTime) {
    if (!spun) {
      return; // A blocked wait measures the wake-up too: it says nothing about what a spin would
      // need.
    }
    smoothedNanos += (Math.min(replyNanos, MAX_NANOS) - smoothedNanos) / 8;
    if (inTime) {
      failures = 0;
    } else {
      failures = Math.min(failures + 1, 10);
      skip = Math.min(MAX_SKIPPED, 1 << failures);
    }
  }
}
