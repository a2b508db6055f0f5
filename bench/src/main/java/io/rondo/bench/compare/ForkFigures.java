package io.rondo.bench.compare;

import io.rondo.bench.measure.Measurement;

/** What a cell did in one block; its throughput is the median of its turns. */
record ForkFigures(int block, Measurement measurement) {
  double opsPerSecond() {
    return measurement.throughput().median();
  }
}
