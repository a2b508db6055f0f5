package io.rondo.bench.scenario;

import io.rondo.bench.common.BenchException;
import io.rondo.bench.target.TargetConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Workers that share the pairs, on connections that they share too or each on its own. */
final class AsyncRunner<V> extends ScenarioRunner {
  private final Pairs<V> pairs;
  private final Supplier<? extends CompletionStage<? extends TargetConnection<V>>> opener;
  private final List<TargetConnection<V>> shared;
  private volatile String channel = "";

  /**
   * @param shared the connections that workers take in turn; empty where each opens its own
   */
  AsyncRunner(
      Workload workload,
      Pairs<V> pairs,
      List<TargetConnection<V>> shared,
      Supplier<? extends CompletionStage<? extends TargetConnection<V>>> opener) {
    super(workload, pairs);
    this.pairs = pairs;
    this.opener = opener;
    this.shared = List.copyOf(shared);
    if (!shared.isEmpty()) {
      channel = shared.get(0).channel();
    }
  }

  @Override
  void pass(int perWorker, TimedRegion region) {
    Finish finish = new Finish(workload.workers());
    List<Worker<V>> workers = new ArrayList<>();
    for (int id = 0; id < workload.workers(); id++) {
      int first = id * workload.pairsPerWorker();
      boolean pipelined = workload.scenario() == Scenario.ASYNC_PIPE;
      workers.add(new Worker<>(pairs, first, perWorker, pipelined, finish));
    }
    try {
      region.start();
      for (int id = 0; id < workload.workers(); id++) {
        start(workers.get(id), id);
      }
      finish.await();
      region.stop();
    } finally {
      if (shared.isEmpty()) {
        workers.forEach(Worker::close);
      }
    }
  }

  private void start(Worker<V> worker, int id) {
    if (!shared.isEmpty()) {
      worker.begin(shared.get(id % shared.size()));
      return;
    }
    opener
        .get()
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
    shared.forEach(TargetConnection::close);
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
