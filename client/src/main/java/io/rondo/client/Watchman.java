package io.rondo.client;

import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Visits the connections of a client in {@link Drive#CALLER} that nobody drives, because they are
 * idle: so that one that the server closes is opened again before it is needed, and the {@link
 * Watchdog} can ask an idle server whether it lives. One daemon thread, from the first connection
 * until the client is closed.
 */
final class Watchman {
  static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final Set<RedisConnection> connections;
  private @Nullable LoopThread thread;
  private volatile boolean closed;

  Watchman(Set<RedisConnection> connections) {
    this.connections = connections;
  }

  synchronized void start() {
    if (thread == null && !closed) {
      thread = LoopThread.of(this::goRound, "rondo-watchman");
      thread.start();
    }
  }

  private void goRound() {
    while (!closed) {
      LockSupport.parkNanos(this, PERIOD_NANOS);
      Thread.interrupted(); // Nobody has a reason to interrupt it; it must not spin.
      for (RedisConnection connection : connections) {
        connection.core().driver().visit();
      }
    }
  }

  synchronized void close() {
    closed = true;
    if (thread != null) {
      LockSupport.unpark(thread);
    }
  }
}
