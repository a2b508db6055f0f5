package io.rondo.bench.scenario;

import io.rondo.bench.target.TargetConnection;

/** One thread, one connection, SETs in one batch after the other; nothing is fetched. */
final class BulkRunner<V> extends ScenarioRunner {
  private final Pairs<V> pairs;
  private final TargetConnection<V> connection;
  private final long[] latencyNanos;
  private int stored;

  BulkRunner(Workload workload, Pairs<V> pairs, TargetConnection<V> connection) {
    super(workload, pairs);
    this.pairs = pairs;
    this.connection = connection;
    this.latencyNanos = new long[workload.pairs() / workload.batch()];
    connection.prepare(pairs.keys(), pairs.values());
  }

  @Override
  void pass(int perWorker, TimedRegion region) {
    region.start();
    long before = System.nanoTime();
    for (int from = 0; from < perWorker; from += workload.batch()) {
      int to = Math.min(from + workload.batch(), perWorker);
      connection.setAll(pairs.keys(), pairs.values(), from, to);
      long now = System.nanoTime();
      latencyNanos[from / workload.batch()] = now - before;
      before = now;
    }
    region.stop();
    stored = perWorker;
  }

  @Override
  long[] roomForLatencies() {
    return latencyNanos;
  }

  @Override
  public void verify(ReadBack server) {
    server.check(pairs, stored);
  }

  @Override
  public String channel() {
    return connection.channel();
  }

  @Override
  public void close() {
    connection.close();
  }
}
