package io.rondo.bench.scenario;

import io.rondo.bench.target.TargetConnection;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One thread, one connection, one pair after the other. */
final class SyncRunner<V> extends ScenarioRunner {
  private interface PairCall<V> {
    @Nullable V run(TargetConnection<V> connection, String key, V value);
  }

  private final Pairs<V> pairs;
  private final TargetConnection<V> connection;
  private final PairCall<V> call;

  SyncRunner(Workload workload, Pairs<V> pairs, Supplier<TargetConnection<V>> opener) {
    super(workload, pairs);
    this.pairs = pairs;
    this.call =
        switch (workload.scenario()) {
          case SYNC -> TargetConnection::setThenGet;
          case SYNC_PIPE -> TargetConnection::pipelinedSetGet;
          case SYNC_MULTI -> TargetConnection::transactionalSetGet;
          case ASYNC, ASYNC_PIPE, THREADS, BULK ->
              throw new IllegalArgumentException(workload.scenario() + " is run in another way");
        };
    this.connection = opener.get();
    connection.prepare(pairs.keys(), pairs.values());
  }

  @Override
  void pass(int perWorker, TimedRegion region) {
    region.start();
    long before = System.nanoTime();
    for (int i = 0; i < perWorker; i++) {
      pairs.fetched(i, call.run(connection, pairs.key(i), pairs.value(i)));
      long now = System.nanoTime();
      pairs.latency(i, now - before);
      before = now;
    }
    region.stop();
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
