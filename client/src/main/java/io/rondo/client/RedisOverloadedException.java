package io.rondo.client;

/** The connection holds as many commands or bytes as its bounds allow. The command was not sent. */
public final class RedisOverloadedException extends RedisException {
  private static final long serialVersionUID = 1L;

  RedisOverloadedException(String message) {
    super(message, Fate.NOT_SENT, null);
  }
}
