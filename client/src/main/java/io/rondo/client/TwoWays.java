package io.rondo.client;

/**
 * Which of two ways costs less on this machine, under this load. Now and then a few rounds in a row
 * are spent on the way that is not preferred, and compared with those just before: what was
 * measured earlier may be of another load, or of code that was not compiled yet. Trials become
 * rarer while they change nothing.
 */
final class TwoWays {
  /** Rounds of a trial. */
  private static final int TRIAL = 4;

  /** Rounds between two trials: at first and after each change, and at most. */
  private static final int MIN_GAP = 8;

  private static final int MAX_GAP = 256;

  /** The second way is preferred if it saves one part in so many at least. */
  private static final int MARGIN = 16;

  /** A round that costs so many times what is usual ends a trial; else it counts no more. */
  private static final int OUTLIER = 4;

  /** Smoothed cost of a round on the preferred way; zero if it is not known. */
  private long usualCost;

  private boolean prefersSecond;
  private int gap = MIN_GAP;
  private int untilTrial = MIN_GAP;
  private int leftOfTrial;
  private long costOfTrial;

  /** Whether the next round is to go the second way. */
  boolean takesSecond() {
    return prefersSecond != isOnTrial();
  }

  /** Whether the next round is to go the way that is not preferred. */
  boolean isOnTrial() {
    return leftOfTrial > 0;
  }

  /** Whether {@code cost} is out of all proportion to what the preferred way usually costs. */
  boolean isFarAbove(long cost) {
    return usualCost > 0 && cost > OUTLIER * usualCost;
  }

  /** Has a trial begin after the next round. */
  void tryNext() {
    untilTrial = 1;
  }

  /** A round is over and has cost so much, in any unit; it went the way that was asked for. */
  void observed(long cost) {
    if (isOnTrial()) {
      leftOfTrial--;
      costOfTrial += cost;
      if (leftOfTrial == 0 || isFarAbove(cost)) {
        judge(costOfTrial / (TRIAL - leftOfTrial));
      }
      return;
    }
    usualCost = smoothed(cost);
    if (--untilTrial <= 0) {
      leftOfTrial = TRIAL;
      costOfTrial = 0;
    }
  }

  private long smoothed(long cost) {
    return usualCost == 0
        ? cost
        : usualCost + (Math.min(cost, OUTLIER * usualCost) - usualCost) / 4;
  }

  private void judge(long other) {
    leftOfTrial = 0;
    boolean otherPays =
        prefersSecond
            ? usualCost >= other - other / MARGIN
            : other < usualCost - usualCost / MARGIN;
    if (otherPays) {
      prefersSecond = !prefersSecond;
      usualCost = other;
      gap = MIN_GAP;
    } else {
      gap = Math.min(MAX_GAP, 2 * gap);
    }
    untilTrial = gap;
  }
}
