package io.rondo.client;

import org.jspecify.annotations.Nullable;

/** A connection that is leased again and again: to one holder at a time. */
final class PooledConnection {
  private final RedisConnection opened;
  private final @Nullable Long id;
  private volatile long usedAt = System.nanoTime();

  /**
   * A connection that was just opened.
   *
   * @param id the server's id of it, or {@code null} if the server does not say
   */
  PooledConnection(RedisConnection opened, @Nullable Long id) {
    this.opened = opened;
    this.id = id;
  }

  Connection connection() {
    return opened.core();
  }

  Transport transport() {
    return opened.transport();
  }

  /** The server's id of the connection, or {@code null} if it does not say. */
  @Nullable Long id() {
    return id;
  }

  boolean isOpen() {
    return connection().isOpen();
  }

  /** Whether nothing is queued or in flight. */
  boolean isQuiet() {
    return connection().isIdle();
  }

  void used() {
    usedAt = System.nanoTime();
  }

  /** Nanoseconds since it was used last. */
  long idleNanos() {
    return System.nanoTime() - usedAt;
  }

  void close() {
    opened.close();
  }
}
