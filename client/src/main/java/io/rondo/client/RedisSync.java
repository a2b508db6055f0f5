package io.rondo.client;

import org.jspecify.annotations.Nullable;

/** Runs commands and waits for their replies. Thread-safe. */
public final class RedisSync {
  private final Route route;
  private final Connection connection;
  private final LoopDriver driver;

  RedisSync(Route route) {
    this.route = route;
    this.connection = route.connection();
    this.driver = connection.driver();
  }

  /**
   * Runs a command and waits for its reply. An interrupt does not end the wait, for the command
   * would go on all the same: the timeout does. The thread's interrupt flag is kept.
   *
   * @throws RedisException if the command fails; its {@link RedisException#fate()} says whether it
   *     can have had an effect
   * @throws IllegalStateException if called on an event-loop thread, a completion of another
   *     command for example
   */
  public <T extends @Nullable Object> T run(Command<T> command) {
    LoopDriver.refuseOnLoop();
    if (!route.isStraight(command)) {
      return route.run(command);
    }
    PendingReply<T> reply = new PendingReply<>(command, connection);
    reply.submittedAt(System.nanoTime());
    driver.execute(reply);
    return Replied.value(reply);
  }
}
