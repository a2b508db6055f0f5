package io.rondo.bench;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Ctrl-C and the like. The JVM's shutdown waits until the main thread has printed what is done and
 * closed what it opened, or a bounded time.
 */
final class Interruption {
  private static final long PATIENCE_SECONDS = 15;
  private static final long GRACE_MILLIS = 300;

  private final CountDownLatch requested = new CountDownLatch(1);
  private final CountDownLatch finished = new CountDownLatch(1);
  private final AtomicReference<@Nullable Runnable> stop = new AtomicReference<>();

  /** Takes over from now on. */
  void install() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::request, "interruption"));
  }

  /** Asks the main thread to end and waits for it; returns at once where it has finished. */
  private void request() {
    requested.countDown();
    Runnable running = stop.get();
    if (running != null) {
      running.run();
    }
    try {
      finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What to stop when it comes, so that the main thread does not wait for it; null for nothing. */
  void stops(@Nullable Runnable running) {
    stop.set(running);
    if (running != null && isRequested()) {
      running.run();
    }
  }

  boolean isRequested() {
    return requested.getCount() == 0;
  }

  /**
   * Whether a failure that was just seen comes from an interruption: a terminal sends Ctrl-C to
   * server, fork and bench alike, and the bench may be the last to notice.
   */
  boolean explainsFailure() {
    try {
      return requested.await(GRACE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** The main thread is done; the JVM may end. */
  void finished() {
    finished.countDown();
  }
}
