package io.rondo.client;

import static io.rondo.client.Interleavings.COMMAND;
import static io.rondo.client.Interleavings.CONNECTION;
import static io.rondo.client.Interleavings.check;
import static io.rondo.client.Interleavings.run;

import io.rondo.client.Interleavings.Actor;
import io.rondo.client.Interleavings.Permit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Nobody waits for ever while replies are outstanding, and there is one leader at a time. The
 * queue, the replies and the protocol are the real ones; the kernel and the server are made up.
 */
class LeaderFollowersInterleavingTest {

  @Test
  void twoCallersHandTheLeadOver() {
    check(
        () -> {
          FakeConnection c = new FakeConnection(2);
          run(
              c.actor(
                  () -> {
                    c.threads.execute(c.reply());
                    c.threads.execute(c.lastReply());
                  }),
              c.actor(() -> c.threads.execute(c.lastReply())));
        });
  }

  @Test
  void aCallerThatComesWhileTheLeaderLeavesIsNotForgotten() {
    check(
        () -> {
          FakeConnection c = new FakeConnection(1);
          run(
              c.actor(() -> c.threads.execute(c.reply())),
              c.actor(() -> c.threads.execute(c.reply())));
        });
  }

  @Test
  void threeCallersHandTheLeadOver() {
    check(
        () -> {
          FakeConnection c = new FakeConnection(3);
          run(
              c.actor(() -> c.threads.execute(c.lastReply())),
              c.actor(() -> c.threads.execute(c.lastReply())),
              c.actor(() -> c.threads.execute(c.lastReply())));
        });
  }

  @Test
  void anHeirThatIsLatePassesTheLeadOn() {
    check(
        () -> {
          FakeConnection c = new FakeConnection(2);
          Reply late = c.reply();
          late.isLateAtOnce = true;
          run(
              c.actor(() -> c.threads.execute(c.lastReply())),
              c.actor(() -> c.threads.execute(late)),
              c.actor(
                  () -> {
                    Reply future = c.lastReply();
                    c.submit(future);
                    c.threads.await(future);
                  }));
        });
  }

  @Test
  void twoThreadsWaitForOneFuture() {
    check(
        () -> {
          FakeConnection c = new FakeConnection(2);
          Reply future = c.lastReply();
          c.submit(future);
          run(
              c.actor(() -> c.threads.await(future)),
              c.actor(() -> c.threads.await(future)),
              c.actor(() -> c.threads.execute(c.lastReply())));
        });
  }

  /** The leader may be in the kernel, waiting for a reply that another thread then ends. */
  @Test
  void aFutureThatIsCancelledEndsTheWaitOfTheLeader() {
    check(
        () -> {
          FakeConnection c =
              new FakeConnection(2); // The second sender never comes: nothing is answered.
          Reply future = c.lastReply();
          c.submit(future);
          run(c.actor(() -> c.threads.await(future)), c.actor(() -> future.cancel(false)));
        });
  }

  @Test
  void aPipelineIsSubmittedWholeAndAwaited() {
    check(
        () -> {
          FakeConnection c = new FakeConnection(2);
          run(
              c.actor(() -> c.execute(c.reply(), c.lastReply())),
              c.actor(() -> c.threads.execute(c.lastReply())));
        });
  }

  @Test
  void theStandByLeadsForFuturesThatNobodyWaitsFor() {
    check(
        () -> {
          FakeConnection c = new FakeConnection(2);
          Reply future = c.lastReply();
          Actor standBy = c.startStandBy();
          run(c.actor(() -> c.threads.execute(c.lastReply())), c.actor(() -> c.submit(future)));
          future.awaitDone();
          c.closed = true;
          standBy.unpark();
          standBy.finish();
        });
  }

  /** A reply whose arrival can be waited for by a thread that does not help. */
  private static final class Reply extends PendingReply<@Nullable Object> {
    private final Permit arrived = new Permit();

    /** Its thread sends nothing more. */
    private final boolean isLast;

    private boolean isLateAtOnce;

    @SuppressWarnings("unchecked") // Its value is not looked at.
    Reply(boolean isLast) {
      super((Command<@Nullable Object>) COMMAND, CONNECTION);
      this.isLast = isLast;
    }

    void arrive() {
      succeed(null);
      arrived.give();
    }

    void awaitDone() {
      arrived.take();
    }
  }

