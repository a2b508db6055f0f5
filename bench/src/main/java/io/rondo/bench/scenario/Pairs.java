package io.rondo.bench.scenario;

import org.jspecify.annotations.Nullable;

/**
 * Everything that a workload needs in memory, made before the clock runs: keys, values, and room
 * for a latency per pair. Pair i of worker w stands at {@code w * pairsPerWorker + i}; workers
 * never share an index, so that several threads may write without coordination.
 *
 * @param <V> what values are
 */
final class Pairs<V> {
  private final Payload<V> payload;
  private final String[] keys;
  private final V[] values;
  private final long[] latencyNanos;
  private final @Nullable V[] fetched;
  private final boolean asserts;

  /**
   * @param owner what keys begin with, after what says how large values are
   */
  Pairs(Workload workload, Payload<V> payload, String owner) {
    int perWorker = workload.pairsPerWorker();
    this.payload = payload;
    keys = new String[workload.pairs()];
    values = payload.array(workload.pairs());
    latencyNanos = new long[workload.pairs()];
    asserts = workload.asserts();
    fetched = payload.array(asserts ? 0 : workload.pairs());
    String prefix = workload.valueBytes() == 0 ? "" : SizedKeys.prefix(workload.valueBytes());
    for (int i = 0; i < keys.length; i++) {
      keys[i] = prefix + owner + workload.scenario().key(i / perWorker, i % perWorker);
      values[i] = payload.value(i % perWorker, workload.valueBytes());
    }
  }

  String[] keys() {
    return keys;
  }

  V[] values() {
    return values;
  }

  String key(int index) {
    return keys[index];
  }

  V value(int index) {
    return values[index];
  }

  /** Takes a fetched value: compares it, or keeps it for {@link #checkFetched}. */
  void fetched(int index, @Nullable V value) {
    if (asserts) {
      check(index, value);
    } else {
      fetched[index] = value;
    }
  }

  void latency(int index, long nanos) {
    latencyNanos[index] = nanos;
  }

  long[] latencyNanos() {
    return latencyNanos;
  }

  /** Compares what was fetched without a comparison, for {@code count} pairs from {@code first}. */
  void checkFetched(int first, int count) {
    if (!asserts) {
      for (int i = first; i < first + count; i++) {
        check(i, fetched[i]);
        fetched[i] = null;
      }
    }
  }

  /** Compares what a server has stored. */
  void checkStored(int index, byte @Nullable [] stored) {
    check(index, stored == null ? null : payload.decoded(stored));
  }

  private void check(int index, @Nullable V value) {
    if (!payload.isSame(values[index], value)) {
      throw new WrongReplyException(
          keys[index], payload.shown(values[index]), value == null ? null : payload.shown(value));
    }
  }
}
