package io.rondo.client;

import org.jspecify.annotations.Nullable;

/** The connection was closed, by either side, before the reply came. */
public final class RedisClosedException extends RedisException {
  private static final long serialVersionUID = 1L;

  RedisClosedException(String message, Fate fate, @Nullable Throwable cause) {
    super(message, fate, cause);
  }
}
