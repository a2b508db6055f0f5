package io.rondo.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A future that an event loop ends, or one derived from such: an event-loop thread must not wait
 * for it, and is refused at once if it tries to.
 */
class ReplyFuture<T extends @Nullable Object> extends CompletableFuture<T> {
  /** Called by a thread that is about to wait. */
  void beforeWait() {
    LoopDriver.refuseOnLoop();
  }

  @Override
  public T join() {
    if (!isDone()) {
      beforeWait();
    }
    return super.join();
  }

  @Override
  public T get() throws InterruptedException, ExecutionException {
    if (!isDone()) {
      beforeWait();
    }
    return super.get();
  }

  @Override
  public T get(long timeout, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    if (!isDone()) {
      LoopDriver.refuseOnLoop();
    }
    return super.get(timeout, unit);
  }

  @Override
  public <U> CompletableFuture<U> newIncompleteFuture() {
    return new ReplyFuture<>();
  }
}
