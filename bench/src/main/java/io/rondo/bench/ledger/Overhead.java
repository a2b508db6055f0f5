package io.rondo.bench.ledger;

import java.util.Arrays;
import java.util.List;

/**
 * By how much the ledger slows the client down: the median over blocks of what windows with it took
 * in relation to those without, less one. A block is off, on, on, off, so that drift hits both.
 *
 * <p>The interval is that of the median by order statistics, 95 % (Conover, Practical Nonparametric
 * Statistics, 1999, section 3.2): it assumes nothing about the distribution.
 *
 * @param value 0.01 is one per cent
 * @param blocks how many there were
 */
public record Overhead(double value, double low, double high, int blocks) {
  private static final double NORMAL_95 = 1.96;

  /**
   * Of the quotients, one per block.
   *
   * @param quotients time with to time without; at least one
   */
  static Overhead of(List<Double> quotients) {
    double[] sorted = quotients.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int n = sorted.length;
    double reach = NORMAL_95 * Math.sqrt(n) / 2;
    int low = (int) Math.max(0, Math.floor(n / 2.0 - reach));
    int high = (int) Math.min(n - 1.0, Math.ceil(n / 2.0 + reach) - 1);
    return new Overhead(median(sorted) - 1, sorted[low] - 1, sorted[Math.max(low, high)] - 1, n);
  }

  private static double median(double[] sorted) {
    int n = sorted.length;
    return n % 2 == 1 ? sorted[n / 2] : Arrays.stream(sorted, n / 2 - 1, n / 2 + 1).sum() / 2;
  }
}
