package io.rondo.client;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Opens a channel to a server: to one address of its host after the other, until one answers. They
 * share the time: each has an equal part of what those before it have left. For one attempt to
 * connect, and of the connection's loop.
 */
final class Dialer {
  /**
   * What came of an address.
   *
   * @param address {@code null} if it was not even looked up
   */
  record Failure(@Nullable SocketAddress address, Throwable cause) {}

  private final Connection connection;
  private final Bootstrap bootstrap;
  private final ChannelHandler handler;
  private final HostLookup lookup;
  private final long timeoutNanos;
  private final CompletableFuture<Channel> connected = new CompletableFuture<>();
  private final List<Failure> failures = new ArrayList<>();
  private final Queue<SocketAddress> untried = new ArrayDeque<>();
  private @Nullable SocketAddress tried;
  private long started;

  /**
   * @param bootstrap makes the channels, but for their handlers
   * @param handler of the channel that is connected; it sees nothing of others
   * @param timeoutNanos from when the host is looked up; zero is no limit
   */
  Dialer(
      Connection connection,
      Bootstrap bootstrap,
      ChannelHandler handler,
      HostLookup lookup,
      long timeoutNanos) {
    this.connection = connection;
    this.bootstrap = bootstrap;
    this.handler = handler;
    this.lookup = lookup;
    this.timeoutNanos = timeoutNanos;
  }

  /**
   * Begins.
   *
   * @param address its host may not be looked up yet
   * @return ends on the loop, with the channel, or with the cause of the last of {@link #failures}
   */
  CompletableFuture<Channel> dial(SocketAddress address) {
    ChannelFuture opened = bootstrap.handler(new Doorkeeper()).connect(address);
    if (opened.isDone() && !opened.channel().isRegistered()) {
      // No descriptor is left for it, say: it has no loop, and its listeners another thread.
      failed(opened.cause());
      return connected;
    }
    connection.link().on(opened.channel());
    if (opened.isDone() && connection.loop().isShuttingDown()) {
      failed(opened.cause()); // The loop may not tell a listener any more.
      return connected;
    }
    failWhenClosed(opened);
    opened.addListener(
        o -> {
          if (o.isSuccess()) {
            connected.complete(opened.channel());
          } else {
            next(o.cause());
          }
        });
    return connected;
  }

  /** What came of the addresses that were tried, if it came to none. */
  List<Failure> failures() {
    return failures;
  }

  private void next(Throwable failure) {
    // One that this side has closed while it was connecting is to be the last.
    SocketAddress address = failure instanceof ClosedChannelException ? null : untried.poll();
    if (address == null) {
      failed(failure);
      return;
    }
    failures.add(new Failure(tried, failure));
    try {
      dial(address);
    } catch (RuntimeException e) { // No channel could be made.
      failed(e);
    }
  }

  private void failed(@Nullable Throwable failure) {
    Throwable last = failure == null ? new IOException("no cause is known") : failure;
    failures.add(new Failure(tried, last));
    connected.completeExceptionally(last);
  }

  /** A channel that is closed while its host is looked up says nothing until that has ended. */
  private void failWhenClosed(ChannelFuture opened) {
    Runnable fail =
        () -> {
          if (!opened.isDone()) { // Else what came of it has told.
            failed(new IOException("the connection was closed"));
          }
        };
    opened
        .channel()
        .closeFuture()
        .addListener(
            closed -> {
              try {
                connection.loop().execute(fail); // After what else is told of the same close.
              } catch (RejectedExecutionException e) {
                fail.run();
              }
            });
  }

  /**
   * Keeps the place of the handler, which can be on one channel only, until its channel is
   * connected.
   */
  private final class Doorkeeper extends ChannelDuplexHandler {
    @Override
    public void connect(
        ChannelHandlerContext ctx,
        SocketAddress remote,
        @Nullable SocketAddress local,
        ChannelPromise promise) {
      if (failures.isEmpty()) {
        started = System.nanoTime();
        untried.addAll(lookup.othersBeside(remote));
      }
      tried = remote;
      ctx.channel().config().setConnectTimeoutMillis(part());
      ctx.connect(remote, local, promise);
    }

    /** Milliseconds. */
    private int part() {
      if (timeoutNanos == 0) {
        return 0;
      }
      long left = timeoutNanos - (System.nanoTime() - started);
      long millis = Durations.millisRoundedUp(Math.max(1, left / (1 + untried.size())));
      return (int) Math.min(Integer.MAX_VALUE, millis);
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
      ctx.pipeline().replace(this, null, handler);
      ctx.fireChannelActive(); // To what has taken this one's place.
    }
  }
}
