package io.rondo.client;

import org.jspecify.annotations.Nullable;

/**
 * The deadline of a command passed before its reply came. Its reply, should it still come, is read
 * and dropped.
 */
public final class RedisTimeoutException extends RedisException {
  private static final long serialVersionUID = 1L;

  RedisTimeoutException(String message, Fate fate, @Nullable Throwable cause) {
    super(message, fate, cause);
  }
}
