package io.rondo.bench.compare;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.List;

/**
 * How much faster one cell is than another: the median, over blocks, of the quotient of what they
 * did in the same block, with a 95 % interval.
 *
 * <p>Forks of the same block are paired because they share what drifts: clock speed, neighbours,
 * temperature ({@link Figure#quotient}). A fork is the unit because repetitions inside one JVM
 * share its compilation and memory layout and are not independent (Kalibera and Jones, Rigorous
 * Benchmarking in Reasonable Time, ISMM 2013). With five blocks the {@link Interval} reaches from
 * the lowest to the highest quotient, so that it excludes 1 only where all blocks agree.
 *
 * @param value the median quotient; above 1 means faster
 * @param low lower end of the interval
 * @param high upper end of the interval
 * @param pairs blocks in which both were measured
 */
public record Ratio(double value, double low, double high, int pairs) {
  /**
   * Compares two cells; both lists have an entry per block.
   *
   * @param seed of the resampling, so that the same figures give the same interval
   */
  static Ratio of(List<Double> of, List<Double> to, long seed) {
    if (of.size() != to.size() || of.isEmpty()) {
      throw new IllegalArgumentException(
          "can't pair " + of.size() + " blocks with " + to.size() + " blocks");
    }
    List<Double> quotients = new ArrayList<>();
    for (int block = 0; block < of.size(); block++) {
      quotients.add(of.get(block) / to.get(block));
    }
    return ofQuotients(quotients, seed);
  }

  /** Of the quotients of two cells, one for each block that both have; at least one. */
  static Ratio ofQuotients(List<Double> quotients, long seed) {
    Interval interval = Interval.ofMedian(quotients, seed);
    return new Ratio(interval.median(), interval.low(), interval.high(), quotients.size());
  }

  /** How far the interval reaches from 1, as a factor of at least 1: 1.05 for 0.97 to 1.05. */
  @JsonIgnore
  double reach() {
    return Math.max(factor(low), factor(high));
  }

  /** How far the value is from 1, as a factor of at least 1: 1.25 for 0.8. */
  @JsonIgnore
  double effect() {
    return factor(value);
  }

  private static double factor(double ratio) {
    return Math.max(ratio, 1 / ratio);
  }

  /** Whether the interval lies wholly on one side of 1. */
  @JsonIgnore
  boolean excludesOne() {
    return low > 1 || high < 1;
  }
}
