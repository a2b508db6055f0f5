package io.rondo.client;

import io.netty.channel.EventLoop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;

/** {@link Drive#LOOP_THREAD}: a thread of the client runs the loop, callers hand over and wait. */
final class LoopThreadDriver extends LoopDriver {
  private final EventLoop loop;
  private final ReplyWait wait;
  private final Runnable drain;
  private final Connection connection;

  LoopThreadDriver(
      EventLoop loop, WaitStrategy strategy, Connection connection, ClientTimer timer) {
    super(timer);
    this.loop = loop;
    this.wait = new ReplyWait(strategy);
    this.connection = connection;
    this.drain = connection::drain;
  }

  @Override
  EventLoop loop() {
    return loop;
  }

  @Override
  void signal() {
    countWakeUp();
    try {
      loop.execute(drain);
    } catch (RejectedExecutionException e) {
      connection.submissions().failAbandoned(Closing.byClient("the client was closed"));
    }
  }

  @Override
  void execute(PendingReply<?> reply) {
    connection.submit(reply);
    await(reply);
  }

  @Override
  void execute(ReplyChain chain) {
    connection.submit(chain);
    await(chain.newest());
    chain.replies().forEach(this::await);
  }

  @Override
  void await(PendingReply<?> reply) {
    wait.await(reply);
  }

  @Override
  void awaitAsFuture(PendingReply<?> reply) {
    // The loop has its own thread; CompletableFuture's own waiting does.
  }

  @Override
  void open(Runnable connect, CompletableFuture<?> done, boolean wait) {
    if (loop.inEventLoop()) {
      connect(connect, done);
      return;
    }
    loop.execute(() -> connect(connect, done));
    if (wait) {
      done.handle((value, error) -> null).join();
    }
  }

  @Override
  void close() {
    if (loop.inEventLoop()) {
      connection.link().stop();
      return;
    }
    try {
      loop.execute(connection.link()::stop);
    } catch (RejectedExecutionException e) {
      // The client was closed before, and the loop with all its channels.
    }
    if (!isOnLoop()) {
      connection.awaitEnd();
    }
  }
}
