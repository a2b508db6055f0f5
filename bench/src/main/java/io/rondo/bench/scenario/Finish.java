package io.rondo.bench.scenario;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;

/** Where all workers arrive, or the first failure. */
final class Finish {
  private final AtomicInteger running;
  private final CompletableFuture<Void> done = new CompletableFuture<>();

  Finish(int workers) {
    this.running = new AtomicInteger(workers);
  }

  void arrived() {
    if (running.decrementAndGet() == 0) {
      done.complete(null);
    }
  }

  void failed(Throwable failure) {
    done.completeExceptionally(failure);
  }

  boolean isOver() {
    return done.isDone();
  }

  /** Waits for all workers, or throws the first failure. */
  void await() {
    try {
      done.join();
    } catch (CompletionException e) {
      throw AsyncRunner.unwrapped(e);
    }
  }
}
