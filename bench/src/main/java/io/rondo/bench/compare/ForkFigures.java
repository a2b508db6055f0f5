package io.rondo.bench.compare;

import io.rondo.bench.measure.Measurement;

/** What a cell did in one block; its throughput is over all repetitions of the fork together. */
record ForkFigures(int block, Measurement measurement) {
  double opsPerSecond() {
    return measurement.throughput().together();
  }
}
