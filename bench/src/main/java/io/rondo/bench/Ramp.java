package io.rondo.bench;

import org.jspecify.annotations.Nullable;

/** Which rate comes next: twice the last one until it is not kept, then closer to the knee. */
final class Ramp {
  private static final double FACTOR = 2;

  /** The knee is found to less than a tenth: 2 to the power of 1/8. */
  private static final int CLOSER = 3;

  private static final int DIGITS = 3;

  private double kept;
  private double missed;
  private int halved;

  /**
   * The rate after one that was tried; null where the knee is found, or not even the first rate was
   * kept.
   */
  @Nullable Double next(double tried, boolean wasKept) {
    if (wasKept) {
      kept = Math.max(kept, tried);
    } else {
      missed = missed == 0 ? tried : Math.min(missed, tried);
    }
    if (missed == 0) {
      return rounded(tried * FACTOR);
    }
    boolean found = kept == 0 || halved == CLOSER;
    halved++;
    return found ? null : rounded(Math.sqrt(kept * missed));
  }

  /** A rate that can be typed. */
  private static double rounded(double rate) {
    double unit = Math.pow(10, Math.floor(Math.log10(rate)) - DIGITS + 1);
    return Math.round(rate / unit) * unit;
  }
}
