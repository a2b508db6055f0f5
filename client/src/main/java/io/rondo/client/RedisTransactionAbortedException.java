package io.rondo.client;

/**
 * EXEC did nothing because a watched key had changed, or because a command was refused when queued.
 */
public final class RedisTransactionAbortedException extends RedisException {
  private static final long serialVersionUID = 1L;

  RedisTransactionAbortedException(String message) {
    super(message, Fate.REFUSED, null);
  }
}
