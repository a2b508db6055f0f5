package io.rondo.bench.measure;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.rondo.bench.scenario.Schedule;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a cell is sent in an open loop.
 *
 * @param perSecond set+get pairs that are to be started, per second
 * @param seed of a random schedule
 * @param latenessBoundMicros what the sender's lateness may be in 99 of 100 pairs
 * @param startAtMillis when the first pair is due, in milliseconds of the epoch; null for as soon
 *     as the JVM is warm
 * @param owner what the keys begin with where others are at work on the same server; else empty
 * @param log where to write the histograms of each second to; null for nowhere
 */
public record LoadSpec(
    Schedule schedule,
    double perSecond,
    long durationMillis,
    long seed,
    double latenessBoundMicros,
    @Nullable Long startAtMillis,
    String owner,
    @Nullable String log) {
  private static final double MILLIS_PER_SECOND = 1_000;

  /** Pairs of the whole schedule; at least 1. */
  @JsonIgnore
  public long requests() {
    return requests(perSecond, durationMillis);
  }

  static long requests(double perSecond, long millis) {
    return Math.max(1, Math.round(perSecond * millis / MILLIS_PER_SECOND));
  }

  /** The same at another rate. */
  public LoadSpec at(double rate) {
    return new LoadSpec(
        schedule, rate, durationMillis, seed, latenessBoundMicros, startAtMillis, owner, log);
  }

  /** The rate as on the command line. */
  @JsonIgnore
  public String rate() {
    return rate(perSecond);
  }

  /** A rate as on the command line. */
  public static String rate(double perSecond) {
    return perSecond == Math.rint(perSecond)
        ? String.format(Locale.ROOT, "%.0f/s", perSecond)
        : String.format(Locale.ROOT, "%.2f/s", perSecond);
  }
}
