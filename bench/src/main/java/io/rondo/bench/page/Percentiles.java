package io.rondo.bench.page;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * A latency distribution on the scale on which HdrHistogram plots it: over {@code 1 / (1 - p)}, so
 * that 90 %, 99 % and 99.9 % are as far from each other. The places are the same for all
 * distributions, ten to a factor of ten, so that they can be read off side by side.
 */
final class Percentiles {
  private static final int PER_DECADE = 10;
  private static final double NANOS_PER_MICRO = 1_000;

  private Percentiles() {}

  /** Pairs of {@code 1 / (1 - p)} and microseconds; the last one is the largest latency. */
  static List<double[]> of(Histogram nanos) {
    List<double[]> points = new ArrayList<>();
    long count = nanos.getTotalCount();
    for (int step = 0; ; step++) {
      double place = Math.pow(10, (double) step / PER_DECADE);
      if (place >= count) {
        break;
      }
      long value = nanos.getValueAtPercentile(100 * (1 - 1 / place));
      points.add(new double[] {rounded(place), value / NANOS_PER_MICRO});
    }
    if (count > 0) {
      points.add(new double[] {count, nanos.getMaxValue() / NANOS_PER_MICRO});
    }
    return points;
  }

  private static double rounded(double place) {
    return Math.round(place * 1_000) / 1_000.0;
  }
}
