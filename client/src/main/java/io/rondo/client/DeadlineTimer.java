package io.rondo.client;

import io.netty.channel.EventLoop;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One timer for all deadlines of a connection, set to the earliest that there may be. With one
 * timeout for all commands it fires once per timeout, looks through the queue and is set again: a
 * command pays nothing. Owned by the loop.
 */
final class DeadlineTimer {
  private final EventLoop loop;
  private final Runnable onDeadline;
  private long at = PendingReply.NO_DEADLINE;
  private @Nullable Future<?> scheduled;

  DeadlineTimer(EventLoop loop, Runnable onDeadline) {
    this.loop = loop;
    this.onDeadline = onDeadline;
  }

  /** Sees to it that {@code onDeadline} runs at {@code deadline}, or before. */
  void arm(long deadline) {
    if (deadline == PendingReply.NO_DEADLINE
        || (at != PendingReply.NO_DEADLINE && at - deadline <= 0)) {
      return;
    }
    disarm();
    at = deadline;
    long delay = Math.max(0, deadline - System.nanoTime());
    scheduled = loop.schedule(this::fire, delay, TimeUnit.NANOSECONDS);
  }

  private void fire() {
    at = PendingReply.NO_DEADLINE;
    scheduled = null;
    onDeadline.run();
  }

  void disarm() {
    Future<?> timer = scheduled;
    if (timer != null) {
      timer.cancel(false);
      scheduled = null;
    }
    at = PendingReply.NO_DEADLINE;
  }
}
