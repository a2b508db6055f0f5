package io.rondo.client;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One connection as its submitters see it: the queue that their commands go through, what drives
 * its loop, its deadlines, its life. What happens on the channel is the {@link ConnectionHandler}'s
 * part.
 *
 * <p>Threads: {@link #submit}, {@link #push}, the figures and what is said to be for any thread
 * are; everything else runs on the loop, which {@code assert loop.inEventLoop()} guards. Whatever
 * the drive, there is one thread at a time on the loop.
 */
final class Connection {
  private final CommandQueue queue;
  private final Tracing tracing;
  private final ConnectionCounters counters = new ConnectionCounters();
  private final long commandTimeoutNanos;
  private final LoopDriver driver;
  private final EventLoop loop;
  private final DeadlineTimer timer;
  private final ConnectionHandler handler;
  private final Runnable drain = this::drain;
  private final @Nullable MetricsListener metrics;
  private final CountDownLatch ended = new CountDownLatch(1);

  /** A drain is scheduled on the loop for what was submitted on the loop outside of a read. */
  private boolean drainScheduled;

  /** What the listener knows as open. */
  private @Nullable RedisConnection opened;

  private volatile boolean connecting = true;
  private volatile @Nullable Channel channel;

  /** Why the channel is being closed; the first reason counts. */
  private volatile @Nullable Closing closing;

  /** Why the connection is closed; from then on whatever is submitted fails. */
  private volatile @Nullable Closing closed;

  /** For subscriptions; {@code null} on a connection for commands. */
  private final @Nullable Pushes pushes;

  /** What comes on a connection without being asked for, for as long as that is open. */
  interface Pushes {
    /** Of messages, on the loop. */
    PubSubHandler.Sink sink();

    /** {@code connection} has ended; on the loop. */
    void ended(Connection connection, Closing why);
  }

  /**
   * A connection that has no channel yet.
   *
   * @param newDriver makes what drives this connection
   * @param pushes what becomes of messages, or {@code null} if it is for commands
   */
  Connection(
      RedisOptions options, Function<Connection, LoopDriver> newDriver, @Nullable Pushes pushes) {
    this.queue = new CommandQueue(options.maxQueuedCommands(), options.maxQueuedBytes());
    this.tracing = options.tracing(queue);
    this.commandTimeoutNanos =
        Durations.nanos("timeout", options.commandTimeout(), Command.NO_TIMEOUT);
    MetricsListener listener = options.metrics();
    this.metrics = listener == null ? null : new GuardedListener(listener);
    this.driver = newDriver.apply(this);
    this.loop = driver.loop();
    this.timer = new DeadlineTimer(loop, this::onDeadline);
    this.pushes = pushes;
    this.handler =
        pushes == null
            ? new ConnectionHandler(this, queue, counters, options.limits())
            : new PubSubHandler(this, queue, counters, options.limits(), pushes.sink());
  }

  LoopDriver driver() {
    return driver;
  }

  EventLoop loop() {
    return loop;
  }

  CommandQueue queue() {
    return queue;
  }

  Tracing tracing() {
    return tracing;
  }

  ConnectionHandler handler() {
    return handler;
  }

  long commandTimeoutNanos() {
    return commandTimeoutNanos;
  }

  // --- submitting ---

  /** A reply to submit, which the listener hears of if there is one. Any thread. */
  <T extends @Nullable Object> PendingReply<T> reply(Command<T> command) {
    return tracing.reply(command, this);
  }

  /** The same for a submitter that is going to wait for it. */
  <T extends @Nullable Object> PendingReply<T> awaitedReply(Command<T> command) {
    return tracing.awaitedReply(command, this);
  }

  /** The same for what is not traced. */
  <T extends @Nullable Object> PendingReply<T> untracedReply(Command<T> command) {
    return metrics == null
        ? new PendingReply<>(command, this)
        : new ObservedReply<>(command, this, metrics);
  }

  /** Lets the listener, if there is one, hear of what else is submitted at {@code now}. */
  void observe(PendingReply<?> reply, long now) {
    if (metrics != null) {
      reply.whenComplete(
          (done, error) ->
              metrics.commandEnded(
                  reply.command.name(),
                  System.nanoTime() - now,
                  MetricsListener.Outcome.of(error)));
    }
  }

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
    Closing why = closed;
    if (why != null) {
      reply.connectionClosed(why);
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
    Closing why = closed;
    if (why != null) {
      chain.replies().forEach(reply -> reply.connectionClosed(why));
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
    if (!handler.isReading() && !drainScheduled) {
      drainScheduled = true;
      loop.execute(drain);
    }
  }

  private void failSubmissionsIfClosed() {
    Closing why = closed;
    if (why != null) {
      failSubmissions(why);
    }
  }

  /** Fails what was submitted and will never be taken by the loop; any thread. */
  void failSubmissions(Closing why) {
    PendingReply<?> reply = queue.takeAfterClose();
    while (reply != null) {
      PendingReply<?> next = reply.next;
      reply.connectionClosed(why);
      reply = next;
    }
  }

  boolean hasSubmissions() {
    return queue.hasSubmissions();
  }

  /**
   * Whether somebody should run the loop: to connect, because replies are outstanding, or because
   * messages may come. Any thread.
   */
  boolean isBusy() {
    return closed == null && (connecting || pushes != null || !queue.isIdle());
  }

  /** On the loop: like {@link #isBusy}, of what the loop has taken over. */
  boolean hasOutstanding() {
    assert loop.inEventLoop();
    return closed == null && (connecting || pushes != null || queue.holdsAny());
  }

  /** Writes everything that is queued. */
  void drain() {
    assert loop.inEventLoop();
    drainScheduled = false;
    takeSubmissions();
    handler.writeUnsent();
  }

  private void takeSubmissions() {
    if (closed == null) {
      timer.arm(queue.takeSubmissions());
    } else {
      failSubmissionsIfClosed(); // Nothing would ever take them out of the queue again.
    }
  }

  private void onDeadline() {
    takeSubmissions();
    timer.arm(queue.expire(System.nanoTime()));
    drain();
  }

  // --- opening and closing ---

  /** The channel that this connection is on, known as soon as there is one. */
  void on(Channel newChannel) {
    channel = newChannel;
    if (closing != null) {
      newChannel.close(); // It was asked to before there was a channel.
    }
  }

  boolean isConnecting() {
    return connecting;
  }

  /**
   * The handshake is through: from now on the loop is needed only while replies are outstanding.
   *
   * @param handle what the user has of this connection
   */
  void connected(RedisConnection handle) {
    connecting = false;
    if (metrics != null) {
      opened = handle;
      metrics.connectionOpened(handle);
    }
  }

  /** The channel is about to be closed, for {@code why} unless there was a reason before. */
  void closing(Closing why) {
    if (closing == null) {
      closing = why;
    }
  }

  /**
   * Closes the channel at the request of this side; on the loop, or by any thread in LOOP_THREAD.
   *
   * @return when it is closed, or {@code null} if there is none yet
   */
  @Nullable ChannelFuture closeChannel() {
    closing(Closing.byClient("the connection was closed by this client"));
    Channel opened = channel;
    return opened == null ? null : opened.close();
  }

  /** Gives the channel up, for {@code why} unless there was a reason before; on the loop. */
  void abort(Closing why) {
    closing(why);
    Channel opened = channel;
    if (opened != null) {
      opened.close();
    }
  }

  /** The channel is closed, by the server unless it is known why. */
  void channelClosed() {
    Closing why = closing;
    end(why == null ? Closing.atServer() : why);
  }

  /**
   * Fails everything that is queued or in flight, and all that will ever be submitted. On the loop.
   */
  void end(Closing why) {
    if (closed != null) {
      return;
    }
    closed = why;
    connecting = false;
    timer.disarm();
    queue.takeSubmissions();
    for (PendingReply<?> r = queue.pollInFlight(); r != null; r = queue.pollInFlight()) {
      r.connectionClosed(why);
    }
    for (PendingReply<?> r = queue.pollUnsent(); r != null; r = queue.pollUnsent()) {
      queue.release(r);
      r.connectionClosed(why);
    }
    failSubmissions(why);
    handler.close();
    if (metrics != null && opened != null) {
      metrics.connectionClosed(opened);
    }
    if (pushes != null) {
      pushes.ended(this, why);
    }
    ended.countDown();
  }

  /**
   * Waits until {@link #end} has ended everything, or the loop is gone, which then has. Any thread
   * but the loop's.
   */
  void awaitEnd() {
    boolean interrupted = false;
    while (ended.getCount() > 0 && !loop.isTerminated()) {
      try {
        if (ended.await(20, TimeUnit.MILLISECONDS)) {
          break;
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  boolean isOpen() {
    return closed == null && closing == null && !connecting;
  }

  Channel channel() {
    return Objects.requireNonNull(
        channel, "the channel is made before the connection is handed out");
  }

  /** The channel while it is open, TLS agreed on or not. */
  @Nullable Channel openedChannel() {
    Channel opened = channel;
    return opened != null && opened.isActive() ? opened : null;
  }

  // --- figures, for any thread; they may lag ---

  /** What a timeout's message says. */
  String describeTimeout(PendingReply<?> reply, Fate fate) {
    long millis = TimeUnit.NANOSECONDS.toMillis(reply.timeoutNanos());
    return reply.command
        + ": no reply within "
        + millis
        + " ms; "
        + fate.words()
        + "; "
        + describe();
  }

  /** The connection's state in words. */
  String describe() {
    Closing why = closed;
    return (why != null ? why.why() : connecting ? "connecting" : "connected")
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
}
