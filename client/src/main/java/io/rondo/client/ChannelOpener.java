package io.rondo.client;

import java.util.concurrent.CompletableFuture;

/** Opens channels for a connection: the first one, and one whenever the last was lost. */
interface ChannelOpener {
  /**
   * Begins to open a channel with {@code handler} on it, and to say over it what begins a
   * connection; on the connection's loop. {@link Link#on} is told of the channel as soon as there
   * is one.
   *
   * @return ends on the loop: when the server has taken what begins a connection, or with a {@link
   *     RedisConnectException}; the channel may then still be open
   */
  CompletableFuture<Void> open(Connection connection, ConnectionHandler handler);
}
