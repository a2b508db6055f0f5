package io.rondo.client;

/**
 * Which of two ways costs less on this machine, under this load: found by going both and comparing
 * what they cost. Rounds are now and then spent on the way that is not preferred, ever more rarely
 * while it stays the worse one.
 *
 * <p>Threads: fields are plain. Threads that share an object may lose an update, which costs a
 * little adaptation and nothing else.
 */
final class TwoWays {
  /** Rounds in a row that are spent on the way that is not preferred. */
  private static final int TRIAL = 4;

  private final int minGap;
  private final int maxGap;
  private final int margin;

  /** Smoothed costs of a round; zero where nothing is known. */
  private long firstCost;

  private long secondCost;

  private boolean prefersSecond;
  private int gap;
  private int untilTrial;
  private int leftOfTrial;

  /**
   * The first way is preferred until the second is known.
   *
   * @param minGap rounds between two trials, at first
   * @param maxGap rounds between two trials, at most
   * @param margin the second way is preferred if it saves one part in {@code margin} at least
   */
  TwoWays(int minGap, int maxGap, int margin) {
    this.minGap = minGap;
    this.maxGap = maxGap;
    this.margin = margin;
    this.gap = minGap;
    this.untilTrial = minGap;
  }

  /** Whether the next round is to go the second way. */
  boolean takesSecond() {
    return prefersSecond != leftOfTrial > 0;
  }

  /** Smoothed cost of the second way; zero if it is not known. */
  long secondCost() {
    return secondCost;
  }

  /**
   * A round is over.
   *
   * @param cost what it has cost, in any unit
   * @param second whether it went the second way
   */
  void observed(long cost, boolean second) {
    if (second) {
      secondCost = smoothed(secondCost, cost);
    } else {
      firstCost = smoothed(firstCost, cost);
    }
    if (leftOfTrial > 0) {
      if (--leftOfTrial == 0) {
        judge();
      }
    } else if (--untilTrial <= 0) {
      leftOfTrial = TRIAL;
    }
  }

  /** A thread that lost its core for a while says little: it counts no more than four times. */
  private static long smoothed(long before, long cost) {
    return before == 0 ? cost : before + (Math.min(cost, 4 * before) - before) / 4;
  }

  private void judge() {
    boolean pays = secondCost < firstCost - firstCost / margin;
    gap = pays == prefersSecond ? Math.min(maxGap, 2 * gap) : minGap;
    prefersSecond = pays;
    untilTrial = gap;
  }
}
