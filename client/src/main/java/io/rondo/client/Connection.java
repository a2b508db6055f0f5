package io.rondo.client;

import io.netty.channel.EventLoop;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One connection: what drives its loop, who hears of it, its beginning and its end. Its parts: what
 * is submitted to it ({@link Submissions}), its channels, one after the other ({@link Link}), what
 * happens on one of them ({@link ConnectionHandler}), what the server remembers of it ({@link
 * Session}), and whether that still answers ({@link Watchdog}).
 *
 * <p>Threads: {@link #submit}, the figures and what is said to be for any thread are; everything
 * else runs on the loop. Whatever the drive, there is one thread at a time on the loop.
 */
final class Connection {
  private static final long STALE_NANOS = 1_000_000;

  private final RedisOptions options;
  private final CommandQueue queue;
  private final Tracing tracing;
  private final ConnectionCounters counters = new ConnectionCounters();
  private final long commandTimeoutNanos;
  private final LoopDriver driver;
  private final EventLoop loop;
  private final Submissions submissions;
  private final Session session;
  private final Link link;
  private final Watchdog watchdog;
  private final @Nullable MetricsListener metrics;
  private final CountDownLatch ended = new CountDownLatch(1);

  /** Of the channel that is there, or was last. */
  private ConnectionHandler handler;

  /** What the listener knows as open. */
  private @Nullable RedisConnection opened;

  /** Why the connection is closed for good. */
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
   * @param opener opens its channels
   * @param pushes what becomes of messages, or {@code null} if it is for commands
   */
  Connection(
      RedisOptions options,
      Function<Connection, LoopDriver> newDriver,
      ChannelOpener opener,
      @Nullable Pushes pushes) {
    this.options = options;
    this.queue = new CommandQueue(options.maxQueuedCommands(), options.maxQueuedBytes());
    this.tracing = options.tracing(queue);
    this.commandTimeoutNanos =
        Durations.nanos("timeout", options.commandTimeout(), Command.NO_TIMEOUT);
    MetricsListener listener = options.metrics();
    this.metrics = listener == null ? null : new GuardedListener(listener);
    this.driver = newDriver.apply(this);
    this.loop = driver.loop();
    this.submissions = new Submissions(this, queue, driver);
    this.pushes = pushes;
    this.session = new Session(options);
    this.link = new Link(this, opener, options.reconnect());
    this.watchdog =
        new Watchdog(this, counters, Durations.nanos("watchdog", options.watchdog(), 0));
    this.handler = newHandler();
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

  Submissions submissions() {
    return submissions;
  }

  Tracing tracing() {
    return tracing;
  }

  ConnectionHandler handler() {
    return handler;
  }

  Session session() {
    return session;
  }

  Link link() {
    return link;
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
    submissions.submit(reply);
  }

  /** Submits commands that stay together; any thread. */
  void submit(ReplyChain chain) {
    submissions.submit(chain);
  }

  /** Writes everything that is queued; on the loop. */
  void drain() {
    submissions.drain();
  }

  boolean hasSubmissions() {
    return queue.hasSubmissions();
  }

  /**
   * Whether somebody should run the loop: to open the connection, because replies are outstanding,
   * or because messages may come. Any thread.
   */
  boolean isBusy() {
    return closed == null && (link.isOpening() || pushes != null || !isIdle());
  }

  /** Whether nobody's command is queued or in flight. Any thread. */
  boolean isIdle() {
    return !queue.isTakingOrHasSubmissions() && queue.held() <= watchdog.asked();
  }

  /** On the loop: like {@link #isBusy}, of what the loop has taken over. */
  boolean hasOutstanding() {
    assert loop.inEventLoop();
    return closed == null
        && (link.isOpening() || pushes != null || queue.held() > watchdog.asked());
  }

  /** Whether nothing was read for so long that nobody seems to drive it. Any thread. */
  boolean isQuiet() {
    return System.nanoTime() - counters.lastReadNanos() > Watchman.PERIOD_NANOS;
  }

  /**
   * Whether nothing was read for so long before {@code now} that the server may have closed the
   * connection, or have said something, unnoticed by a loop that nobody ran.
   */
  boolean isStale(long now) {
    return now - counters.lastReadNanos() > STALE_NANOS;
  }

  // --- what the server remembers ---

  /** The reply just read is that of {@code command}, which concerns the session. */
  void answered(Command<?> command) {
    session.answered(command, handler.parser(), counters.replies());
  }

  /** The reply just read is EXEC's, and {@code command} is the {@code index}th of what it ran. */
  void executedInTransaction(Command<?> command, int index) {
    if (command.concernsSession()) {
      session.executedInTransaction(command, handler.parser(), index);
    }
  }

  // --- opening and closing ---

  /** What is to handle the next channel. */
  ConnectionHandler newHandler() {
    handler =
        pushes == null
            ? new ConnectionHandler(this, counters, options.limits())
            : new PubSubHandler(this, counters, options.limits(), pushes.sink());
    return handler;
  }

  /** Sends the commands that begin a connection, over the channel of {@code its}; on the loop. */
  void submitFirst(ConnectionHandler its, List<PendingReply<?>> replies) {
    assert loop.inEventLoop();
    its.submitFirst(replies);
    replies.forEach(reply -> submissions.arm(reply.deadline));
  }

  /** The channel of {@code its} is ready for commands. */
  void opened(ConnectionHandler its) {
    submissions.accept();
    its.serve(queue);
    watchdog.start();
    drain();
  }

  /** The listener hears that it was down for so long, and is not any more. */
  void reopened(long nanosDown) {
    if (metrics != null && opened != null) {
      metrics.connectionReopened(opened, nanosDown);
    }
  }

  /**
   * The listener hears of it.
   *
   * @param handle what the user has of this connection
   */
  void connected(RedisConnection handle) {
    if (metrics != null) {
      opened = handle;
      metrics.connectionOpened(handle);
    }
  }

  /**
   * The channel is gone, and will be replaced: what was in flight fails, or is queued again if it
   * asks for that.
   *
   * @param failFast whether what is queued, and will be until there is another channel, fails too
   */
  void lost(Closing why, boolean failFast) {
    watchdog.stop();
    tracing.lost();
    if (metrics != null && opened != null) {
      metrics.connectionLost(opened);
    }
    submissions.lost(why, failFast, session);
  }

  /**
   * Fails everything that is queued or in flight, and all that will ever be submitted. On the loop,
   * or when that has ended.
   */
  void end(Closing why) {
    synchronized (ended) {
      if (closed != null) {
        return;
      }
      closed = why;
      submissions.refuse(why);
    }
    link.ended();
    watchdog.stop();
    submissions.end(why);
    handler.close(why);
    if (metrics != null && opened != null) {
      metrics.connectionClosed(opened);
    }
    if (pushes != null) {
      pushes.ended(this, why);
    }
    ended.countDown();
  }

  /** The loop has closed the channel, or is gone: whatever has not ended ends now. */
  void endStopped() {
    end(link.whyStopping());
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
    endStopped();
  }

  /** Closes it at the request of this side, and blocks as {@link LoopDriver#close()} says. */
  void close() {
    link.stopping(Closing.byClient("the connection was closed by this client"));
    driver.close();
  }

  boolean isOpen() {
    return link.isOpen();
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
    return (why != null ? why.why() : link.describe())
        + ", "
        + queue.queued()
        + " queued, "
        + queue.inFlight()
        + " in flight, "
        + counters.describe();
  }

  ConnectionStats stats() {
    return counters.stats(queue.queued(), queue.inFlight(), driver.wakeUps(), link.reopened());
  }
}
