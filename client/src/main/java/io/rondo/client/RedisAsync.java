package io.rondo.client;

import java.util.concurrent.CompletableFuture;
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
    PendingReply<T> reply = new PendingReply<>(command, connection);
    reply.submittedAt(System.nanoTime());
    connection.submit(reply);
    return reply;
  }
}
