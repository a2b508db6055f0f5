package io.rondo.bench.scenario;

import io.rondo.bench.target.Target;
import io.rondo.bench.target.TargetConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * A workload on a client: opened once, then run as often as wanted, whole or in shorter passes. Not
 * thread-safe. Any failure of the client, and any wrong reply, is thrown.
 */
public abstract sealed class ScenarioRunner implements CellWork
    permits SyncRunner, AsyncRunner, ThreadsRunner, BulkRunner {
  final Workload workload;
  private final Pairs<?> pairs;

  /** Pairs of each worker in the last pass. */
  private int perWorker;

  ScenarioRunner(Workload workload, Pairs<?> pairs) {
    this.workload = workload;
    this.pairs = pairs;
  }

  /** A runner for the workload; connections that are opened before the timed region are open. */
  public static ScenarioRunner open(Workload workload, Target target) {
    return open(workload, "", target);
  }

  /**
   * The same, with keys of one's own.
   *
   * @param owner what keys begin with, to tell them from those of others; may be empty
   */
  public static ScenarioRunner open(Workload workload, String owner, Target target) {
    return workload.valueBytes() == 0
        ? open(
            workload,
            new Pairs<>(workload, Payload.TEXT, owner),
            target::connect,
            target::connectAsync)
        : open(
            workload,
            new Pairs<>(workload, Payload.BYTES, owner),
            target::connectBytes,
            () -> CompletableFuture.completedFuture(target.connectBytes()));
  }

  private static <V> ScenarioRunner open(
      Workload workload,
      Pairs<V> pairs,
      Supplier<TargetConnection<V>> now,
      Supplier<? extends CompletionStage<? extends TargetConnection<V>>> later) {
    return switch (workload.scenario()) {
      case SYNC, SYNC_PIPE, SYNC_MULTI -> new SyncRunner<>(workload, pairs, now);
      case ASYNC, ASYNC_PIPE -> {
        boolean own = workload.connections() == Connections.PER_WORKER;
        yield new AsyncRunner<>(
            workload, pairs, own ? List.of() : connect(now, workload.connectionCount()), later);
      }
      case THREADS -> {
        boolean own = workload.connections() == Connections.PER_WORKER;
        int count = own ? workload.workers() : workload.connectionCount();
        yield new ThreadsRunner<>(workload, pairs, connect(now, count));
      }
      case BULK -> new BulkRunner<>(workload, pairs, now.get());
    };
  }

  /** So many connections, or none: where one can't be opened, the others are closed again. */
  static <V> List<TargetConnection<V>> connect(Supplier<TargetConnection<V>> opener, int count) {
    List<TargetConnection<V>> connections = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        connections.add(opener.get());
      }
      return connections;
    } catch (RuntimeException e) {
      connections.forEach(TargetConnection::close);
      throw e;
    }
  }

  /**
   * Runs the first pairs of each worker.
   *
   * @param count pairs in all, rounded up to a multiple of the workers
   * @return how many pairs were run
   */
  @Override
  public final int run(int count, TimedRegion region) {
    perWorker =
        Math.min(workload.pairsPerWorker(), (count + workload.workers() - 1) / workload.workers());
    pass(perWorker, region);
    for (int worker = 0; worker < workload.workers(); worker++) {
      pairs.checkFetched(worker * workload.pairsPerWorker(), perWorker);
    }
    return perWorker * workload.workers();
  }

  abstract void pass(int perWorker, TimedRegion region);

  @Override
  public final void prepare(ReadBack server) {
    server.deleteSome(pairs);
  }

  /**
   * Nanoseconds per pair of the last pass, or per batch where SETs go out in batches; the array may
   * be reused by the next pass.
   */
  @Override
  public final long[] latencyNanos() {
    long[] all = roomForLatencies();
    if (perWorker == workload.pairsPerWorker()) {
      return all;
    }
    int each = (perWorker + workload.batch() - 1) / workload.batch();
    long[] ofPass = new long[each * workload.workers()];
    for (int worker = 0; worker < workload.workers(); worker++) {
      int room = all.length / workload.workers();
      System.arraycopy(all, worker * room, ofPass, worker * each, each);
    }
    return ofPass;
  }

  /** What a pass writes them into; each worker has as much of it as the others. */
  long[] roomForLatencies() {
    return pairs.latencyNanos();
  }

  /** Deletes what it has stored. */
  public final void deleteAll(ReadBack server) {
    server.delete(pairs);
  }

  /** What carried the bytes of the last connection that was opened. */
  @Override
  public abstract String channel();

  @Override
  public abstract void close();
}
