package io.rondo.bench.scenario;

import io.rondo.bench.common.BenchException;
import io.rondo.bench.target.Target;
import io.rondo.bench.target.TargetConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Workers that share the pairs, on one connection or each on its own. */
final class AsyncRunner extends ScenarioRunner {
  private final Target target;
  private final @Nullable TargetConnection shared;
  private volatile String channel = "";

  AsyncRunner(Workload workload, Target target) {
    super(workload);
    this.target = target;
    this.shared = workload.connections() == Connections.SHARED ? target.connect() : null;
    if (shared != null) {
      channel = shared.channel();
    }
  }

  @Override
  void pass(int perWorker, TimedRegion region) {
    Finish finish = new Finish(workload.workers());
    List<Worker> workers = new ArrayList<>();
    for (int id = 0; id < workload.workers(); id++) {
      int first = id * workload.pairsPerWorker();
      boolean pipelined = workload.scenario() == Scenario.ASYNC_PIPE;
      workers.add(new Worker(pairs, first, perWorker, pipelined, finish));
    }
    try {
      region.start();
      workers.forEach(this::start);
      finish.await();
      region.stop();
    } finally {
      if (shared == null) {
        workers.forEach(Worker::close);
      }
    }
  }

  private void start(Worker worker) {
    if (shared != null) {
      worker.begin(shared);
      return;
    }
    target
        .connectAsync()
        .whenComplete(
            (connection, failure) -> {
              if (failure != null) {
                worker.fail(failure);
              } else {
                channel = connection.channel();
                worker.begin(connection);
              }
            });
  }

  @Override
  public String channel() {
    return channel;
  }

  @Override
  public void close() {
    if (shared != null) {
      shared.close();
    }
  }

  /** A failure of a worker as an unchecked exception with the failure's own message. */
  static RuntimeException unwrapped(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof RuntimeException unchecked
        ? unchecked
        : new BenchException(BenchException.oneLine(cause), cause);
  }
}
