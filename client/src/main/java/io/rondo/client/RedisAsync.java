package io.rondo.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs commands and gives futures of their replies. Thread-safe. */
public final class RedisAsync {
  private final Route route;
  private final Connection connection;

  RedisAsync(Route route) {
    this.route = route;
    this.connection = route.connection();
  }

  /**
   * Runs a command and does not wait. What hinders it fails the future; nothing is thrown. The
   * future ends on the thread that runs the event loop: its completions must not block, and what
   * they run joins one flush. Cancelling it before it was written keeps it from being sent;
   * afterwards its reply is dropped.
   */
  public <T extends @Nullable Object> CompletableFuture<T> run(Command<T> command) {
    if (!route.isStraight(command)) {
      return route.submit(command);
    }
    PendingReply<T> reply = connection.reply(command);
    reply.submittedAt(System.nanoTime());
    connection.submit(reply);
    return reply;
  }

  /**
   * Publishes what a scan visits: {@code redis.async().scan(cursor -> TEXT.hscan("hash", cursor))}.
   * Each subscription is a scan of its own. One page at most is in flight, and is asked for when
   * there is demand and the page before is used up; cancelling stops that. A command that fails
   * fails the subscription with its {@link RedisException}, and so does whatever the subscriber
   * throws.
   *
   * <p>The subscriber is called by one thread at a time: the one that runs the event loop, which
   * must not be blocked, or one that calls {@code request}.
   *
   * @param pages makes the command that gets the page at a cursor
   */
  public <E> Flow.Publisher<E> scan(Function<String, Command<ScanPage<E>>> pages) {
    return new ScanPublisher<>(this, pages);
  }
}
