package io.rondo.client;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongUnaryOperator;

/**
 * How long a lost connection waits before the next attempt: "full jitter", as Marc Brooker's
 * <em>Exponential Backoff And Jitter</em> (AWS Architecture Blog, 2015) has it. Of one thread at a
 * time.
 */
final class Jitter {
  private final long baseNanos;
  private final long capNanos;
  private final LongUnaryOperator random;
  private volatile int failures;

  /**
   * @param random gives a number from zero to its argument, both included
   */
  Jitter(Reconnect options, LongUnaryOperator random) {
    this.baseNanos = options.base().toNanos();
    this.capNanos = options.cap().toNanos();
    this.random = random;
  }

  static Jitter of(Reconnect options) {
    return new Jitter(options, longest -> ThreadLocalRandom.current().nextLong(longest + 1));
  }

  /** Nanoseconds until the next attempt: random, up to {@code min(cap, base · 2^failures)}. */
  long next() {
    long longest =
        failures < 62 && baseNanos <= capNanos >> failures ? baseNanos << failures : capNanos;
    failures = Math.min(failures + 1, Integer.MAX_VALUE - 1);
    return random.applyAsLong(longest);
  }

  /**
   * A connection has been open for so long: if that is longer than the cap, the row of attempts
   * ends.
   */
  void lasted(long nanos) {
    if (nanos > capNanos) {
      failures = 0;
    }
  }

  /** The row of attempts ends. */
  void reset() {
    failures = 0;
  }

  /** Attempts begun since a connection lasted. */
  int attempts() {
    return failures;
  }
}
