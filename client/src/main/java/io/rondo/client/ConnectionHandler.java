package io.rondo.client;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.rondo.resp.RespParser;
import io.rondo.resp.RespProtocolException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One connection: the only handler of its channel beside TLS, and the hot path from a submitted
 * command to its completed reply.
 *
 * <p>Out: {@link #drain} takes all that is queued, writes it into one buffer and flushes once. In:
 * {@link #channelRead} parses straight into the command at the head of those in flight and
 * completes it. What completions submit waits until {@link #channelReadComplete} and joins one
 * flush.
 *
 * <p>Threads: {@link #submit}, {@link #push}, the figures and what is said to be for any thread
 * are; everything else runs on the loop, which {@code assert loop.inEventLoop()} guards. Whatever
 * the drive, there is one thread at a time on the loop.
 */
final class ConnectionHandler extends ChannelInboundHandlerAdapter {
  private final CommandQueue queue;
  private final RespParser parser;
  private final CommandWriter writer;
  private final ReadBuffers readBuffers = new ReadBuffers();
  private final ConnectionCounters counters = new ConnectionCounters();
  private final long commandTimeoutNanos;
  private final Runnable drain = this::drain;

  private final LoopDriver driver;
  private final EventLoop loop;
  private final DeadlineTimer timer;

  private @Nullable ChannelHandlerContext context;

  /**
   * Inside channelRead … channelReadComplete: submissions of completions wait for the flush at its
   * end.
   */
  private boolean reading;

  /** A drain is scheduled on the loop for what was submitted on the loop outside of a read. */
  private boolean drainScheduled;

  /** The thread that asked for what is read next. */
  private Thread reader = Thread.currentThread();

  private volatile boolean connecting = true;
  private volatile @Nullable Channel channel;

  /** Why the channel is being closed; the first reason counts. */
  private volatile @Nullable String closingWhy;

  private volatile @Nullable Throwable closingCause;

  /** Why the connection is closed; from then on whatever is submitted fails. */
  private volatile @Nullable String closedWhy;

  /**
   * @param newDriver makes what drives this connection
   */
  ConnectionHandler(RedisOptions options, Function<ConnectionHandler, LoopDriver> newDriver) {
    this.queue = new CommandQueue(options.maxQueuedCommands(), options.maxQueuedBytes());
    this.parser = new RespParser(options.limits());
    this.writer = new CommandWriter(queue);
    this.commandTimeoutNanos =
        Durations.nanos("timeout", options.commandTimeout(), Command.NO_TIMEOUT);
    this.driver = newDriver.apply(this);
    this.loop = driver.loop();
    this.timer = new DeadlineTimer(loop, this::onDeadline);
  }

  LoopDriver driver() {
    return driver;
  }

  CommandQueue queue() {
    return queue;
  }

  long commandTimeoutNanos() {
    return commandTimeoutNanos;
  }

  // --- submitting ---

  /** Submits a command; any thread. What hinders it fails the reply, nothing is thrown. */
  void submit(PendingReply<?> reply) {
    if (loop.inEventLoop()) {
      enqueueOnLoop(reply);
      drainSoon();
    } else if (push(reply)) {
      driver.signal();
    }
  }

  /** Submits commands that stay together; any thread. */
  void submit(ReplyChain chain) {
    if (loop.inEventLoop()) {
      // Not by way of the stack: what the loop submits next must not overtake it.
      enqueueOnLoop(chain);
      drainSoon();
    } else if (push(chain)) {
      driver.signal();
    }
  }

  /**
   * Queues commands that stay together; any thread.
   *
   * @return whether the loop must be told
   */
  boolean push(ReplyChain chain) {
    boolean first;
    try {
      first = queue.submit(chain);
    } catch (RedisOverloadedException e) {
      chain.fail(e);
      return false;
    }
    failSubmissionsIfClosed();
    return first;
  }

  /**
   * Queues a command from a thread that is not on the loop.
   *
   * @return whether the loop must be told
   */
  boolean push(PendingReply<?> reply) {
    boolean first;
    try {
      first = queue.submit(reply);
    } catch (RedisOverloadedException e) {
      reply.fail(e);
      return false;
    }
    failSubmissionsIfClosed();
    return first;
  }

  /** Queues a command on the loop; the caller sees to it that a drain follows. */
  void enqueueOnLoop(PendingReply<?> reply) {
    assert loop.inEventLoop();
    String why = closedWhy;
    if (why != null) {
      reply.connectionClosed(why, closingCause);
      return;
    }
    try {
      queue.addOnLoop(reply);
      timer.arm(reply.deadline);
    } catch (RedisOverloadedException e) {
      reply.fail(e);
    }
  }

  private void enqueueOnLoop(ReplyChain chain) {
    String why = closedWhy;
    if (why != null) {
      chain.replies().forEach(reply -> reply.connectionClosed(why, closingCause));
      return;
    }
    try {
      timer.arm(queue.addOnLoop(chain));
    } catch (RedisOverloadedException e) {
      chain.fail(e);
    }
  }

  /** Like {@link #enqueueOnLoop}, behind what this thread may have submitted before it led. */
  void enqueueAsLeader(PendingReply<?> reply) {
    if (queue.hasSubmissions()) {
      takeSubmissions();
    }
    enqueueOnLoop(reply);
  }

  /** On the loop: one drain for all that is submitted in this turn. */
  private void drainSoon() {
    if (!reading && !drainScheduled) {
      drainScheduled = true;
      loop.execute(drain);
    }
  }

  private void failSubmissionsIfClosed() {
    String why = closedWhy;
    if (why != null) {
      failSubmissions(why, closingCause);
    }
  }

  /** Fails what was submitted and will never be taken by the loop; any thread. */
  void failSubmissions(String why, @Nullable Throwable cause) {
    PendingReply<?> reply = queue.takeAfterClose();
    while (reply != null) {
      PendingReply<?> next = reply.next;
      reply.connectionClosed(why, cause);
      reply = next;
    }
  }

  boolean hasSubmissions() {
    return queue.hasSubmissions();
  }

  /**
   * Whether somebody should run the loop: to connect, or because replies are outstanding. Any
   * thread.
   */
  boolean isBusy() {
    return closedWhy == null && (connecting || !queue.isIdle());
  }

  /** On the loop: like {@link #isBusy}, of what the loop has taken over. */
  boolean hasOutstanding() {
    assert loop.inEventLoop();
    return closedWhy == null && (connecting || queue.holdsAny());
  }

  // --- out ---

  /**
   * Writes everything that is queued, with one flush, or one per {@link CommandWriter} chunk of it.
   */
  void drain() {
    assert loop.inEventLoop();
    drainScheduled = false;
    takeSubmissions();
    ChannelHandlerContext ctx = context;
    if (ctx == null) {
      return; // Not connected yet.
    }
    // To a peer that reads slowly channelWritabilityChanged writes on.
    while (queue.hasUnsent() && ctx.channel().isWritable()) {
      ByteBuf out;
      try {
        out = writer.write(ctx.alloc());
      } catch (Throwable e) {
        exceptionCaught(ctx, e); // No memory for the buffer.
        return;
      }
      if (out != null) {
        counters.flushed(out.readableBytes());
        ctx.writeAndFlush(out, ctx.voidPromise());
      }
    }
  }

  private void takeSubmissions() {
    if (closedWhy == null) {
      timer.arm(queue.takeSubmissions());
    } else {
      failSubmissionsIfClosed(); // Nothing would ever take them out of the queue again.
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (ctx.channel().isWritable()) {
      drain();
    }
  }

  // --- in ---

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf in = (ByteBuf) message;
    reading = true;
    counters.read(in.readableBytes());
    try {
      while (in.isReadable()) {
        PendingReply<?> reply = queue.firstInFlight();
        if (reply == null) {
          throw new RespProtocolException("got a reply that no command waits for", parser.offset());
        }
        if (!parser.parse(in, reply.decoder())) {
          break;
        }
        if (reply.isOnLastReply()) {
          queue.pollInFlight();
          counters.replied();
        }
        reply.answer(parser.value());
      }
    } catch (RespProtocolException e) {
      exceptionCaught(
          ctx, new RedisProtocolException(String.valueOf(e.getMessage()), Fate.MAYBE_EXECUTED, e));
    } finally {
      in.release();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    reading = false;
    reader = Thread.currentThread(); // Netty asks for the next read when this returns.
    drain();
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
    ChannelHandlerContext ctx = context;
    if (ctx != null && reader != Thread.currentThread() && !reader.isAlive()) {
      ctx.channel().config().setAutoRead(false).setAutoRead(true);
      ctx.flush();
    }
  }

  // --- deadlines ---

  private void onDeadline() {
    takeSubmissions();
    timer.arm(queue.expire(System.nanoTime()));
    drain();
  }

  /** What a timeout's message says. Any thread; the figures may lag. */
  String describeTimeout(Command<?> command, Fate fate) {
    long millis = TimeUnit.NANOSECONDS.toMillis(command.timeoutNanos(commandTimeoutNanos));
    return command + ": no reply within " + millis + " ms; " + fate.words() + "; " + describe();
  }

  /** The connection's state in words. */
  String describe() {
    return (closedWhy != null ? closedWhy : connecting ? "connecting" : "connected")
        + ", "
        + queue.queued()
        + " queued, "
        + queue.inFlight()
        + " in flight, "
        + counters.describe();
  }

  ConnectionStats stats() {
    return counters.stats(queue.queued(), queue.inFlight(), driver.wakeUps());
  }

  // --- opening and closing ---

  /** The channel that this handler is on, known as soon as there is one. */
  void on(Channel newChannel) {
    channel = newChannel;
    if (closingWhy != null) {
      newChannel.close(); // It was asked to before there was a channel.
    }
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    context = ctx;
    reader = Thread.currentThread();
  }

  /**
   * The handshake is through: from now on the loop is needed only while replies are outstanding.
   */
  void connected() {
    connecting = false;
  }

  /**
   * Closes the channel at the request of this side; on the loop, or by any thread in LOOP_THREAD.
   *
   * @return when it is closed, or {@code null} if there is none yet
   */
  @Nullable ChannelFuture closeChannel() {
    if (closingWhy == null) {
      closingWhy = "the connection was closed by this client";
    }
    Channel opened = channel;
    return opened == null ? null : opened.close();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (closingWhy == null) {
      closingCause = cause;
      closingWhy =
          cause instanceof RedisProtocolException
              ? cause.getMessage()
              : "the connection was lost: " + cause.getMessage();
    }
    ctx.close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    String why = closingWhy;
    end(why == null ? "the connection was closed by the server" : why, closingCause);
  }

  /**
   * Fails everything that is queued or in flight, and all that will ever be submitted. On the loop.
   */
  void end(String why, @Nullable Throwable cause) {
    if (closedWhy != null) {
      return;
    }
    closingCause = cause;
    closedWhy = why;
    connecting = false;
    context = null;
    timer.disarm();
    queue.takeSubmissions();
    for (PendingReply<?> r = queue.pollInFlight(); r != null; r = queue.pollInFlight()) {
      r.connectionClosed(why, cause);
    }
    for (PendingReply<?> r = queue.pollUnsent(); r != null; r = queue.pollUnsent()) {
      queue.release(r);
      r.connectionClosed(why, cause);
    }
    failSubmissions(why, cause);
    parser.close();
    writer.close();
    readBuffers.close();
  }

  boolean isOpen() {
    return closedWhy == null && closingWhy == null && !connecting;
  }

  Channel channel() {
    return Objects.requireNonNull(
        channel, "the channel is made before the connection is handed out");
  }

  ReadBuffers readBuffers() {
    return readBuffers;
  }
}
