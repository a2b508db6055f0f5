package io.rondo.client;

import org.jspecify.annotations.Nullable;

/**
 * The reply came and was read, but the command's decoder could not make its value of it. Fails that
 * command alone.
 */
public final class RedisReplyException extends RedisException {
  private static final long serialVersionUID = 1L;

  RedisReplyException(String message, Fate fate, @Nullable Throwable cause) {
    super(message, fate, cause);
  }
}
