package io.rondo.bench.scenario;

import org.jspecify.annotations.Nullable;

/**
 * Everything that a workload needs in memory, made before the clock runs: keys, values, and room
 * for a latency per pair. Pair i of worker w stands at {@code w * pairsPerWorker + i}; workers
 * never share an index, so that several threads may write without coordination.
 */
final class Pairs {
  private final String[] keys;
  private final String[] values;
  private final long[] latencyNanos;
  private final @Nullable String[] fetched;
  private final boolean asserts;

  Pairs(Workload workload) {
    int perWorker = workload.pairsPerWorker();
    keys = new String[workload.pairs()];
    values = new String[workload.pairs()];
    latencyNanos = new long[workload.pairs()];
    asserts = workload.asserts();
    fetched = new String[asserts ? 0 : workload.pairs()];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = workload.scenario().key(i / perWorker, i % perWorker);
      values[i] = String.valueOf(i % perWorker);
    }
  }

  String key(int index) {
    return keys[index];
  }

  String value(int index) {
    return values[index];
  }

  /** Takes a fetched value: compares it, or keeps it for {@link #checkFetched}. */
  void fetched(int index, @Nullable String value) {
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

  private void check(int index, @Nullable String value) {
    if (!values[index].equals(value)) {
      throw new WrongReplyException(keys[index], values[index], value);
    }
  }
}
