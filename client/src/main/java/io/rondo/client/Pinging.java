package io.rondo.client;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Asks the server of a connection with subscriptions whether it is still there, when nothing was
 * heard of it for a while, and gives the connection up if it says nothing for as long again. While
 * messages wait because nobody wants them, nothing is read, and so nothing is asked. Of the loop.
 */
final class Pinging {
  private final Connection connection;
  private final PubSubHandler handler;
  private final long periodNanos;

  Pinging(Connection connection, PubSubHandler handler, long periodNanos) {
    this.connection = connection;
    this.handler = handler;
    this.periodNanos = periodNanos;
  }

  void start() {
    try {
      connection.loop().schedule(this::look, periodNanos, TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      // The loop is ending, and the connection with it.
    }
  }

  private void look() {
    if (!connection.isOpen()) {
      return;
    }
    if (isSilent()) {
      ask();
    } else {
      start();
    }
  }

  private boolean isSilent() {
    return !handler.isPaused() && System.nanoTime() - handler.heardAt() >= periodNanos;
  }

  private void ask() {
    PendingReply<String> ping =
        new PendingReply<>(
            Commands.TEXT.ping().withTimeout(Duration.ofNanos(periodNanos)), connection);
    ping.submittedAt(System.nanoTime());
    ping.whenComplete(
        (pong, error) -> {
          if (error instanceof RedisTimeoutException && isSilent()) {
            handler.closeChannel(
                Closing.byClient(
                    "the server did not answer a PING within "
                        + TimeUnit.NANOSECONDS.toMillis(periodNanos)
                        + " ms"));
          } else {
            start();
          }
        });
    connection.submit(ping);
  }
}