  /**
   * A connection to a server that answers, in order, only while it has as many commands as there
   * are threads that still send some: so a command that the leader is not told of stops everybody.
   */
  private static final class FakeConnection implements LeaderFollowers.Group {
    private final LoopOwner owner = new LoopOwner();
    private final LeaderFollowers threads = new LeaderFollowers(owner, this);
    private final CommandQueue queue = new CommandQueue(100, 1_000_000);
    private final Permit kernel = new Permit();
    private final AtomicInteger nudges = new AtomicInteger();
    private int senders;
    private @Nullable Thread working;
    private volatile @Nullable Actor standBy;
    private volatile boolean closed;

    FakeConnection(int senders) {
      this.senders = senders;
    }

    Actor actor(Runnable body) {
      return new Actor(body, threads::wake);
    }

    Reply reply() {
      return new Reply(false);
    }

    Reply lastReply() {
      return new Reply(true);
    }

    void submit(Reply reply) {
      if (push(reply)) {
        threads.signal();
      }
    }

    /** As {@link CallerDriver} executes a pipeline. */
    void execute(Reply... replies) {
      ReplyChain chain = new ReplyChain();
      for (Reply reply : replies) {
        chain.add(reply);
      }
      chain.newest().becomeWaiter();
      threads.pushed(queue.submit(chain));
      threads.await(chain.newest());
      chain.replies().forEach(threads::await);
    }

    Actor startStandBy() {
      Actor thread =
          actor(
              () -> {
                while (!closed) {
                  if (!threads.standBy()) {
                    Actor.parkCurrent();
                  }
                }
              });
      standBy = thread;
      thread.start();
      return thread;
    }

    // --- the leader ---

    /** Fails if another thread is between this and {@link #end}. */
    private void begin() {
      if (working != null || !owner.is(Thread.currentThread())) {
        throw new AssertionError("two leaders at a time");
      }
      working = Thread.currentThread();
    }

    private void end() {
      working = null;
    }

    @Override
    public void enqueue(PendingReply<?> reply) {
      begin();
      queue.takeSubmissions();
      queue.addOnLoop(reply);
      end();
    }

    @Override
    public void drain() {
      begin();
      queue.takeSubmissions();
      for (PendingReply<?> r = queue.pollUnsent(); r != null; r = queue.pollUnsent()) {
        if (r.claimForSending()) {
          queue.sent(r);
        } else {
          queue.release(r);
        }
      }
      end();
    }

    @Override
    public void workUntilDone(PendingReply<?> reply) {
      while (!reply.isDone()) {
        work();
      }
    }

    @Override
    public void work() {
      begin();
      int inFlight = queue.inFlight();
      if (inFlight > 0 && inFlight >= senders) {
        Reply reply = (Reply) queue.pollInFlight();
        if (reply != null) {
          senders -= reply.isLast ? 1 : 0;
          reply.arrive();
        }
      } else {
        kernel.reset(); // As in Netty's handlers: what wakes before this must be seen after it.
        if (nudges.getAndSet(0) == 0 && !queue.hasSubmissions()) {
          kernel.take();
        }
      }
      end();
      if (queue.hasSubmissions()) {
        drain();
      }
    }

    @Override
    public @Nullable PendingReply<?> firstAwaited() {
      return queue.firstAwaited();
    }

    @Override
    public boolean hasOutstanding() {
      return queue.holdsAny();
    }

    @Override
    public void beforeRelease() {}

    // --- any thread ---

    @Override
    public boolean push(PendingReply<?> reply) {
      return queue.submit(reply);
    }

    @Override
    public boolean hasSubmissions() {
      return queue.hasSubmissions();
    }

    @Override
    public boolean isBusy() {
      return !closed && !queue.isIdle();
    }

    @Override
    public void wakeLeader() {
      kernel.give();
    }

    @Override
    public void nudgeLeader() {
      nudges.incrementAndGet();
      kernel.give();
    }

    @Override
    public void pause(PendingReply<?> reply, boolean waiter) {
      if (((Reply) reply).isLateAtOnce) {
        reply.expire();
      } else if (waiter) {
        Actor.parkCurrent();
      } // Else it may return at any time.
    }

    @Override
    public void unpause(Thread thread) {
      ((Actor) thread).unpark();
    }

    @Override
    public void callStandBy() {
      Actor thread = standBy;
      if (thread != null) {
        thread.unpark();
      }
    }
  }
}
