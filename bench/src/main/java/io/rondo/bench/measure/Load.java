package io.rondo.bench.measure;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.rondo.bench.scenario.Schedule;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an open loop found beside the response times; described in {@code docs/results-schema.md}.
 *
 * @param askedPerSecond pairs that were to be started, per second
 * @param reachedPerSecond pairs that were completed, per second
 * @param requests pairs that were sent: all of the schedule, unless the sender gave it up
 * @param service from the moment a pair was sent; what it waited before is not in it
 * @param lateness how much later than it should have been a pair was sent
 * @param serviceHistogram nanoseconds, as {@link Latencies#encode} writes them
 * @param latenessHistogram likewise
 * @param heldUp how often the sender waited because too many pairs were unanswered
 * @param invalid why response times say nothing about the rate that was asked for; null where they
 *     do
 */
public record Load(
    Schedule schedule,
    long seed,
    double askedPerSecond,
    double reachedPerSecond,
    long durationMillis,
    int requests,
    @JsonProperty("serviceMicros") LatencyMicros service,
    @JsonProperty("latenessMicros") LatencyMicros lateness,
    String serviceHistogram,
    String latenessHistogram,
    double latenessBoundMicros,
    int heldUp,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String invalid) {
  /** A sender that reaches less of its rate did not keep it. */
  private static final double LEAST_PART = 0.99;

  private static final double MICROS_PER_MILLI = 1_000;

  @JsonIgnore
  public boolean isValid() {
    return invalid == null;
  }

  /**
   * Why figures of a rate are none of it, or null.
   *
   * @param sent pairs of the schedule that were sent
   * @param heldUp how often the sender waited for replies
   */
  static @Nullable String whyInvalid(
      LoadSpec asked, int sent, double reachedPerSecond, LatencyMicros lateness, int heldUp) {
    double due = Math.min(asked.perSecond(), asked.requests() * 1_000.0 / asked.durationMillis());
    if (sent < asked.requests() || reachedPerSecond < LEAST_PART * due) {
      return String.format(
          Locale.ROOT,
          "reached %.0f/s, %.1f %% of what was asked%s",
          reachedPerSecond,
          100 * reachedPerSecond / asked.perSecond(),
          sent < asked.requests()
              ? ", and gave the schedule up after " + sent + " of " + asked.requests() + " pairs"
              : "");
    }
    if (lateness.p99() <= asked.latenessBoundMicros()) {
      return null;
    }
    return String.format(
        Locale.ROOT,
        "sender late: p99 %.1f ms, more than %.1f ms%s",
        lateness.p99() / MICROS_PER_MILLI,
        asked.latenessBoundMicros() / MICROS_PER_MILLI,
        heldUp == 0 ? "" : "; it waited for replies " + heldUp + " times");
  }
}
