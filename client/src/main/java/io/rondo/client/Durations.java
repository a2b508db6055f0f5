package io.rondo.client;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Durations of options, checked and in nanoseconds. */
final class Durations {
  private Durations() {}

  /** Nanoseconds of {@code duration}; {@code whenZero} for zero. */
  static long nanos(String name, Duration duration, long whenZero) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException(
          name + " is " + duration + ": give a positive duration, or zero to wait for ever");
    }
    if (duration.isZero()) {
      return whenZero;
    }
    try {
      return duration.toNanos();
    } catch (ArithmeticException e) {
      return Long.MAX_VALUE / 4; // 73 years
    }
  }

  /**
   * How long the server waits, in milliseconds; zero is for ever. Rounded up, for a part of one
   * must not become zero.
   */
  static long waitMillis(Duration timeout) {
    long nanos = nanos("timeout", timeout, 0);
    // Before Redis 7 a wait of 0.001 seconds is cut off to none, which is for ever: two are safe.
    return nanos == 0 ? 0 : Math.max(2, millisRoundedUp(nanos));
  }

  /** For where zero milliseconds are no limit. */
  static long millisRoundedUp(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(nanos) + (nanos % 1_000_000 > 0 ? 1 : 0);
  }

  /** Whole milliseconds of a duration that Redis takes, zero included. */
  static long millis(String name, Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException(
          name + " is " + duration + ": give a positive duration, or zero");
    }
    return duration.toMillis();
  }

  /** Whole milliseconds of a duration that Redis takes, zero not included. */
  static long positiveMillis(String name, Duration duration) {
    long millis = duration.toMillis();
    if (millis < 1) {
      throw new IllegalArgumentException(
          name + " is " + duration + ": give at least a millisecond");
    }
    return millis;
  }
}
