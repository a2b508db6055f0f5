package io.rondo.bench.scenario;

import io.rondo.bench.target.TargetConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Caller threads that live as long as the runner, each with its part of the pairs, on connections
 * that they take in turn.
 */
final class ThreadsRunner<V> extends ScenarioRunner {
  private final Pairs<V> pairs;
  private final List<TargetConnection<V>> connections;
  private final ExecutorService threads;

  ThreadsRunner(Workload workload, Pairs<V> pairs, List<TargetConnection<V>> connections) {
    super(workload, pairs);
    this.pairs = pairs;
    this.connections = List.copyOf(connections);
    connections.forEach(connection -> connection.prepare(pairs.keys(), pairs.values()));
    threads =
        Executors.newFixedThreadPool(
            workload.workers(),
            task -> {
              Thread thread = new Thread(task, "caller");
              thread.setDaemon(true);
              return thread;
            });
  }

  @Override
  void pass(int perWorker, TimedRegion region) {
    CountDownLatch ready = new CountDownLatch(workload.workers());
    CountDownLatch start = new CountDownLatch(1);
    List<Future<?>> running = new ArrayList<>();
    for (int id = 0; id < workload.workers(); id++) {
      int first = id * workload.pairsPerWorker();
      TargetConnection<V> connection = connections.get(id % connections.size());
      running.add(
          threads.submit(
              () -> {
                ready.countDown();
                start.await();
                call(connection, first, perWorker);
                return null;
              }));
    }
    try {
      ready.await();
      region.start();
      start.countDown();
      for (Future<?> thread : running) {
        thread.get();
      }
      region.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while threads ran", e);
    } catch (ExecutionException e) {
      throw AsyncRunner.unwrapped(e.getCause() == null ? e : e.getCause());
    }
  }

  private void call(TargetConnection<V> connection, int first, int count) {
    long before = System.nanoTime();
    for (int i = first; i < first + count; i++) {
      pairs.fetched(i, connection.setThenGet(pairs.key(i), pairs.value(i)));
      long now = System.nanoTime();
      pairs.latency(i, now - before);
      before = now;
    }
  }

  @Override
  public String channel() {
    return connections.get(0).channel();
  }

  @Override
  public void close() {
    threads.shutdownNow();
    connections.forEach(TargetConnection::close);
  }
}
