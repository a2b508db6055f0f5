package io.rondo.client;

import java.util.concurrent.locks.LockSupport;

/** How a thread that does not run the loop waits for its reply, by the {@link WaitStrategy}. */
final class ReplyWait {
  private final WaitStrategy strategy;
  private final SpinBudget budget = new SpinBudget();

  ReplyWait(WaitStrategy strategy) {
    this.strategy = strategy;
  }

  /**
   * Returns when {@code reply} is done; fails it itself if its deadline passes. An interrupt does
   * not end the wait, for the command would go on all the same; the thread's flag is set again
   * afterwards.
   */
  void await(PendingReply<?> reply) {
    if (reply.isDone()) {
      return;
    }
    switch (strategy) {
      case BLOCK -> park(reply);
      case SPIN -> spin(reply, Long.MAX_VALUE);
      case ADAPTIVE -> spinThenPark(reply);
    }
  }

  private void spinThenPark(PendingReply<?> reply) {
    long start = System.nanoTime();
    long nanos = budget.next();
    if (nanos == 0 || !spin(reply, nanos)) {
      park(reply);
    }
    budget.observed(System.nanoTime() - start, nanos > 0);
  }

  private static boolean spin(PendingReply<?> reply, long nanos) {
    long start = System.nanoTime();
    while (!reply.isDone()) {
      for (int i = 0; i < 32 && !reply.isDone(); i++) {
        Thread.onSpinWait();
      }
      long now = System.nanoTime();
      if (reply.isLate(now)) {
        reply.expire();
      } else if (now - start >= nanos) {
        return reply.isDone();
      }
    }
    return true;
  }

  private static void park(PendingReply<?> reply) {
    boolean interrupted = false;
    boolean waiter = reply.becomeWaiter();
    while (!reply.isDone()) {
      parkOnce(reply, waiter);
      interrupted |= Thread.interrupted();
    }
    reply.resignAsWaiter();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Parks until woken, or the deadline of {@code reply} passes, which ends it.
   *
   * @param waiter whether this thread is the one that {@code reply} wakes; if not, it looks now and
   *     then
   */
  static void parkOnce(PendingReply<?> reply, boolean waiter) {
    long left = waiter ? Long.MAX_VALUE : 1_000_000;
    if (reply.deadline != PendingReply.NO_DEADLINE) {
      left = Math.min(left, reply.deadline - System.nanoTime());
      if (left <= 0) {
        reply.expire();
        return;
      }
    }
    if (left == Long.MAX_VALUE) {
      LockSupport.park(reply);
    } else {
      LockSupport.parkNanos(reply, left);
    }
  }
}
