package io.rondo.client;

import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** Somebody who wants a lease: ends with a connection, or with a {@link RedisException}. */
final class LeaseRequest extends ReplyFuture<PooledConnection> {
  /** What it is for, as messages begin. */
  final String what;

  private final long started = System.nanoTime();
  private final long waitNanos;

  /**
   * @param waitNanos how long it waits at most, or {@link Command#NO_TIMEOUT}
   */
  LeaseRequest(String what, long waitNanos) {
    this.what = what;
    this.waitNanos = waitNanos;
  }

  /** It has to wait: ends it with {@code onLate}, by {@code timer}, should that take too long. */
  void startWaiting(ClientTimer timer, Runnable onLate) {
    if (waitNanos == Command.NO_TIMEOUT) {
      return;
    }
    Future<?> late;
    try {
      late = timer.schedule(onLate, waitNanos - (System.nanoTime() - started));
    } catch (RejectedExecutionException e) {
      return; // The client was closed, which has refused all who wait.
    }
    whenComplete((lease, error) -> late.cancel(false));
  }

  long waitMillis() {
    return TimeUnit.NANOSECONDS.toMillis(waitNanos);
  }
}
