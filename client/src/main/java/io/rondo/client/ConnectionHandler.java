package io.rondo.client;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.rondo.resp.RespLimits;
import io.rondo.resp.RespParser;
import io.rondo.resp.RespProtocolException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The only handler of a connection's channel beside TLS, of commands and their replies ({@link
 * PubSubHandler} is for subscriptions): the hot path from a queued command to the wire, and from
 * the wire to its completed reply. One per channel; it serves a queue of its own with what begins a
 * connection, and then the connection's.
 *
 * <p>Out: {@link #writeUnsent} writes all that is queued into one buffer and flushes once. In:
 * {@link #channelRead} parses straight into the command at the head of those in flight and
 * completes it. What completions submit waits until {@link #channelReadComplete} and joins one
 * flush, or one for each part of the read where {@link ReadPace} has found that to be faster.
 *
 * <p>Of the loop: no method is for another thread.
 */
class ConnectionHandler extends ChannelInboundHandlerAdapter {
  private final Connection connection;
  private final ConnectionCounters counters;
  private final RespParser parser;
  private final CommandWriter writer;
  private final Tracing tracing;
  private final ReadBuffers readBuffers;
  private final ReadPace pace = new ReadPace();

  /** Holds what begins a connection; from {@link #serve} on the connection's. */
  private CommandQueue queue = new CommandQueue(Integer.MAX_VALUE, Long.MAX_VALUE);

  private boolean serving;
  private boolean closed;

  /** Why the channel is being closed; the first reason counts. */
  private @Nullable Closing closing;

  private @Nullable ChannelHandlerContext context;

  /** The short way to and from the socket, where there is one and nothing is encrypted. */
  private @Nullable DirectSocket socket;

  /**
   * Inside channelRead … channelReadComplete: submissions of completions wait for the flush at its
   * end.
   */
  private boolean reading;

  /** The thread that asked for what is read next. */
  private Thread reader = Thread.currentThread();

  ConnectionHandler(Connection connection, ConnectionCounters counters, RespLimits limits) {
    this.connection = connection;
    this.counters = counters;
    this.parser = new RespParser(limits);
    this.writer = new CommandWriter(connection.session());
    this.tracing = connection.tracing();
    this.readBuffers = new ReadBuffers(tracing);
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    context = ctx;
    reader = Thread.currentThread();
    socket = isNearestToTheWire(ctx) ? DirectSocket.of(ctx.channel()) : null;
    writeUnsent();
  }

  // --- what begins a connection ---

  /** Sends commands that come before all those of the connection's queue. */
  void submitFirst(List<PendingReply<?>> replies) {
    assert !serving;
    if (closed) {
      replies.forEach(reply -> reply.connectionClosed(whyClosed()));
      return;
    }
    replies.forEach(queue::addOnLoop);
    writeUnsent();
  }

  /** What begins the connection is through: from now on serves {@code itsQueue}. */
  void serve(CommandQueue itsQueue) {
    queue = itsQueue;
    serving = true;
  }

  /** Whether what begins the connection is through. */
  final boolean isServing() {
    return serving;
  }

  /** Ends what is late of what begins the connection: as {@link CommandQueue#expire}. */
  long expire(long now) {
    return serving ? PendingReply.NO_DEADLINE : queue.expire(now);
  }

  // --- out ---

  /**
   * Writes everything that is unsent, with one flush; but of much, if the server has nothing to do,
   * a small part first and then ever larger ones, so that it works while the client encodes.
   */
  void writeUnsent() {
    ChannelHandlerContext ctx = context;
    if (ctx == null) {
      return; // Not connected yet, or not any more.
    }
    tracing.batchBegins();
    int part = queue.inFlight() == 0 ? CommandWriter.FIRST_PART : CommandWriter.MAX_PART;
    // To a peer that reads slowly channelWritabilityChanged writes on.
    while (queue.hasUnsent() && ctx.channel().isWritable()) {
      ByteBuf out;
      try {
        out = writer.write(queue, ctx.alloc(), part);
      } catch (Throwable e) {
        exceptionCaught(ctx, e); // No memory for the buffer.
        return;
      }
      if (out != null) {
        counters.flushed(out.readableBytes());
        tracing.flushBegins();
        flush(ctx, out);
        tracing.flushed();
      }
      part = CommandWriter.partAfter(part);
    }
  }

  private void flush(ChannelHandlerContext ctx, ByteBuf out) {
    DirectSocket direct = socket;
    if (direct != null && isNearestToTheWire(ctx) && direct.write(out)) {
      out.release();
    } else {
      ctx.writeAndFlush(out, ctx.voidPromise());
    }
  }

  private boolean isNearestToTheWire(ChannelHandlerContext ctx) {
    return ctx.pipeline().first() == this;
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (ctx.channel().isWritable()) {
      connection.drain();
    }
  }

  // --- in ---

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    tracing.received();
    ByteBuf in = (ByteBuf) message;
    long repliesBefore = counters.replies();
    reading = true;
    counters.read(in.readableBytes());
    try {
      read(in);
    } catch (RespProtocolException e) {
      violated(e);
    } finally {
      in.release();
      tracing.readEnds((int) (counters.replies() - repliesBefore));
    }
  }

  /** Whether {@link #readNow} may find anything. */
  boolean readsNow() {
    return socket != null;
  }

  /**
   * Reads what has come, without asking the loop for it. What the loop sees besides, the end of the
   * channel for example, it does not see.
   */
  void readNow() {
    ChannelHandlerContext ctx = context;
    DirectSocket direct = socket;
    if (ctx == null || direct == null) {
      return;
    }
    ByteBuf in = readBuffers.take(ctx.alloc());
    int room = in.capacity();
    if (direct.read(in)) {
      readBuffers.adapt(in.readableBytes(), room);
      ctx.pipeline().fireChannelRead(in).fireChannelReadComplete();
    } else {
      in.release();
    }
  }

  /** Handles what was read; {@code in} is lent. */
  void read(ByteBuf in) {
    int part = pace.next(queue.inFlight(), counters.replies(), counters.lastReadNanos());
    int leftOfPart = part;
    while (in.isReadable()) {
      if (leftOfPart-- == 0) {
        connection.drain();
        leftOfPart = part - 1;
      }
      PendingReply<?> reply = queue.firstInFlight();
      if (reply == null) {
        throw new RespProtocolException("got a reply that no command waits for", parser.offset());
      }
      if (!parser.parse(in, reply.decoder())) {
        break;
      }
      answer(reply, parser.value());
    }
  }

  /** Hands a value to the command that is first in flight. */
  final void answer(PendingReply<?> reply, @Nullable Object value) {
    if (reply.isOnLastReply()) {
      queue.pollInFlight();
      counters.replied();
    }
    reply.answer(value);
  }

  /** The server has broken the protocol: nobody knows where the next reply begins. */
  final void violated(RespProtocolException e) {
    ChannelHandlerContext ctx = context;
    if (ctx != null) {
      exceptionCaught(
          ctx, new RedisProtocolException(String.valueOf(e.getMessage()), Fate.MAYBE_EXECUTED, e));
    }
  }

  final CommandQueue queue() {
    return queue;
  }

  final RespParser parser() {
    return parser;
  }

  final @Nullable ChannelHandlerContext context() {
    return context;
  }

  @Override
  @SuppressWarnings("ThreadPriorityCheck") // A hint: nothing but speed hangs on it.
  public void channelReadComplete(ChannelHandlerContext ctx) {
    reader = Thread.currentThread(); // Netty asks for the next read when this returns.
    if (reading) { // Else the channel is at its end, and nothing should be written to it.
      reading = false;
      if (connection.driver().takeHasWoken() && pace.yields()) {
        Thread.yield();
      }
      connection.drain();
    }
  }

  boolean isReading() {
    return reading;
  }

  /** Bytes, roughly, that were written to the channel and that the kernel has not taken. */
  long pendingBytes() {
    ChannelHandlerContext ctx = context;
    ChannelOutboundBuffer pending = ctx == null ? null : ctx.channel().unsafe().outboundBuffer();
    return pending == null ? 0 : pending.totalPendingWriteBytes() - pending.currentProgress();
  }

  ReadBuffers readBuffers() {
    return readBuffers;
  }

  /**
   * Sees to it that input goes on although the thread that asked for it may have ended. A poll of
   * io_uring belongs to the thread that submitted it: the kernel cancels it if it fires while that
   * thread ends (io_uring's task work runs in the submitter), and Netty takes a cancelled poll for
   * one that it does not want any more. To switch reading off and on begins it again, and changes
   * nothing where the poll is still there. On the loop, after each turn of a ring that changes
   * threads.
   */
  void resumeAfterEndedThread() {
    if (reader == Thread.currentThread() || reader.isAlive()) {
      return;
    }
    Channel channel =
        connection.link().openedChannel(); // There is no context yet in a TLS handshake.
    if (channel != null) {
      channel.config().setAutoRead(false).setAutoRead(true);
      channel.flush();
    }
  }

  // --- the end ---

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    closeChannel(Closing.of(cause));
  }

  /** Closes the channel, for {@code why} unless there was a reason before. */
  void closeChannel(Closing why) {
    if (closing == null) {
      closing = why;
    }
    if (context != null) {
      context.close();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    Closing why = whyClosed();
    close(why);
    connection.link().lost(this, why);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    close(whyClosed());
  }

  private Closing whyClosed() {
    return closing == null ? Closing.atServer() : closing;
  }

  /** Whether its channel is gone. */
  boolean isClosed() {
    return closed;
  }

  /**
   * Gives back its buffers and fails what began the connection and is unanswered; nothing is read
   * or written from now on.
   */
  void close(Closing why) {
    if (closed) {
      return;
    }
    closed = true;
    context = null;
    socket = null;
    reading = false;
    parser.close();
    writer.close();
    readBuffers.close();
    if (!serving) {
      queue.failAll(why);
    }
  }
}
