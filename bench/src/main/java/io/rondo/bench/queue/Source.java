package io.rondo.bench.queue;

import io.rondo.client.Command;
import io.rondo.client.RedisConnection;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Where a worker gets tasks or the consumer results, one at a time; of one reader. */
interface Source extends AutoCloseable {
  /**
   * Waits for the next one.
   *
   * @param idle whether there was none the last time
   * @return {@code null} if there is none yet
   */
  @Nullable Taken await(boolean idle);

  /** Like {@link #await}, without waiting. */
  CompletableFuture<@Nullable Taken> next(boolean idle);

  @Override
  void close();

  /** Makes the command that takes the next one; what it is told is what {@link #await} is. */
  @FunctionalInterface
  interface Taking {
    Command<@Nullable Taken> command(boolean idle);
  }

  /** One that takes by commands. */
  static Source of(RedisConnection redis, Taking taking) {
    return new Source() {
      @Override
      public @Nullable Taken await(boolean idle) {
        return redis.sync().run(taking.command(idle));
      }

      @Override
      public CompletableFuture<@Nullable Taken> next(boolean idle) {
        return redis.async().run(taking.command(idle));
      }

      @Override
      public void close() {} // the connection is its owner's
    };
  }
}
