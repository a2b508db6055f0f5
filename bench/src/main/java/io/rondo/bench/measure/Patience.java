package io.rondo.bench.measure;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * How long a fork may take, so that a client that hangs costs a row and not the run.
 *
 * @param silence the longest time without a message; a repetition is silent
 * @param whole the longest time in all
 */
public record Patience(Duration silence, Duration whole) {
  private static final Duration START_UP = Duration.ofSeconds(60);
  // A server that takes longer for a pair is far away.
  private static final Duration PER_PAIR = Duration.ofMillis(5);
  private static final Duration ENDLESS = Duration.ofDays(365);

  /** What a repetition of the cell can't take, on a server as far away as the cell says. */
  public static Patience with(Cell cell) {
    Duration travel = Duration.of(cell.travelMicros(cell.n()), ChronoUnit.MICROS);
    LoadSpec load = cell.load();
    if (load != null) {
      Long start = load.startAtMillis();
      long wait = start == null ? 0 : Math.max(0, start - System.currentTimeMillis());
      return new Patience(START_UP.plusMillis(wait + load.durationMillis()), ENDLESS);
    }
    return new Patience(
        START_UP.plus(PER_PAIR.multipliedBy(cell.n())).plus(travel.multipliedBy(2)), ENDLESS);
  }

  /** The same, with an end of it all. */
  public Patience within(Duration time) {
    return new Patience(silence, time);
  }
}
