package io.rondo.bench.compare;

import io.rondo.bench.measure.Measurement;
import java.util.List;

/** What a cell did in one block; its throughput is over all repetitions of the fork together. */
record ForkFigures(int block, Measurement measurement) {
  /** All repetitions have as many pairs, so that their time together is what counts. */
  double opsPerSecond() {
    List<Double> samples = measurement.throughput().samples();
    return samples.size() / samples.stream().mapToDouble(sample -> 1 / sample).sum();
  }
}
