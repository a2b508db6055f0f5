package io.rondo.bench;

import io.rondo.bench.scenario.Scenario;

/** How many pairs a repetition has. */
final class PairCount {
  private static final long MOST_VALUE_BYTES = 64L << 20;

  private PairCount() {}

  /**
   * As many as are wanted, or as have room in the client's memory.
   *
   * @param least how many there are however large values are
   * @param valueBytes 0 for the original's values
   */
  static int thatFit(int wanted, int valueBytes, int least) {
    return valueBytes == 0
        ? wanted
        : (int) Math.min(wanted, Math.max(least, MOST_VALUE_BYTES / valueBytes));
  }

  /**
   * At least as many as are wanted, so that every worker has as many and every batch is full.
   *
   * @param leastParts how many pairs a worker has at least, or how many batches there are
   */
  static int even(Scenario scenario, int wanted, int workers, int batch, int leastParts) {
    int part = scenario == Scenario.BULK ? batch : workers;
    return (Math.max(wanted, leastParts * part) + part - 1) / part * part;
  }
}
