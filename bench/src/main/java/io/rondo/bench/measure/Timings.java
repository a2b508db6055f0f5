package io.rondo.bench.measure;

import io.rondo.bench.scenario.OpenLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Histograms, in nanoseconds, of pairs that were due one after the other.
 *
 * @param response from when a pair was due to its completion
 * @param service from when it was sent to its completion
 * @param lateness from when it was due to when it was sent
 */
record Timings(Histogram response, Histogram service, Histogram lateness) {
  private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Of the pairs {@code from} to {@code to} (not included) of a run. */
  static Timings of(OpenLoop<?> loop, int from, int to) {
    Timings timings =
        new Timings(Latencies.histogram(), Latencies.histogram(), Latencies.histogram());
    for (int i = from; i < to; i++) {
      long response = loop.responseNanos(i);
      long lateness = loop.latenessNanos(i);
      timings.response.recordValue(response);
      timings.service.recordValue(response - lateness);
      timings.lateness.recordValue(lateness);
    }
    return timings;
  }

  /** Of the pairs that were due in each second, one after the other. */
  static List<Timings> eachSecond(OpenLoop<?> loop, long[] offsetNanos, int sent) {
    List<Timings> seconds = new ArrayList<>();
    int from = 0;
    for (long end = SECOND_NANOS; from < sent; end += SECOND_NANOS) {
      int to = from;
      while (to < sent && offsetNanos[to] < end) {
        to++;
      }
      seconds.add(of(loop, from, to));
      from = to;
    }
    return seconds;
  }
}
