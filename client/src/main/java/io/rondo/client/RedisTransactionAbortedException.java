package io.rondo.client;

/**
 * EXEC did nothing because a watched key had changed, or because a command was refused when queued.
 * If MULTI itself was refused, the commands may have run one by one: the fate says so.
 */
public final class RedisTransactionAbortedException extends RedisException {
  private static final long serialVersionUID = 1L;

  RedisTransactionAbortedException(String message, Fate fate) {
    super(message, fate, null);
  }
}
