package io.rondo.client;

import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import io.netty.channel.uring.IoUringIoHandler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * {@link Drive#CALLER}: the thread that waits for a reply runs the loop of its connection.
 *
 * <p><b>Leader and followers.</b> The thread that acquires the {@link CallerEventLoop} leads: it
 * writes what is queued, reads, and completes the replies of everybody. It leaves when its own
 * reply is in. The others park; each is woken when its own reply is in, or when it is appointed: a
 * leader that leaves wakes the thread that waits for the oldest unanswered command. A lone caller
 * never parks, is never woken and hands nothing over: it pays one compare-and-set.
 *
 * <p><b>No lost lead.</b> A follower makes itself visible (its command submitted, itself set as the
 * command's waiter), then counts itself in {@link #arrivals}, then tries to acquire once more, and
 * only then parks. A leader that leaves reads the count, looks for an heir, releases, and reads the
 * count again: if it has changed, somebody may have come between the look and the release, and it
 * looks again. Either the follower sees the loop free or the leader sees the count changed. An heir
 * whose reply ends in the meantime (it was late, say) passes the lead on before it goes if it finds
 * the loop free; if it went before that, the leader finds the reply ended after its release, and
 * looks again.
 *
 * <p><b>Stand-by.</b> When a leader leaves and nobody waits, but futures are outstanding, a daemon
 * thread of the connection leads until they are done or somebody waits again. A connection that is
 * only used synchronously never starts it.
 */
final class CallerDriver extends LoopDriver {
  private final CallerEventLoop loop;
  private final WaitStrategy strategy;
  private final SpinBudget budget = new SpinBudget();
  private final Connection connection;
  private final AtomicInteger arrivals = new AtomicInteger();

  /** The loop is an io_uring. */
  private final boolean ring;

  private volatile @Nullable LoopThread standBy;
  private volatile boolean closed;

  /** Of the leader: {@link #arrivals} when the last lead began. */
  private int arrivalsSeen;

  CallerDriver(CallerEventLoop loop, WaitStrategy strategy, Connection connection) {
    this.loop = loop;
    this.strategy = strategy;
    this.connection = connection;
    this.ring = loop.isIoType(IoUringIoHandler.class);
  }

  @Override
  EventLoop loop() {
    return loop;
  }

  @Override
  void signal() {
    if (loop.isOwned()) {
      wakeLeader(); // One that is just leaving looks for submissions after its release.
    } else {
      callStandBy();
    }
  }

  private void wakeLeader() {
    countWakeUp();
    loop.wakeUp();
  }

  @Override
  void wake(Thread waiter) {
    LockSupport.unpark(waiter);
    if (!loop.inEventLoop() && loop.isOwned()) {
      loop.nudge(
          () -> {}); // The reply was ended by another thread, and the leader may wait for it.
    }
  }

  @Override
  void execute(PendingReply<?> reply) {
    if (loop.tryAcquire()) {
      connection.enqueueAsLeader(reply);
      lead(reply);
    } else {
      boolean waiter = reply.becomeWaiter();
      if (connection.push(reply) && loop.isOwned()) {
        wakeLeader(); // One that is just leaving needs no wake-up: this thread then acquires the
        // loop.
      }
      follow(reply, waiter);
    }
  }

  @Override
  void execute(ReplyChain chain) {
    chain.newest().becomeWaiter(); // Before it is seen, so that a leader that leaves finds an heir.
    if (connection.push(chain) && loop.isOwned()) {
      wakeLeader();
    }
    await(chain.newest()); // Replies come in order: the others are done, but for those that failed
    // early.
    chain.replies().forEach(this::await);
  }

  @Override
  void await(PendingReply<?> reply) {
    if (reply.isDone()) {
      return;
    }
    boolean waiter = reply.becomeWaiter(); // Of a leader too: others may end what was handed out.
    if (loop.tryAcquire()) {
      lead(reply);
    } else {
      follow(reply, waiter);
    }
  }

  @Override
  void awaitAsFuture(PendingReply<?> reply) {
    await(reply);
  }

  // --- leader ---

  private void lead(PendingReply<?> reply) {
    try {
      letOthersJoin();
      connection.drain();
      switch (strategy) {
        case BLOCK -> turnUntilDone(reply, true);
        case SPIN -> turnUntilDone(reply, false);
        case ADAPTIVE -> spinThenBlock(reply);
      }
    } finally {
      leave();
    }
  }

  /**
   * Where several threads share the connection, one read has answered several of them, and those
   * that share the leader's core are about to submit again: it lets them run before it writes, so
   * that their commands go out in its flush. Else each would wake it in the kernel, one after the
   * other.
   */
  @SuppressWarnings(
      "ThreadPriorityCheck") // A hint that costs a system call where nobody else is runnable.
  private void letOthersJoin() {
    int now = arrivals.get();
    if (now != arrivalsSeen) {
      arrivalsSeen = now;
      Thread.yield();
    }
  }

  private void turnUntilDone(PendingReply<?> reply, boolean block) {
    while (!reply.isDone()) {
      turn(block);
    }
  }

  private void turn(boolean block) {
    loop.runOnce(block);
    if (ring) {
      connection.handler().resumeAfterEndedThread();
    }
    if (connection.hasSubmissions()) {
      connection.drain();
    }
  }

  private void spinThenBlock(PendingReply<?> reply) {
    long nanos = budget.next();
    if (nanos == 0) {
      turnUntilDone(reply, true);
      budget.observed(0, false, false);
      return;
    }
    long start = System.nanoTime();
    long now = start;
    while (!reply.isDone() && now - start < nanos) {
      turn(false);
      now = System.nanoTime();
    }
    boolean inTime = reply.isDone();
    turnUntilDone(reply, true);
    budget.observed(System.nanoTime() - start, true, inTime);
  }

  /** Gives the loop up: to a thread that waits, or to the stand-by if replies are outstanding. */
  private void leave() {
    int seen;
    do {
      seen = arrivals.get();
      connection.drain();
      PendingReply<?> heir = connection.queue().firstAwaited();
      Thread waiter = heir == null ? null : heir.waiter();
      boolean outstanding = connection.hasOutstanding(); // Later it may be that of the next leader.
      if (closed) {
        endLoop();
      }
      loop.release();
      if (heir != null && waiter != null) {
        LockSupport.unpark(waiter);
        if (!heir.isDone()) {
          return;
        }
      } else if (arrivals.get() == seen && !connection.hasSubmissions()) {
        if (outstanding) {
          callStandBy();
        }
        return;
      }
    } while (loop.tryAcquire());
  }

  // --- followers ---

  private void follow(PendingReply<?> reply, boolean waiter) {
    boolean interrupted = false;
    long spinUntil =
        switch (strategy) {
          case BLOCK -> 0;
          case SPIN -> Long.MAX_VALUE;
          case ADAPTIVE -> 0; // The leader spins; two that spin would take each other's core.
        };
    while (!reply.isDone()) {
      arrivals.incrementAndGet();
      if (loop.tryAcquire()) {
        lead(reply);
        break;
      }
      if (spinUntil == 0) {
        ReplyWait.parkOnce(reply, waiter);
      } else {
        Thread.onSpinWait();
        if (reply.isLate(System.nanoTime())) {
          reply.expire();
        }
      }
      interrupted |= Thread.interrupted();
    }
    reply.resignAsWaiter();
    if (!loop.isOwned() && connection.isBusy() && loop.tryAcquire()) {
      leave(); // This thread may have been appointed and not need it any more.
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  // --- stand-by ---

  private void callStandBy() {
    if (closed) {
      return;
    }
    LoopThread thread = standBy;
    if (thread == null) {
      synchronized (this) {
        thread = standBy;
        if (thread == null) {
          thread = LoopThread.of(this::standBy, "rondo-stand-by");
          standBy = thread;
          thread.start();
        }
      }
    }
    LockSupport.unpark(thread);
  }

  /** Whether the stand-by was ever needed. */
  boolean hasStandBy() {
    return standBy != null;
  }

  private void standBy() {
    while (!closed) {
      if (connection.isBusy() && loop.tryAcquire()) {
        leadWhileNobodyWaits();
      } else {
        LockSupport.park(this);
        Thread.interrupted(); // Nobody has a reason to interrupt it; it must not spin if somebody
        // does.
      }
    }
  }

  private void leadWhileNobodyWaits() {
    try {
      connection.drain();
      int seen = arrivals.get();
      while (!closed && connection.isBusy() && arrivals.get() == seen) {
        turn(true);
      }
    } finally {
      leave();
    }
  }

  // --- opening and closing ---

  @Override
  void open(Runnable connect, CompletableFuture<?> done, boolean wait) {
    if (!loop.tryAcquire()) {
      throw new IllegalStateException("a new loop has no other owner");
    }
    try {
      connect.run();
      while (wait && !done.isDone()) {
        turn(true);
      }
    } finally {
      leave(); // Without a wait, the stand-by goes on.
    }
  }

  @Override
  void close() {
    closed = true;
    if (loop.inEventLoop()) {
      // Called by a completion: this very thread ends the loop as it leaves.
      connection.closeChannel();
    } else if (isOnLoop()) {
      // Called by a completion of another connection, which must not wait for this one's leader.
      LoopThread.of(this::endFromOutside, "rondo-close").start();
    } else {
      endFromOutside();
    }
  }

  private void endFromOutside() {
    loop.nudge(connection::closeChannel);
    while (!loop.isTerminated()) {
      if (loop.tryAcquire()) {
        leave();
      } else {
        LockSupport.parkNanos(50_000);
      }
    }
    LoopThread thread = standBy;
    if (thread != null) {
      LockSupport.unpark(thread);
    }
  }

  private void endLoop() {
    ChannelFuture channelClosed = connection.closeChannel();
    while (channelClosed != null && !channelClosed.isDone()) {
      loop.runOnce(true);
    }
    loop.terminate();
  }
}
