package io.rondo.bench.compare;

import io.rondo.bench.measure.Latencies;
import io.rondo.bench.measure.LatencyMicros;
import io.rondo.bench.measure.Measurement;
import io.rondo.bench.measure.Throughput;
import java.util.Arrays;
import java.util.List;

/** What a fork might have found. */
final class Figures {
  private Figures() {}

  static ForkFigures of(int block, double... opsPerSecond) {
    Throughput throughput = Throughput.of(Arrays.stream(opsPerSecond).boxed().toList());
    LatencyMicros latency = new LatencyMicros(1, 2, 3, 4, 5);
    Measurement.Warmup warmup = new Measurement.Warmup(3, 60, 100, true);
    return new ForkFigures(
        block,
        new Measurement(
            "EpollSocketChannel",
            throughput,
            latency,
            Latencies.merged(List.of()),
            100,
            200,
            3.0,
            "1",
            warmup));
  }
}
