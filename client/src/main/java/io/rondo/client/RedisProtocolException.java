package io.rondo.client;

import org.jspecify.annotations.Nullable;

/** The server broke the protocol, or is no Redis. The connection is closed. */
public final class RedisProtocolException extends RedisException {
  private static final long serialVersionUID = 1L;

  RedisProtocolException(String message, Fate fate, @Nullable Throwable cause) {
    super(message, fate, cause);
  }
}
