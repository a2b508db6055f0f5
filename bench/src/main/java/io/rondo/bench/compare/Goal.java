package io.rondo.bench.compare;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A ratio that Rondo is meant to reach.
 *
 * @param waitStrategy how Rondo's threads wait
 * @param rivals clients, to the best of which the ratio is; empty where it is to Rondo itself, in
 *     the same settings, in {@code base}
 * @param base the other discipline; null where rivals are in the same
 * @param bound the least ratio, or the greatest where less is better
 * @param intervalBound what the interval must not be beyond; null for nothing
 */
public record Goal(
    Discipline discipline,
    String waitStrategy,
    Figure figure,
    Set<String> rivals,
    @Nullable Discipline base,
    double bound,
    @Nullable Double intervalBound) {

  static Goal of(Discipline discipline, String waitStrategy, Set<String> rivals, double bound) {
    return new Goal(discipline, waitStrategy, Figure.THROUGHPUT, rivals, null, bound, null);
  }

  Goal withIntervalNotBelow(double least) {
    return new Goal(discipline, waitStrategy, figure, rivals, base, bound, least);
  }

  /** Whether the ratio is on the right side of the bound. */
  boolean isReachedBy(Ratio ratio) {
    if (!figure.isMoreBetter()) {
      return ratio.value() <= bound;
    }
    return ratio.value() >= bound && (intervalBound == null || ratio.low() >= intervalBound);
  }

  /** Whether at least the interval touches the right side of the bound. */
  boolean isTouchedBy(Ratio ratio) {
    return figure.isMoreBetter() ? ratio.high() >= bound : ratio.low() <= bound;
  }
}
