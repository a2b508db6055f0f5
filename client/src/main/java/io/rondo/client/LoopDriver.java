package io.rondo.client;

import io.netty.channel.EventLoop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Who runs the event loop of one connection, and how a thread waits for a reply: see {@link Drive}.
 */
abstract class LoopDriver {
  private final AtomicLong wakeUps = new AtomicLong();

  /** A hint, which others than the loop may write: an update that is lost costs nothing. */
  private boolean hasWoken;

  private final @Nullable ClientTimer timer;

  /** Of a connection without a client. */
  LoopDriver() {
    this(null);
  }

  /**
   * @param timer of the client
   */
  LoopDriver(@Nullable ClientTimer timer) {
    this.timer = timer;
  }

  /** The loop that is driven. */
  abstract EventLoop loop();

  /** Runs {@code task} on the loop when it is set to. */
  final LoopAlarm alarm(Runnable task) {
    return new LoopAlarm(loop(), timer, task);
  }

  /**
   * There are submissions, and the loop has not been told yet. Called by any thread but the loop's.
   */
  abstract void signal();

  /** Submits and waits until {@code reply} is done, by its deadline at the latest. */
  abstract void execute(PendingReply<?> reply);

  /** Submits and waits until all of {@code chain} is done. */
  abstract void execute(ReplyChain chain);

  /**
   * Waits until {@code reply}, which was submitted before, is done, by its deadline at the latest.
   */
  abstract void await(PendingReply<?> reply);

  /**
   * A future that was handed out is waited for: helps it on, if this drive can, and may return
   * early.
   */
  abstract void awaitAsFuture(PendingReply<?> reply);

  /**
   * Runs {@code connect}, which begins to open the channel and ends {@code done}, on the loop: the
   * channel may be open before another thread could look, and then two would say what begins a
   * connection.
   *
   * @param wait whether to return only when {@code done} has ended
   * @throws java.util.concurrent.RejectedExecutionException if the loop has ended
   */
  abstract void open(Runnable connect, CompletableFuture<?> done, boolean wait);

  /** On the loop: {@code done} ends with what {@code connect} throws. */
  static void connect(Runnable connect, CompletableFuture<?> done) {
    try {
      connect.run();
    } catch (Throwable thrown) {
      done.completeExceptionally(thrown);
    }
  }

  /** Does what there may be to do on an idle loop that nobody runs. Any thread that is a loop's. */
  void visit() {}

  /** Closes the channel and whatever this drive has of its own; blocks until that is done. */
  abstract void close();

  /** Wakes a thread that waits for a reply, which has ended. Any thread. */
  final void wake(Thread waiter) {
    unpark(waiter);
    hasWoken = true;
  }

  void unpark(Thread waiter) {
    LockSupport.unpark(waiter);
  }

  /** Whether a thread was woken since the last call. On the loop. */
  final boolean takeHasWoken() {
    boolean woken = hasWoken;
    hasWoken = false;
    return woken;
  }

  final void countWakeUp() {
    wakeUps.incrementAndGet();
  }

  /** How often a thread had to wake the loop because of its submissions. */
  final long wakeUps() {
    return wakeUps.get();
  }

  /** Whether the current thread runs an event loop, that of another connection perhaps. */
  static boolean isOnLoop() {
    return Thread.currentThread() instanceof LoopThread || LoopOwner.isCurrentThread();
  }

  /** Refuses to block a thread on which replies are waited for by others. */
  static void refuseOnLoop() {
    if (isOnLoop()) {
      throw new IllegalStateException(
          "a blocking call on an event-loop thread would stop the replies that it waits for: use"
              + " async() here, or go on on another thread (thenApplyAsync)");
    }
  }
}
