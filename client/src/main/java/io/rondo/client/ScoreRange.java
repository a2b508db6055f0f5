package io.rondo.client;

/** A range of scores. Immutable. */
public final class ScoreRange {
  /** All scores. */
  public static final ScoreRange ALL =
      new ScoreRange(Double.NEGATIVE_INFINITY, "", Double.POSITIVE_INFINITY, "");

  private static final String EXCLUDED = "(";

  private final double min;
  private final String beforeMin;
  private final double max;
  private final String beforeMax;

  private ScoreRange(double min, String beforeMin, double max, String beforeMax) {
    this.min = min;
    this.beforeMin = beforeMin;
    this.max = max;
    this.beforeMax = beforeMax;
  }

  /** From {@code min} to {@code max}, both included; infinite ones are no bounds. */
  public static ScoreRange of(double min, double max) {
    return ALL.from(min).to(max);
  }

  /** {@code bound} or more. */
  public ScoreRange from(double bound) {
    return new ScoreRange(bound, "", max, beforeMax);
  }

  /** More than {@code bound}. */
  public ScoreRange above(double bound) {
    return new ScoreRange(bound, EXCLUDED, max, beforeMax);
  }

  /** {@code bound} or less. */
  public ScoreRange to(double bound) {
    return new ScoreRange(min, beforeMin, bound, "");
  }

  /** Less than {@code bound}. */
  public ScoreRange below(double bound) {
    return new ScoreRange(min, beforeMin, bound, EXCLUDED);
  }

  String min() {
    return beforeMin + text(min);
  }

  String max() {
    return beforeMax + text(max);
  }

  private static String text(double score) {
    if (Double.isInfinite(score)) {
      return score > 0 ? "+inf" : "-inf";
    }
    return Double.toString(score);
  }
}
