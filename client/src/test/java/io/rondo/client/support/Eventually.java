package io.rondo.client.support;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Waiting for a condition, for a bounded time that only a failing test uses up. */
public final class Eventually {
  /** How long a test waits for what must happen. */
  public static final Duration PATIENCE = Duration.ofSeconds(20);

  private Eventually() {}

  /** Returns when {@code condition} holds; fails if it does not in time. */
  public static void eventually(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("waited " + PATIENCE + " in vain: " + what);
      }
      LockSupport.parkNanos(200_000);
    }
  }

  /** Waits for {@code latch}, whatever the thread's interrupt flag. */
  public static void await(CountDownLatch latch) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          if (!latch.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("waited " + PATIENCE + " in vain for a latch");
          }
          return;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Ends with the thread's end; fails if it does not end in time. */
  public static void join(Thread thread) throws InterruptedException {
    thread.join(PATIENCE.toMillis());
    if (thread.isAlive()) {
      AssertionError error = new AssertionError(thread + " did not end in " + PATIENCE);
      error.setStackTrace(thread.getStackTrace());
      throw error;
    }
  }

  /** The value of {@code future}, without {@code join()}'s help to the loop. */
  public static <T extends @Nullable Object> T value(CompletableFuture<T> future) {
    try {
      return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError("failed: " + e.getCause(), e.getCause());
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  /** The error of {@code future}, which must be of {@code type}. */
  public static <E extends Throwable> E error(Class<E> type, CompletableFuture<?> future) {
    try {
      Object value = future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      throw new AssertionError("expected " + type.getSimpleName() + ", got the value " + value);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (!type.isInstance(cause)) {
        throw new AssertionError("expected " + type.getSimpleName() + ", got " + cause, cause);
      }
      return type.cast(cause);
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }
}
