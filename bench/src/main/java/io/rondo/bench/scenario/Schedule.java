package io.rondo.bench.scenario;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

/** When requests are meant to start, in an open loop: known before the first one is sent. */
public enum Schedule {
  /** One after the other, equally far apart. */
  FIXED {
    @Override
    public long[] offsetNanos(int requests, long durationNanos, long seed) {
      long[] offsets = new long[requests];
      double gap = (double) durationNanos / requests;
      for (int i = 0; i < requests; i++) {
        offsets[i] = (long) (i * gap);
      }
      return offsets;
    }
  },
  /**
   * A Poisson process, as of many users who know nothing of each other. Its arrivals, given how
   * many there are, are independent times of equal chance, put in order.
   */
  POISSON {
    @Override
    public long[] offsetNanos(int requests, long durationNanos, long seed) {
      SplittableRandom random = new SplittableRandom(seed);
      long[] offsets = random.longs(requests, 0, durationNanos).toArray();
      Arrays.sort(offsets);
      return offsets;
    }
  };

  /** Nanoseconds after the start, ascending; the same for the same arguments. */
  public abstract long[] offsetNanos(int requests, long durationNanos, long seed);

  /** The name on the command line and in results. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
