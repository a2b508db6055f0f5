package io.rondo.bench.compare;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.descriptive.rank.Percentile.EstimationType;

/**
 * A median and how well it is known: the 95 % percentile bootstrap (Efron and Tibshirani, An
 * Introduction to the Bootstrap, 1993, chapter 13). Values are resampled with replacement, their
 * median is taken each time, and the interval runs from the 2.5th to the 97.5th percentile of these
 * medians. With five values it reaches from the lowest to the highest.
 *
 * @param low lower end
 * @param high upper end
 */
public record Interval(double median, double low, double high) {
  static final int RESAMPLES = 10_000;

  /**
   * Of at least one value.
   *
   * @param seed of the resampling, so that the same values give the same interval
   */
  public static Interval ofMedian(List<Double> values, long seed) {
    double[] medians = resampledMedians(values, new Random(seed));
    Percentile percentile = new Percentile().withEstimationType(EstimationType.R_7);
    percentile.setData(medians);
    return new Interval(median(values), percentile.evaluate(2.5), percentile.evaluate(97.5));
  }

  private static double[] resampledMedians(List<Double> values, Random random) {
    double[] medians = new double[RESAMPLES];
    double[] sample = new double[values.size()];
    for (int i = 0; i < RESAMPLES; i++) {
      for (int j = 0; j < sample.length; j++) {
        sample[j] = values.get(random.nextInt(sample.length));
      }
      Arrays.sort(sample);
      medians[i] = medianOfSorted(sample);
    }
    return medians;
  }

  /** The middle value, or the mean of the two in the middle. */
  static double median(List<Double> values) {
    return medianOfSorted(values.stream().mapToDouble(Double::doubleValue).sorted().toArray());
  }

  private static double medianOfSorted(double[] sorted) {
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
