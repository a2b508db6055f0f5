package io.rondo.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * When to try again: after a random time of up to 100 ms, then of up to twice as long each time, up
 * to 10 s ("full jitter"), so that many clients of one server do not come back all at once. For one
 * thread at a time.
 */
final class Reopening {
  private final Jitter jitter = Jitter.of(Reconnect.waiting());

  /** It has worked: the next row of attempts begins anew. */
  void succeeded() {
    jitter.reset();
  }

  /** Runs {@code attempt} when it is time to, on a thread of the JVM's common pool. */
  void schedule(Runnable attempt) {
    CompletableFuture.delayedExecutor(jitter.next(), TimeUnit.NANOSECONDS).execute(attempt);
  }
}
