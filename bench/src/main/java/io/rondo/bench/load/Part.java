package io.rondo.bench.load;

import io.rondo.bench.measure.Latencies;
import io.rondo.bench.measure.Load;
import io.rondo.bench.measure.LoadLog;
import java.nio.file.Path;
import org.HdrHistogram.Histogram;

/**
 * What one generator has measured, or all of them together, in nanoseconds.
 *
 * @param requests pairs that the histograms have
 */
record Part(
    String name,
    double askedPerSecond,
    double reachedPerSecond,
    long requests,
    Histogram response,
    Histogram service,
    Histogram lateness,
    String invalid) {
  /** Times in a log are sums of fractions. */
  private static final long ROUNDING_MILLIS = 1;

  /** The part of a log that lies within the first so many milliseconds. */
  static Part of(Path file, LoadLog log, long millis) {
    Histogram response = Latencies.histogram();
    Histogram service = Latencies.histogram();
    Histogram lateness = Latencies.histogram();
    for (LoadLog.Interval interval : log.intervals()) {
      if (interval.toMillis() <= millis + ROUNDING_MILLIS) {
        switch (interval.tag()) {
          case RESPONSE -> response.add(interval.histogram());
          case SERVICE -> service.add(interval.histogram());
          case LATENESS -> lateness.add(interval.histogram());
        }
      }
    }
    Load load = log.header().load();
    String invalid = load.invalid();
    return new Part(
        file.toString(),
        load.askedPerSecond(),
        load.reachedPerSecond(),
        response.getTotalCount(),
        response,
        service,
        lateness,
        invalid == null ? "" : invalid);
  }

  /** The sum of two. */
  Part and(Part other) {
    return new Part(
        "together",
        askedPerSecond + other.askedPerSecond,
        reachedPerSecond + other.reachedPerSecond,
        requests + other.requests,
        sum(response, other.response),
        sum(service, other.service),
        sum(lateness, other.lateness),
        invalid.isEmpty() ? other.invalid : invalid);
  }

  private static Histogram sum(Histogram one, Histogram other) {
    Histogram sum = one.copy();
    sum.add(other);
    return sum;
  }

  boolean isValid() {
    return invalid.isEmpty();
  }
}
