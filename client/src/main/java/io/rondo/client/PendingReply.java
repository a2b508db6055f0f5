package io.rondo.client;

import io.netty.buffer.ByteBuf;
import io.rondo.resp.Replies;
import io.rondo.resp.ReplyDecoder;
import io.rondo.resp.ReplyFailure;
import io.rondo.resp.RespErrorException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A command on its way: the future that its submitter holds, and itself the node of the {@link
 * CommandQueue} that carries it, so that a command costs one object beside itself.
 *
 * <p>Whether it is sent is settled once, by whoever first moves {@link #state} away from {@code
 * QUEUED}: the loop, which then writes it, or a cancel or timeout, after which it is never written.
 * That is what lets an error say <em>not sent</em> and mean it. A command that ends after it was
 * sent keeps its place in the queue; its reply is read with a decoder that drops it.
 *
 * @param <T> what the reply becomes
 */
class PendingReply<T extends @Nullable Object> extends ReplyFuture<T> {
  /** {@link #deadline} of a command that waits for ever. */
  static final long NO_DEADLINE = 0;

  private static final int QUEUED = 0;
  private static final int SENT = 1;
  private static final int DROPPED = 2;

  /** Was sent, the connection was lost, and it is queued again. */
  private static final int RETRYING = 3;

  private static final VarHandle STATE;
  private static final VarHandle WAITER;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      STATE = lookup.findVarHandle(PendingReply.class, "state", int.class);
      WAITER = lookup.findVarHandle(PendingReply.class, "waiter", Thread.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** What is run; changes on the loop, should it be a script that the server does not know. */
  Command<T> command;

  final Connection connection;

  /** {@link System#nanoTime()} after which the reply is late, or {@link #NO_DEADLINE}. */
  long deadline;

  /** Link of the list that holds this node; owned by {@link CommandQueue}, as the two below. */
  @Nullable PendingReply<?> next;

  /** Commands and bytes submitted and not yet taken by the loop, up to and including this node. */
  int submittedCommands;

  long submittedBytes;

  private volatile int state;
  private int retried;
  private volatile @Nullable Thread waiter;

  PendingReply(Command<T> command, Connection connection) {
    this.command = command;
    this.connection = connection;
  }

  /**
   * It is submitted at {@code now}, from which its timeout runs.
   *
   * @param now of {@link System#nanoTime()}
   */
  void submittedAt(long now) {
    long timeout = timeoutNanos();
    if (timeout != Command.NO_TIMEOUT) {
      long at = now + timeout;
      deadline = at == NO_DEADLINE ? 1 : at;
    }
  }

  /** {@link System#nanoTime()} of its submission, or now if it has no deadline. */
  final long submitted() {
    return deadline == NO_DEADLINE ? System.nanoTime() : deadline - timeoutNanos();
  }

  /** The earlier of two deadlines, if there are any. */
  static long earlier(long a, long b) {
    if (a == NO_DEADLINE) {
      return b;
    }
    return b == NO_DEADLINE || a - b <= 0 ? a : b;
  }

  /** Nanoseconds for which a server that works on it may be silent: {@link Watchdog}. */
  long patienceNanos(long otherwise) {
    return command.patienceNanos(otherwise);
  }

  /** Nanoseconds from submission until it is late, or {@link Command#NO_TIMEOUT}. */
  long timeoutNanos() {
    return command.timeoutNanos(connection.commandTimeoutNanos());
  }

  // --- what the loop does with it ---

  /** Roughly the bytes that it holds while queued. */
  int weight() {
    return command.weight();
  }

  /** Settles that it is written now; false if it has ended before. */
  final boolean claimForSending() {
    return !isDone()
        && (STATE.compareAndSet(this, QUEUED, SENT) || STATE.compareAndSet(this, RETRYING, SENT));
  }

  /** The connection is lost; returns whether it is to be sent once more. */
  final boolean retry() {
    if (retried >= command.retries() || isDone()) {
      return false;
    }
    retried++;
    state = RETRYING;
    return true;
  }

  /** Writes all of it. */
  void encode(ByteBuf out) {
    command.encode(out);
  }

  /** What reads the next reply that belongs to it. */
  ReplyDecoder<?> decoder() {
    return isDone() ? Replies.skip() : command.reply();
  }

  /** Whether no reply belongs to it after the one that is read now. */
  boolean isOnLastReply() {
    return true;
  }

  /** Takes the reply that was read: a value of its decoder, or a {@link ReplyFailure}. */
  void answer(@Nullable Object reply) {
    if (command.concernsSession()) {
      connection.answered(command);
    }
    if (!(reply instanceof ReplyFailure failure)) {
      succeed(reply);
    } else if (!sendsWholeScript(failure)) {
      fail(toException(failure, command));
    }
  }

  /** Queues this once more, with the whole script, if the server did not know it by its SHA-1. */
  private boolean sendsWholeScript(ReplyFailure failure) {
    if (command.script() == null
        || !(failure.cause() instanceof RespErrorException refused)
        || !refused.error().code().equals(Script.Whole.UNKNOWN)) {
      return false;
    }
    command = Objects.requireNonNull(command.whole());
    state = QUEUED;
    connection.submit(this);
    return true;
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // Made by the command's own decoder: null if T is.
  final void succeed(@Nullable Object value) {
    complete((T) value);
  }

  /** Ends it with an error; nothing happens if it has ended already. */
  void fail(RedisException cause) {
    STATE.compareAndSet(this, QUEUED, DROPPED);
    completeExceptionally(cause);
  }

  /** The connection is gone, and this was not answered. */
  final void connectionClosed(Closing closing) {
    Fate fate = dropUnlessSent();
    if (closing.byServer() && fate == Fate.MAYBE_EXECUTED && command.closesConnection()) {
      succeed(null);
      return;
    }
    String message = command + ": " + closing.why() + "; " + fate.words();
    Throwable cause = closing.cause();
    fail(
        cause instanceof RedisProtocolException
            ? new RedisProtocolException(message, fate, cause)
            : new RedisClosedException(message, fate, cause));
  }

  final boolean isLate(long now) {
    return deadline != NO_DEADLINE && now - deadline >= 0;
  }

  /** Its deadline has passed. May be called by any thread. */
  final void expire() {
    if (!isDone()) {
      Fate fate = dropUnlessSent();
      fail(new RedisTimeoutException(connection.describeTimeout(this, fate), fate, null));
    }
  }

  private Fate dropUnlessSent() {
    return STATE.compareAndSet(this, QUEUED, DROPPED) || state == DROPPED
        ? Fate.NOT_SENT
        : Fate.MAYBE_EXECUTED;
  }

  static RedisException toException(ReplyFailure failure, Command<?> command) {
    Throwable cause = failure.cause();
    if (cause instanceof RespErrorException refused) {
      return new RedisServerException(command.conceal(refused.error()), command.name());
    }
    return new RedisReplyException(
        command + ": its reply could not be decoded: " + cause.getMessage(), Fate.EXECUTED, cause);
  }

  // --- the thread that waits for it ---

  /** Its submitter is going to block until it is done. */
  void awaited() {}

  /** That thread runs again. */
  void resumed() {}

  /**
   * Makes the current thread the one that is woken when this ends; false if it is another already.
   */
  final boolean becomeWaiter() {
    Thread current = Thread.currentThread();
    return waiter == current || WAITER.compareAndSet(this, null, current);
  }

  final void resignAsWaiter() {
    waiter = null;
  }

  final @Nullable Thread waiter() {
    return waiter;
  }

  private void wakeWaiter() {
    Thread thread = waiter;
    if (thread != null && thread != Thread.currentThread()) {
      connection.driver().wake(thread);
    }
  }

  // --- CompletableFuture ---

  /** Ends it without a reply. Its place in the queue stays; should a reply come, it is dropped. */
  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    STATE.compareAndSet(this, QUEUED, DROPPED);
    boolean cancelled = super.cancel(mayInterruptIfRunning);
    wakeWaiter();
    return cancelled;
  }

  @Override
  public boolean complete(T value) {
    boolean first = super.complete(value);
    wakeWaiter();
    return first;
  }

  @Override
  public boolean completeExceptionally(Throwable cause) {
    boolean first = super.completeExceptionally(cause);
    wakeWaiter();
    return first;
  }

  @Override
  void beforeWait() {
    super.beforeWait();
    connection.driver().awaitAsFuture(this);
  }
}
