package io.rondo.client;

import java.time.Duration;

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
}
