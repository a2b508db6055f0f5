package io.rondo.bench;

import java.time.Duration;

/** How long a run may take from now on; what does not fit is left out. */
final class TimeBudget {
  /** No fork is worth beginning with less. */
  private static final Duration LEAST = Duration.ofSeconds(1);

  private final Duration whole;
  private final long end;

  TimeBudget(Duration whole) {
    this.whole = whole;
    this.end = System.nanoTime() + whole.toNanos();
  }

  Duration left() {
    return Duration.ofNanos(end - System.nanoTime());
  }

  /** Whether nothing should be begun any more. */
  boolean isUsedUp() {
    return left().compareTo(LEAST) < 0;
  }

  /** Why something was left out. */
  String reason() {
    return "the time limit of " + whole.toSeconds() + " s was over";
  }
}
