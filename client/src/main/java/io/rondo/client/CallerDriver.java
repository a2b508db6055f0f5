package io.rondo.client;

import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import io.netty.channel.uring.IoUringIoHandler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * {@link Drive#CALLER}: the thread that waits for a reply runs the loop of its connection; several
 * take turns as {@link LeaderFollowers}. The stand-by is a daemon thread, which a connection that
 * is only used synchronously never starts.
 *
 * <p><b>Virtual threads</b> never lead: a thread that runs the loop blocks in the kernel, and with
 * it the thread that carries a virtual one. They submit, the stand-by leads, and they park.
 */
final class CallerDriver extends LoopDriver implements LeaderFollowers.Group {
  private final CallerEventLoop loop;
  private final LoopOwner owner;
  private final WaitStrategy strategy;
  private final Connection connection;
  private final LeaderFollowers threads;
  private final LeaderSpin spin;

  /** How virtual threads wait. */
  private final ReplyWait parking;

  /** The loop is an io_uring. */
  private final boolean ring;

  private volatile @Nullable LoopThread standBy;
  private volatile boolean closed;

  CallerDriver(
      CallerEventLoop loop, WaitStrategy strategy, Connection connection, ClientTimer timer) {
    super(timer);
    this.loop = loop;
    this.owner = loop.owner();
    this.strategy = strategy;
    this.connection = connection;
    this.threads = new LeaderFollowers(owner, this);
    this.spin = new LeaderSpin(connection, this::turn);
    this.parking = new ReplyWait(strategy);
    this.ring = loop.isIoType(IoUringIoHandler.class);
  }

  @Override
  EventLoop loop() {
    return loop;
  }

  @Override
  void signal() {
    threads.signal();
  }

  @Override
  void unpark(Thread waiter) {
    threads.wake(waiter);
  }

  @Override
  void execute(PendingReply<?> reply) {
    if (VirtualThreads.isCurrent()) {
      connection.submit(reply);
      parking.await(reply);
    } else {
      threads.execute(reply);
    }
  }

  @Override
  void execute(ReplyChain chain) {
    if (VirtualThreads.isCurrent()) {
      connection.submit(chain);
      parking.await(chain.newest());
      chain.replies().forEach(parking::await);
    } else {
      threads.execute(chain);
    }
  }

  @Override
  void await(PendingReply<?> reply) {
    if (VirtualThreads.isCurrent()) {
      parking.await(reply);
    } else {
      threads.await(reply);
    }
  }

  @Override
  void awaitAsFuture(PendingReply<?> reply) {
    if (!VirtualThreads.isCurrent()) {
      threads.await(reply); // Else the stand-by leads, and CompletableFuture's own waiting does.
    }
  }

  // --- by the leader ---

  /**
   * On a connection that nobody has driven for a while, the server may have closed, or said
   * something that no command has asked for: that must be noticed before a command is written.
   */
  @Override
  public void begin(@Nullable PendingReply<?> reply) {
    if (connection.isStale(reply == null ? System.nanoTime() : reply.submitted())) {
      look();
    }
  }

  /** Sees what is there to be read, and writes nothing. */
  private void look() {
    // A ring learns of an event in one turn and reads in the next.
    for (int turns = ring ? 3 : 1; turns > 0 && !loop.isTerminated(); turns--) {
      loop.runOnce(false);
      if (ring && !loop.isTerminated()) {
        connection.handler().resumeAfterEndedThread();
      }
    }
  }

  @Override
  void visit() {
    if (!closed && !owner.isPresent() && connection.isQuiet() && owner.tryAcquire()) {
      try {
        look();
        if (connection.hasSubmissions()) {
          look(); // Submitted meanwhile, and written next: after what has come meanwhile is read.
        }
      } finally {
        threads.leave();
      }
    }
  }

  @Override
  public void enqueue(PendingReply<?> reply) {
    connection.submissions().enqueueAsLeader(reply);
  }

  @Override
  public void enqueue(ReplyChain chain) {
    connection.submissions().enqueueAsLeader(chain);
  }

  @Override
  public void drain() {
    connection.drain();
  }

  @Override
  public void workUntilDone(PendingReply<?> reply) {
    switch (strategy) {
      case BLOCK -> blockUntilDone(reply);
      case SPIN -> spin.untilDone(reply);
      case ADAPTIVE -> spin.thenBlock(reply);
    }
  }

  @Override
  public void work() {
    turn(true);
  }

  private void blockUntilDone(PendingReply<?> reply) {
    while (!reply.isDone()) {
      turn(true);
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

  @Override
  public @Nullable PendingReply<?> firstAwaited() {
    return connection.queue().firstAwaited();
  }

  @Override
  public boolean hasOutstanding() {
    return connection.hasOutstanding();
  }

  @Override
  public void beforeRelease() {
    if (closed) {
      endLoop();
    }
  }

  // --- by any thread ---

  @Override
  public boolean push(PendingReply<?> reply) {
    return connection.submissions().push(reply);
  }

  @Override
  public boolean push(ReplyChain chain) {
    return connection.submissions().push(chain);
  }

  @Override
  public boolean hasSubmissions() {
    return connection.hasSubmissions();
  }

  @Override
  public boolean isBusy() {
    return !closed && connection.isBusy();
  }

  @Override
  public void wakeLeader() {
    countWakeUp();
    loop.wakeUp();
  }

  @Override
  public void nudgeLeader() {
    loop.nudge(() -> {}); // A mere wake-up is lost on a leader that has not begun to block.
  }

  @Override
  public void pause(PendingReply<?> reply, boolean waiter) {
    // In ADAPTIVE the leader alone spins: two that spin would take each other's core.
    if (strategy != WaitStrategy.SPIN) {
      ReplyWait.parkOnce(reply, waiter);
      return;
    }
    Thread.onSpinWait();
    if (reply.isLate(System.nanoTime())) {
      reply.expire();
    }
  }

  @Override
  public void unpause(Thread thread) {
    LockSupport.unpark(thread);
  }

  // --- stand-by ---

  @Override
  public void callStandBy() {
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
      if (!threads.standBy()) {
        LockSupport.park(this);
        // Nobody has a reason to interrupt it; it must not spin if somebody does.
        Thread.interrupted();
      }
    }
  }

  // --- opening and closing ---

  @Override
  void open(Runnable connect, CompletableFuture<?> done, boolean wait) {
    if (VirtualThreads.isCurrent()) {
      loop.nudge(() -> connect(connect, done));
      callStandBy(); // The caller waits for what is done, if it waits.
      return;
    }
    while (!owner.tryAcquire()) {
      LockSupport.parkNanos(50_000); // The client's watchman is looking at it already.
    }
    try {
      connect.run();
      while (wait && !done.isDone()) {
        turn(true);
      }
    } finally {
      threads.leave(); // Without a wait, the stand-by goes on.
    }
  }

  @Override
  void close() {
    closed = true;
    if (loop.inEventLoop()) {
      // Called by a completion: this very thread ends the loop as it leaves.
      connection.link().stop();
    } else if (isOnLoop()) {
      // Called by a completion of another connection, which must not wait for this one's leader.
      LoopThread.of(this::endFromOutside, "rondo-close").start();
    } else if (VirtualThreads.isCurrent()) {
      LoopThread.of(this::endFromOutside, "rondo-close").start();
      while (!loop.isTerminated()) {
        LockSupport.parkNanos(50_000);
      }
    } else {
      endFromOutside();
    }
  }

  private void endFromOutside() {
    loop.nudge(connection.link()::stop);
    while (!loop.isTerminated()) {
      if (owner.tryAcquire()) {
        threads.leave();
      } else {
        LockSupport.parkNanos(50_000);
      }
    }
    endStandBy();
  }

  private void endStandBy() {
    LoopThread thread = standBy;
    if (thread != null) {
      LockSupport.unpark(thread);
    }
  }

  private void endLoop() {
    ChannelFuture channelClosed = connection.link().stop();
    while (channelClosed != null && !channelClosed.isDone()) {
      loop.runOnce(true);
    }
    connection.endStopped();
    loop.terminate();
    endStandBy(); // Where a completion has closed it, nobody else does.
  }
}
