package io.rondo.client;

import java.util.function.Function;
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
    PendingReply<T> reply = connection.awaitedReply(command);
    reply.submittedAt(System.nanoTime());
    driver.execute(reply);
    reply.resumed();
    return Replied.value(reply);
  }

  /**
   * Visits what a scan visits, page by page and only as far as it is looked at: {@code
   * redis.sync().scan(cursor -> TEXT.hscan("hash", cursor))}.
   *
   * @param pages makes the command that gets the page at a cursor
   */
  public <E> Scan<E> scan(Function<String, Command<ScanPage<E>>> pages) {
    return new Scan<>(this, pages);
  }
}
