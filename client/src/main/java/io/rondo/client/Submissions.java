package io.rondo.client;

import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;

/**
 * The way of commands into the {@link CommandQueue} of a connection and out of it to the channel,
 * and their deadlines. It outlives channels: while there is none, commands wait in the queue, or
 * are refused.
 *
 * <p>Threads: {@link #submit}, {@link #push} and {@link #failAbandoned} are for any thread,
 * everything else is of the loop.
 */
final class Submissions {
  /** From one look at the deadlines to the next, at least: a tick of the timer. */
  private static final long TICK_NANOS = 1_000_000;

  private final Connection connection;
  private final CommandQueue queue;
  private final LoopDriver driver;
  private final EventLoop loop;
  private final DeadlineTimer timer;
  private final Runnable drain = this::drain;

  /** A drain is scheduled on the loop for what was submitted on the loop outside of a read. */
  private boolean drainScheduled;

  /** Why whatever is submitted fails at once, if it does: the connection is closed, or down. */
  private volatile @Nullable Closing refusing;

  Submissions(Connection connection, CommandQueue queue, LoopDriver driver) {
    this.connection = connection;
    this.queue = queue;
    this.driver = driver;
    this.loop = driver.loop();
    this.timer = new DeadlineTimer(driver, this::onDeadline);
  }

  // --- in ---

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
    failIfRefusing();
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
    failIfRefusing();
    return first;
  }

  /** Queues a command on the loop; the caller sees to it that a drain follows. */
  void enqueueOnLoop(PendingReply<?> reply) {
    assert loop.inEventLoop();
    Closing why = refusing;
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
    Closing why = refusing;
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
    takeEarlier();
    enqueueOnLoop(reply);
  }

  /** As a single command, of commands that stay together. */
  void enqueueAsLeader(ReplyChain chain) {
    takeEarlier();
    enqueueOnLoop(chain);
  }

  private void takeEarlier() {
    if (queue.hasSubmissions()) {
      take();
    }
  }

  /** On the loop: one drain for all that is submitted in this turn; none at its end. */
  private void drainSoon() {
    if (refusing == null && !connection.handler().isReading() && !drainScheduled) {
      drainScheduled = true;
      loop.execute(drain);
    }
  }

  // --- out ---

  /** Writes everything that is queued. */
  void drain() {
    assert loop.inEventLoop();
    drainScheduled = false;
    take();
    connection.handler().writeUnsent();
  }

  private void take() {
    if (refusing == null) {
      timer.arm(queue.takeSubmissions());
    } else {
      failIfRefusing(); // Nothing would ever take them out of the queue again.
    }
  }

  /** What was queued elsewhere has this deadline. */
  void arm(long deadline) {
    timer.arm(deadline);
  }

  private void onDeadline() {
    take();
    long now = System.nanoTime();
    long next = PendingReply.earlier(queue.expire(now), connection.handler().expire(now));
    if (next != PendingReply.NO_DEADLINE) {
      timer.arm(next - now < TICK_NANOS ? now + TICK_NANOS : next);
    }
    Closing why = refusing;
    if (why != null) {
      failHeld(why); // A completion has closed the connection while the queue was looked through.
    }
    drain();
  }

  // --- while there is no channel, and at the end ---

  /** There is a channel: commands are welcome. */
  void accept() {
    refusing = null;
  }

  /**
   * The channel is gone, and will be replaced: what was in flight fails, or is queued again if it
   * asks for that.
   *
   * @param failFast whether what is queued, and will be until there is another channel, fails too
   */
  void lost(Closing why, boolean failFast, Session session) {
    take();
    ReplyFifo lost = queue.reclaimInFlight();
    for (PendingReply<?> r = lost.peek(); r != null; r = r.next) {
      session.maybeExecuted(r.command);
    }
    session.lost();
    if (failFast) {
      refusing = why;
    }
    for (PendingReply<?> r = lost.poll(); r != null; r = lost.poll()) {
      r.connectionClosed(why);
    }
    if (failFast) {
      queue.failUnsent(why);
      failAbandoned(why);
    }
  }

  /** Whatever is submitted from now on fails; {@link #end} must follow. */
  void refuse(Closing why) {
    refusing = why;
  }

  /** Fails all that is queued or in flight. */
  void end(Closing why) {
    timer.disarm();
    failHeld(why);
  }

  private void failHeld(Closing why) {
    queue.takeSubmissions();
    queue.failAll(why);
    failAbandoned(why);
  }

  private void failIfRefusing() {
    Closing why = refusing;
    if (why != null) {
      failAbandoned(why);
    }
  }

  /** Fails what was submitted and will never be taken by the loop; any thread. */
  void failAbandoned(Closing why) {
    PendingReply<?> reply = queue.takeAfterClose();
    while (reply != null) {
      PendingReply<?> next = reply.next;
      reply.connectionClosed(why);
      reply = next;
    }
  }
}
