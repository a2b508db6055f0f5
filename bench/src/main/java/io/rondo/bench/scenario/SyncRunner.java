package io.rondo.bench.scenario;

import io.rondo.bench.target.Target;
import io.rondo.bench.target.TargetConnection;
import org.jspecify.annotations.Nullable;

/** One thread, one connection, one pair after the other. */
final class SyncRunner extends ScenarioRunner {
  private interface PairCall {
    @Nullable String run(TargetConnection connection, String key, String value);
  }

  private final TargetConnection connection;
  private final PairCall call;

  SyncRunner(Workload workload, Target target) {
    super(workload);
    this.call =
        switch (workload.scenario()) {
          case SYNC -> TargetConnection::setThenGet;
          case SYNC_PIPE -> TargetConnection::pipelinedSetGet;
          case SYNC_MULTI -> TargetConnection::transactionalSetGet;
          case ASYNC, ASYNC_PIPE ->
              throw new IllegalArgumentException(workload.scenario() + " is not synchronous");
        };
    this.connection = target.connect();
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
