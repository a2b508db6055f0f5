package io.rondo.bench.scenario;

import io.rondo.bench.target.Target;

/**
 * A workload on a client: opened once, then run as often as wanted, whole or in shorter passes. Not
 * thread-safe. Any failure of the client, and any wrong reply, is thrown.
 */
public abstract sealed class ScenarioRunner implements AutoCloseable
    permits SyncRunner, AsyncRunner {
  final Workload workload;
  final Pairs pairs;

  ScenarioRunner(Workload workload) {
    this.workload = workload;
    this.pairs = new Pairs(workload);
  }

  /** A runner for the workload; connections that are opened before the timed region are open. */
  public static ScenarioRunner open(Workload workload, Target target) {
    return workload.scenario().isAsync()
        ? new AsyncRunner(workload, target)
        : new SyncRunner(workload, target);
  }

  /**
   * Runs the first pairs of each worker.
   *
   * @param count pairs in all, rounded up to a multiple of the workers
   * @return how many pairs were run
   */
  public final int run(int count, TimedRegion region) {
    int perWorker =
        Math.min(workload.pairsPerWorker(), (count + workload.workers() - 1) / workload.workers());
    pass(perWorker, region);
    for (int worker = 0; worker < workload.workers(); worker++) {
      pairs.checkFetched(worker * workload.pairsPerWorker(), perWorker);
    }
    return perWorker * workload.workers();
  }

  abstract void pass(int perWorker, TimedRegion region);

  /** Nanoseconds per pair of the last whole pass; the array is reused by the next one. */
  public final long[] latencyNanos() {
    return pairs.latencyNanos();
  }

  /** What carried the bytes of the last connection that was opened. */
  public abstract String channel();

  @Override
  public abstract void close();
}
