package io.rondo.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Takes the value out of a future, for a thread that has waited for it or does so now. */
final class Replied {
  private Replied() {}

  /** The value; or throws the error, with the stack trace of the thread that waited. */
  static <T extends @Nullable Object> T value(CompletableFuture<T> reply) {
    try {
      return reply.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RedisException cause) {
        cause.fillInStackTrace();
        throw cause;
      }
      throw e;
    }
  }
}
