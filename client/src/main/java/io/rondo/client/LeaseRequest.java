package io.rondo.client;

import java.util.concurrent.CompletableFuture;
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

  /** It has to wait: ends it with {@code onLate}, on another thread, should that take too long. */
  void startWaiting(Runnable onLate) {
    if (waitNanos == Command.NO_TIMEOUT) {
      return;
    }
    CompletableFuture<Void> timer = new CompletableFuture<>();
    timer.thenRunAsync(onLate);
    timer.completeOnTimeout(
        null, Math.max(0, waitNanos - (System.nanoTime() - started)), TimeUnit.NANOSECONDS);
    whenComplete((lease, error) -> timer.cancel(false));
  }

  long waitMillis() {
    return TimeUnit.NANOSECONDS.toMillis(waitNanos);
  }
}
