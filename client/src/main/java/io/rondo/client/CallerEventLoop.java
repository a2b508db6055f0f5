package io.rondo.client;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelPromise;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoRegistration;
import io.netty.util.concurrent.AbstractScheduledEventExecutor;
import io.netty.util.concurrent.DefaultPromise;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.netty.util.concurrent.Promise;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An event loop over Netty's {@link IoHandler} that has no thread: whichever thread owns it runs
 * it.
 *
 * <p>Ownership is a lock, {@link LoopOwner}, that is also Netty's notion of "in the event loop":
 * the owner may touch the channel, everybody else may not. It passes from thread to thread. Netty's
 * own {@link io.netty.channel.ManualIoEventLoop} fixes its thread once, which is why this class
 * exists. A thread that is not the owner may only {@link #execute} a task or {@link #wakeUp} the
 * owner.
 */
final class CallerEventLoop extends AbstractScheduledEventExecutor implements IoEventLoop {
  private final LoopOwner owner = new LoopOwner();
  private final Transport transport;
  private final IoHandler io;
  private final BooleanSupplier hasSubmissions;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final Promise<Void> termination = new DefaultPromise<>(ImmediateEventExecutor.INSTANCE);
  private final IoHandlerContext mayBlock = new Turn(true);
  private final IoHandlerContext mayNotBlock = new Turn(false);

  private volatile boolean shuttingDown;

  /**
   * @param hasSubmissions whether there is work that no task announces; then the loop does not
   *     block
   */
  CallerEventLoop(Transport transport, BooleanSupplier hasSubmissions) {
    this.transport = transport;
    this.hasSubmissions = hasSubmissions;
    this.io = transport.ioHandlerFactory(true).newHandler(this);
    transport.initialize(io);
  }

  /** The lock that says who runs it. */
  LoopOwner owner() {
    return owner;
  }

  /** Makes the owner return from the kernel, if it is there. */
  void wakeUp() {
    io.wakeup();
  }

  /** Has the owner, should there be one, run {@code task} soon. Any thread, at any time. */
  void nudge(Runnable task) {
    tasks.add(task);
    if (!inEventLoop()) {
      io.wakeup();
    }
  }

  // --- what the owner does ---

  /**
   * One turn: input and output that is ready, then tasks. With {@code block}, waits until there is
   * some.
   */
  void runOnce(boolean block) {
    assert inEventLoop();
    io.run(block ? mayBlock : mayNotBlock);
    runTasks();
  }

  private void runTasks() {
    fetchFromScheduledTaskQueue(tasks);
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      safeExecute(task);
    }
  }

  /** Ends the loop and frees what it has of the kernel; its channels must be closed. */
  void terminate() {
    assert inEventLoop();
    if (termination.isDone()) {
      return;
    }
    shuttingDown = true;
    runTasks();
    cancelScheduledTasks();
    transport.settle(io, () -> io.run(mayBlock));
    io.prepareToDestroy();
    io.destroy();
    termination.trySuccess(null);
  }

  /** What the {@link IoHandler} asks about a turn. */
  private final class Turn implements IoHandlerContext {
    private final boolean block;

    Turn(boolean block) {
      this.block = block;
    }

    @Override
    public boolean canBlock() {
      // An interrupted thread cannot block in the JDK's selector, and after a select that returned
      // nothing Netty asks this method before it clears the flag itself, for ever.
      return block
          && !owner.takeInterrupt()
          && tasks.isEmpty()
          && !hasScheduledTasks()
          && !hasSubmissions.getAsBoolean();
    }

    @Override
    public long delayNanos(long currentTimeNanos) {
      return CallerEventLoop.this.delayNanos(currentTimeNanos, Long.MAX_VALUE);
    }

    @Override
    public long deadlineNanos() {
      return nextScheduledTaskDeadlineNanos();
    }
  }

  // --- IoEventLoop ---

  @Override
  public boolean inEventLoop(Thread thread) {
    return owner.is(thread);
  }

  @Override
  public void execute(Runnable task) {
    if (termination.isDone()) {
      throw new RejectedExecutionException("the event loop has ended");
    }
    nudge(task);
  }

  @Override
  public Future<IoRegistration> register(IoHandle handle) {
    Promise<IoRegistration> promise = newPromise();
    if (inEventLoop()) {
      registerNow(handle, promise);
    } else {
      execute(() -> registerNow(handle, promise));
    }
    return promise;
  }

  private void registerNow(IoHandle handle, Promise<IoRegistration> promise) {
    try {
      promise.setSuccess(io.register(handle));
    } catch (Exception e) {
      promise.setFailure(e);
    }
  }

  @Override
  @Deprecated
  public ChannelFuture register(Channel channel) {
    return register(new DefaultChannelPromise(channel, this));
  }

  @Override
  @Deprecated
  public ChannelFuture register(ChannelPromise promise) {
    promise.channel().unsafe().register(this, promise);
    return promise;
  }

  @Override
  @Deprecated
  public ChannelFuture register(Channel channel, ChannelPromise promise) {
    channel.unsafe().register(this, promise);
    return promise;
  }

  @Override
  public boolean isCompatible(Class<? extends IoHandle> handleType) {
    return io.isCompatible(handleType);
  }

  @Override
  public boolean isIoType(Class<? extends IoHandler> handlerType) {
    return io.getClass().equals(handlerType);
  }

  @Override
  public IoEventLoop next() {
    return this;
  }

  @Override
  public @Nullable IoEventLoopGroup parent() {
    return null;
  }

  /** Only announces the end; {@link #terminate()} by the owner is the end. */
  @Override
  public Future<?> shutdownGracefully(long quietPeriod, long timeout, TimeUnit unit) {
    shuttingDown = true;
    return termination;
  }

  @Override
  @Deprecated
  public void shutdown() {
    shuttingDown = true;
  }

  @Override
  public Future<?> terminationFuture() {
    return termination;
  }

  @Override
  public boolean isShuttingDown() {
    return shuttingDown;
  }

  @Override
  public boolean isShutdown() {
    return termination.isDone();
  }

  @Override
  public boolean isTerminated() {
    return termination.isDone();
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    return termination.await(timeout, unit);
  }
}
