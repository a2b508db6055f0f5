package io.rondo.client;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * How the threads that share a connection take turns at running its loop, for {@link CallerDriver}.
 *
 * <p><b>Leader and followers.</b> The thread that acquires the {@link LoopOwner} leads: it writes
 * what is queued, reads, and completes the replies of everybody. It leaves when its own reply is
 * in. The others park; each is woken when its own reply is in, or when it is appointed: a leader
 * that leaves wakes the thread that waits for the oldest unanswered command. A lone caller never
 * parks, is never woken and hands nothing over: it pays one compare-and-set.
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
 * <p><b>Stand-by.</b> When a leader leaves and nobody waits, but futures are outstanding, a thread
 * of the connection leads until they are done or somebody waits again.
 *
 * <p>Nothing here knows of sockets: a model checker runs it through its interleavings.
 */
final class LeaderFollowers {

  /** What is led: a connection, and how a thread of it sleeps. */
  interface Group {
    // By the leader.

    /**
     * The current thread leads, and has written nothing yet.
     *
     * @param reply what it waits for, or {@code null} for the stand-by
     */
    void begin(@Nullable PendingReply<?> reply);

    /** Queues {@code reply} behind what is submitted. */
    void enqueue(PendingReply<?> reply);

    /** Queues {@code chain} behind what is submitted. */
    void enqueue(ReplyChain chain);

    /** Takes over what was submitted and writes it. */
    void drain();

    /** Works until {@code reply} is done. */
    void workUntilDone(PendingReply<?> reply);

    /** Works off what is ready; waits for it if need be, or until it is woken. */
    void work();

    /** The oldest unanswered command that a thread waits for, or {@code null}. */
    @Nullable PendingReply<?> firstAwaited();

    /** Whether replies of what was taken over are outstanding. */
    boolean hasOutstanding();

    /** The leader is about to release. */
    void beforeRelease();

    // By any thread.

    /** Queues {@code reply}; returns whether the leader must be told. */
    boolean push(PendingReply<?> reply);

    /** Queues {@code chain}; returns whether the leader must be told. */
    boolean push(ReplyChain chain);

    boolean hasSubmissions();

    /** Whether somebody should lead. */
    boolean isBusy();

    /** Makes the leader see what is submitted. */
    void wakeLeader();

    /** Makes the leader look at the reply that it waits for. */
    void nudgeLeader();

    /**
     * Waits for {@code reply}, or to be appointed, for as long as it likes.
     *
     * @param waiter whether the current thread is the one that {@code reply} wakes
     */
    void pause(PendingReply<?> reply, boolean waiter);

    /** Ends the pause of {@code thread}, or its next one. */
    void unpause(Thread thread);

    /** Makes the stand-by look whether it is needed. */
    void callStandBy();
  }

  private final LoopOwner owner;
  private final Group group;
  private final AtomicInteger arrivals = new AtomicInteger();

  LeaderFollowers(LoopOwner owner, Group group) {
    this.owner = owner;
    this.group = group;
  }

  /** Something was submitted that nobody waits for yet, and the loop has not been told. */
  void signal() {
    if (owner.isPresent()) {
      group.wakeLeader(); // One that is just leaving looks for submissions after its release.
    } else {
      group.callStandBy();
    }
  }

  /** The reply that {@code waiter} waits for has ended. */
  void wake(Thread waiter) {
    group.unpause(waiter);
    if (!owner.is(Thread.currentThread()) && owner.isPresent()) {
      group.nudgeLeader(); // Another thread ended the reply, and the leader may wait for it.
    }
  }

  /** Submits {@code reply} and waits until it is done. */
  void execute(PendingReply<?> reply) {
    if (owner.tryAcquire()) {
      group.begin(reply);
      group.enqueue(reply);
      lead(reply);
    } else {
      boolean waiter = reply.becomeWaiter();
      pushed(group.push(reply));
      follow(reply, waiter);
    }
  }

  /** Submits {@code chain} and waits until all of it is done. */
  void execute(ReplyChain chain) {
    PendingReply<?> last = chain.newest();
    boolean waiter = last.becomeWaiter(); // Of a leader too: others may end what was handed out.
    if (owner.tryAcquire()) {
      group.begin(last);
      group.enqueue(chain);
      lead(last);
    } else {
      pushed(group.push(chain));
      follow(last, waiter);
    }
    // Replies come in order: after the last, the others are done, but for those that failed early.
    for (PendingReply<?> reply : chain.replies()) {
      await(reply);
    }
  }

  /**
   * The current thread has submitted what it is about to wait for.
   *
   * @param first whether the leader must be told
   */
  private void pushed(boolean first) {
    // A leader that is just leaving need not be woken: this thread acquires the loop then.
    if (first && owner.isPresent()) {
      group.wakeLeader();
    }
  }

  /** Waits until {@code reply}, which was submitted before, is done. */
  void await(PendingReply<?> reply) {
    if (reply.isDone()) {
      return;
    }
    boolean waiter = reply.becomeWaiter(); // Of a leader too: others may end what was handed out.
    if (owner.tryAcquire()) {
      group.begin(reply);
      lead(reply);
    } else {
      follow(reply, waiter);
    }
  }

  // --- leader ---

  private void lead(PendingReply<?> reply) {
    try {
      group.drain();
      group.workUntilDone(reply);
    } finally {
      leave();
    }
  }

  /** Gives the loop up: to a thread that waits, or to the stand-by if replies are outstanding. */
  void leave() {
    int seen;
    do {
      seen = arrivals.get();
      group.drain();
      PendingReply<?> heir = group.firstAwaited();
      Thread waiter = heir == null ? null : heir.waiter();
      boolean outstanding = group.hasOutstanding(); // Later it may be that of the next leader.
      group.beforeRelease();
      owner.release();
      if (heir != null && waiter != null) {
        group.unpause(waiter);
        if (!heir.isDone()) {
          return;
        }
      } else if (arrivals.get() == seen && !group.hasSubmissions()) {
        if (outstanding) {
          group.callStandBy();
        }
        return;
      }
    } while (owner.tryAcquire());
  }

  // --- followers ---

  private void follow(PendingReply<?> reply, boolean waiter) {
    boolean interrupted = false;
    while (!reply.isDone()) {
      arrivals.incrementAndGet();
      if (owner.tryAcquire()) {
        group.begin(reply);
        lead(reply);
        break;
      }
      group.pause(reply, waiter);
      interrupted |= Thread.interrupted();
    }
    reply.resignAsWaiter();
    if (!owner.isPresent() && group.isBusy() && owner.tryAcquire()) {
      leave(); // This thread may have been appointed and not need it any more.
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  // --- stand-by ---

  /** For the stand-by, again and again: leads while it is needed, or returns false if it is not. */
  boolean standBy() {
    if (!group.isBusy() || !owner.tryAcquire()) {
      return false;
    }
    try {
      group.begin(null);
      group.drain();
      int seen = arrivals.get();
      while (group.isBusy() && arrivals.get() == seen) {
        group.work();
      }
    } finally {
      leave();
    }
    return true;
  }
}
