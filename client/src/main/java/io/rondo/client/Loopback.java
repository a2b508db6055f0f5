package io.rondo.client;

import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * A connection without a network, for measuring what the client costs by itself: its commands are
 * queued, encoded, flushed, and answered from memory at once, by the thread that runs them. Over
 * Netty's {@link EmbeddedChannel}, whose own cost is part of what is measured.
 */
public final class Loopback {
  private Loopback() {}

  /**
   * A connection of one thread, for blocking calls and pipelines; drive and loop of the options are
   * of no account.
   *
   * @param replies of the server, in RESP2: each command is answered with the next one, and after
   *     the last one with the first again
   */
  public static RedisConnection answering(RedisOptions options, byte[]... replies) {
    if (replies.length == 0) {
      throw new IllegalArgumentException("replies are none: give at least one");
    }
    EmbeddedChannel channel = new EmbeddedChannel();
    Connection core =
        new Connection(
            options.withReconnect(Reconnect.off()).withWatchdog(Duration.ZERO),
            unbound -> new LoopbackDriver(unbound, channel, replies.clone()),
            (connection, handler) -> open(channel, connection, handler),
            null);
    core.link().begin();
    RedisConnection connection =
        new RedisConnection(Route.alone(core), Transport.NIO, closed -> closed.core().close());
    core.connected(connection);
    return connection;
  }

  private static CompletableFuture<Void> open(
      EmbeddedChannel channel, Connection connection, ConnectionHandler handler) {
    channel.pipeline().addLast(handler);
    connection.link().on(channel);
    channel.pipeline().fireChannelActive();
    return CompletableFuture.completedFuture(null);
  }
}
