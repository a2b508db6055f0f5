package io.rondo.client;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs what a client, rather than a connection, has to do at a later time. On a thread of its own:
 * the JVM's common pool may be busy with something else for any time. The thread is there while
 * something is to come and a little longer; it must not block, and ends users' futures.
 */
final class ClientTimer {
  private static final long IDLE_SECONDS = 5;

  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(1, task -> LoopThread.of(task, "rondo-timer"));

  ClientTimer() {
    thread.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    thread.allowCoreThreadTimeOut(true);
    thread.setRemoveOnCancelPolicy(true);
  }

  /**
   * Runs {@code task} after {@code nanos}; any thread.
   *
   * @throws java.util.concurrent.RejectedExecutionException after {@link #close}
   */
  Future<?> schedule(Runnable task, long nanos) {
    return thread.schedule(task, nanos, TimeUnit.NANOSECONDS);
  }

  /** Takes nothing new; what is to come still runs. */
  void close() {
    thread.shutdown();
  }
}
