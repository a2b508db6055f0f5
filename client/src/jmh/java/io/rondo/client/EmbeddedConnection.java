package io.rondo.client;

import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A connection on a channel without a socket, all on the current thread. */
final class EmbeddedConnection {
  final EmbeddedChannel channel = new EmbeddedChannel();
  final Connection connection =
      new Connection(
          RedisOptions.create().withCommandTimeout(Duration.ZERO),
          owner -> new Driver(channel.eventLoop()),
          null);

  EmbeddedConnection() {
    channel.pipeline().addLast(connection.handler());
    channel.pipeline().fireChannelActive();
    connection.on(channel);
    connection.connected(null); // Nobody listens to it.
  }

  void close() {
    channel.close();
  }

  /** Never asked to wait: who submits runs the loop. */
  private static final class Driver extends LoopDriver {
    private final EventLoop loop;

    Driver(EventLoop loop) {
      this.loop = loop;
    }

    @Override
    EventLoop loop() {
      return loop;
    }

    @Override
    void signal() {
      throw new UnsupportedOperationException();
    }

    @Override
    void execute(PendingReply<?> reply) {
      throw new UnsupportedOperationException();
    }

    @Override
    void execute(ReplyChain chain) {
      throw new UnsupportedOperationException();
    }

    @Override
    void await(PendingReply<?> reply) {
      throw new UnsupportedOperationException();
    }

    @Override
    void awaitAsFuture(PendingReply<?> reply) {
      throw new UnsupportedOperationException();
    }

    @Override
    void open(Runnable connect, CompletableFuture<?> done, boolean wait) {
      throw new UnsupportedOperationException();
    }

    @Override
    void close() {
      throw new UnsupportedOperationException();
    }
  }
}
