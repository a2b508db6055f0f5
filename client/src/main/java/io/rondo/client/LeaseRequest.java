package io.rondo.client;

import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/** Somebody who wants a lease: ends with a connection, or with a {@link RedisException}. */
final class LeaseRequest extends ReplyFuture<PooledConnection> {
  /** What it is for, as messages begin. */
  final String what;

  private final long started = System.nanoTime();

  LeaseRequest(String what) {
    this.what = what;
  }

  /**
   * It has to wait: ends it with {@code onLate}, by {@code timer}, should that take too long.
   *
   * @param nanos since it was made, or {@link Command#NO_TIMEOUT}
   */
  void endAfter(long nanos, ClientTimer timer, Runnable onLate) {
    if (nanos == Command.NO_TIMEOUT) {
      return;
    }
    Future<?> late;
    try {
      late = timer.schedule(onLate, nanos - (System.nanoTime() - started));
    } catch (RejectedExecutionException e) {
      return; // The client was closed, which has refused all who wait.
    }
    whenComplete((lease, error) -> late.cancel(false));
  }
}
