package io.rondo.bench.measure;

import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What a measuring process found that has no HdrHistogram; what is left out here it does not count.
 *
 * @param samples set+get pairs per second, one per repetition
 * @param latencies nanoseconds of a pair and how many took so long; rounded down to 11 significant
 *     bits, which is what {@link Latencies#histogram} keeps
 * @param warmup null for a cold measurement
 */
record RawMeasurement(
    String channel,
    List<Double> samples,
    List<List<Long>> latencies,
    double cpuNanosPerOp,
    @Nullable Double contextSwitchesPerOp,
    String clientCores,
    Measurement.@Nullable Warmup warmup) {

  Measurement measured() {
    Histogram histogram = Latencies.histogram();
    latencies.forEach(one -> histogram.recordValueWithCount(one.get(0), one.get(1)));
    return new Measurement(
        channel,
        Throughput.of(samples),
        LatencyMicros.of(histogram),
        Latencies.encode(histogram),
        Double.NaN,
        cpuNanosPerOp,
        contextSwitchesPerOp,
        clientCores,
        warmup);
  }
}
