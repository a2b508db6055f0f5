package io.rondo.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.concurrent.CompletableFuture;

/** The loop of a {@link Loopback}: whoever runs a command runs it, and plays the server. */
final class LoopbackDriver extends LoopDriver {
  private final Connection connection;
  private final EmbeddedChannel channel;
  private final byte[][] replies;
  private final ByteBuf answers = Unpooled.directBuffer();
  private int next;

  LoopbackDriver(Connection connection, EmbeddedChannel channel, byte[][] replies) {
    this.connection = connection;
    this.channel = channel;
    this.replies = replies;
  }

  @Override
  EventLoop loop() {
    return channel.eventLoop();
  }

  @Override
  void signal() {
    serve();
  }

  @Override
  void execute(PendingReply<?> reply) {
    connection.submit(reply);
    serve();
  }

  @Override
  void execute(ReplyChain chain) {
    connection.submit(chain);
    serve();
  }

  @Override
  void await(PendingReply<?> reply) {
    serve();
  }

  @Override
  void awaitAsFuture(PendingReply<?> reply) {
    serve();
  }

  /** Writes what is queued, and answers all that was written, until nothing is left. */
  private void serve() {
    channel.runPendingTasks();
    for (ByteBuf sent = channel.readOutbound(); sent != null; sent = channel.readOutbound()) {
      sent.release();
      answers.clear();
      for (int i = connection.queue().inFlight(); i > 0; i--) {
        answers.writeBytes(replies[next]);
        next = (next + 1) % replies.length;
      }
      channel.writeInbound(answers.retain());
    }
  }

  @Override
  void open(Runnable connect, CompletableFuture<?> done, boolean wait) {
    throw new IllegalStateException("a loopback is open from the start");
  }

  @Override
  void close() {
    connection.link().stop();
    channel.runPendingTasks();
    if (answers.refCnt() > 0) {
      answers.release(); // Closed once before, perhaps.
    }
  }
}
