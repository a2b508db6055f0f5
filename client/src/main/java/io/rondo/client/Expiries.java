package io.rondo.client;

import java.time.Duration;
import java.time.Instant;

/** The words that say when a key expires. */
final class Expiries {
  private Expiries() {}

  static Object[] after(Duration duration) {
    return words("EX", "PX", Durations.positiveMillis("time to live", duration));
  }

  static Object[] at(Instant instant) {
    long millis = instant.toEpochMilli();
    if (millis < 1) {
      throw new IllegalArgumentException("expiry is " + instant + ": give a time after 1970");
    }
    return words("EXAT", "PXAT", millis);
  }

  private static Object[] words(String inSeconds, String inMillis, long millis) {
    return millis % 1000 == 0
        ? new Object[] {inSeconds, millis / 1000}
        : new Object[] {inMillis, millis};
  }
}
