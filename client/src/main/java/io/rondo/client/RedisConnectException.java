package io.rondo.client;

import org.jspecify.annotations.Nullable;

/**
 * A connection could not be made: the server was not reached, TLS could not be agreed on, or the
 * server refused what begins a connection (AUTH, SELECT, CLIENT SETNAME).
 */
public final class RedisConnectException extends RedisException {
  private static final long serialVersionUID = 1L;

  RedisConnectException(String message, Fate fate, @Nullable Throwable cause) {
    super(message, fate, cause);
  }
}
