package io.rondo.client;

import org.jspecify.annotations.Nullable;

/** A connection could not be made, or its handshake (AUTH, SELECT, CLIENT SETNAME) was refused. */
public final class RedisConnectException extends RedisException {
  private static final long serialVersionUID = 1L;

  RedisConnectException(String message, Fate fate, @Nullable Throwable cause) {
    super(message, fate, cause);
  }
}
