package io.rondo.bench.measure;

import org.HdrHistogram.Histogram;

/** Percentiles of the time that a set+get pair took, in microseconds. */
public record LatencyMicros(double p50, double p90, double p99, double p999, double max) {
  public static LatencyMicros of(Histogram nanos) {
    return new LatencyMicros(
        micros(nanos.getValueAtPercentile(50)),
        micros(nanos.getValueAtPercentile(90)),
        micros(nanos.getValueAtPercentile(99)),
        micros(nanos.getValueAtPercentile(99.9)),
        micros(nanos.getMaxValue()));
  }

  private static double micros(long nanos) {
    return nanos / 1_000.0;
  }
}
