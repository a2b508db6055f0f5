package io.rondo.client;

import static io.rondo.client.Interleavings.COMMAND;
import static io.rondo.client.Interleavings.CONNECTION;

import io.rondo.client.Interleavings.Actor;
import io.rondo.client.Interleavings.Permit;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a server that answers, in order, only while it has as many commands as there are
 * threads that still send some: so a command that the leader is not told of stops everybody.
 */
final class FakeConnection implements LeaderFollowers.Group {
  private final LoopOwner owner = new LoopOwner();
  final LeaderFollowers threads = new LeaderFollowers(owner, this);
  private final CommandQueue queue = new CommandQueue(100, 1_000_000);
  private final Permit kernel = new Permit();
  private final AtomicInteger nudges = new AtomicInteger();
  private int senders;
  private @Nullable Thread working;
  private volatile @Nullable Actor standBy;
  private volatile boolean standByWasCalled;
  volatile boolean closed;

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

  /** Makes the current thread the leader. */
  void lead() {
    if (!owner.tryAcquire()) {
      throw new AssertionError("a new loop has no owner");
    }
  }

  void submit(Reply reply) {
    if (push(reply)) {
      threads.signal();
    }
  }

  void assertStandByWasCalled() {
    if (!standByWasCalled) {
      throw new AssertionError("replies are outstanding, and nobody leads or was called to");
    }
  }

  /** Executes a pipeline. */
  void execute(Reply... replies) {
    ReplyChain chain = new ReplyChain();
    for (Reply reply : replies) {
      chain.add(reply);
    }
    threads.execute(chain);
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
  public void begin(@Nullable PendingReply<?> reply) {}

  @Override
  public void enqueue(PendingReply<?> reply) {
    begin();
    queue.takeSubmissions();
    queue.addOnLoop(reply);
    end();
  }

  @Override
  public void enqueue(ReplyChain chain) {
    begin();
    queue.takeSubmissions();
    queue.addOnLoop(chain);
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
    return queue.held() > 0;
  }

  @Override
  public void beforeRelease() {}

  // --- any thread ---

  @Override
  public boolean push(PendingReply<?> reply) {
    return queue.submit(reply);
  }

  @Override
  public boolean push(ReplyChain chain) {
    return queue.submit(chain);
  }

  @Override
  public boolean hasSubmissions() {
    return queue.hasSubmissions();
  }

  @Override
  public boolean isBusy() {
    return !closed && (queue.hasSubmissions() || queue.held() > 0);
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
  public void pause(PendingReply<?> pending, boolean waiter) {
    Reply reply = (Reply) pending;
    Permit timeout = reply.timeout;
    if (timeout != null) {
      reply.paused.give();
      timeout.take();
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
    standByWasCalled = true;
    Actor thread = standBy;
    if (thread != null) {
      thread.unpark();
    }
  }

  /** A reply whose arrival can be waited for by a thread that does not help. */
  static final class Reply extends PendingReply<@Nullable Object> {
    private final Permit arrived = new Permit();
    private final Permit paused = new Permit();

    /** Its thread sends nothing more. */
    private final boolean isLast;

    /** Given when it is late; {@code null} if it never is. */
    private volatile @Nullable Permit timeout;

    @SuppressWarnings("unchecked") // Its value is not looked at.
    Reply(boolean isLast) {
      super((Command<@Nullable Object>) COMMAND, CONNECTION);
      this.isLast = isLast;
    }

    void arrive() {
      succeed(null);
      arrived.give();
    }

    Reply withTimeout() {
      timeout = new Permit();
      return this;
    }

    /** Lets it be late from when the thread that waits for it has found another one leading. */
    void endTimeoutOncePaused() {
      paused.take();
      Objects.requireNonNull(timeout).give();
    }

    void awaitDone() {
      arrived.take();
    }
  }
}
