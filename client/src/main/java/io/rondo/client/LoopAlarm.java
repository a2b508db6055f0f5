package io.rondo.client;

import io.netty.channel.EventLoop;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs a task on a loop at a later time.
 *
 * <p>A loop that has anything on its calendar pays for it in every turn: it looks at the clock
 * three times, and whenever it waits the kernel sets a timer, and takes it back. So what is far off
 * is kept by the client's timer, and comes onto the calendar of the loop when it is near.
 *
 * <p>Of the loop.
 */
final class LoopAlarm {
  /** So long before its time the task comes onto the calendar of the loop. */
  private static final long NEAR_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final EventLoop loop;
  private final @Nullable ClientTimer timer;
  private final Runnable task;
  private @Nullable Future<?> pending;

  /** Tells what is pending from what was before: cancelling may come too late for that. */
  private int settings;

  /**
   * @param timer keeps what is far off; without one the loop does
   */
  LoopAlarm(EventLoop loop, @Nullable ClientTimer timer, Runnable task) {
    this.loop = loop;
    this.timer = timer;
    this.task = task;
  }

  /**
   * Runs the task once after {@code nanos}, and not when it was set to before.
   *
   * @throws RejectedExecutionException if the loop has ended
   */
  void set(long nanos) {
    cancel();
    if (timer == null || nanos <= 2 * NEAR_NANOS) {
      schedule(nanos);
      return;
    }
    int setting = settings;
    long at = System.nanoTime() + nanos;
    try {
      pending = timer.schedule(() -> loop.execute(() -> near(setting, at)), nanos - NEAR_NANOS);
    } catch (RejectedExecutionException e) {
      schedule(nanos); // The client is being closed.
    }
  }

  private void near(int setting, long at) {
    if (setting == settings) {
      schedule(at - System.nanoTime());
    }
  }

  private void schedule(long nanos) {
    pending = loop.schedule(this::ring, Math.max(0, nanos), TimeUnit.NANOSECONDS);
  }

  private void ring() {
    pending = null;
    task.run();
  }

  /** The task does not run. */
  void cancel() {
    Future<?> future = pending;
    pending = null;
    settings++;
    if (future != null) {
      future.cancel(false);
    }
  }
}
