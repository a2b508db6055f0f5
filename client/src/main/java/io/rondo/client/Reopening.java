package io.rondo.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * When to try again: after a random time of up to 100 ms, then of up to twice as long each time, up
 * to 10 s ("full jitter"), so that many clients of one server do not come back all at once. For one
 * thread at a time.
 */
final class Reopening {
  private static final long FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(10);

  private volatile int attempts;

  /** It has worked: the next row of attempts begins anew. */
  void succeeded() {
    attempts = 0;
  }

  /** Runs {@code attempt} when it is time to, on a thread of the JVM's common pool. */
  void schedule(Runnable attempt) {
    int before = attempts;
    attempts = Math.min(before + 1, 30);
    long longest = Math.min(LONGEST_NANOS, FIRST_NANOS << before);
    long delay = ThreadLocalRandom.current().nextLong(longest + 1);
    CompletableFuture.delayedExecutor(delay, TimeUnit.NANOSECONDS).execute(attempt);
  }
}
