package io.rondo.client;

/**
 * One timer for all deadlines of a connection, set to the earliest that there may be. With one
 * timeout for all commands it fires once per timeout, looks through the queue and is set again: a
 * command pays nothing. Owned by the loop.
 */
final class DeadlineTimer {
  private final LoopAlarm alarm;
  private final Runnable onDeadline;
  private long at = PendingReply.NO_DEADLINE;

  DeadlineTimer(LoopDriver driver, Runnable onDeadline) {
    this.alarm = driver.alarm(this::fire);
    this.onDeadline = onDeadline;
  }

  /** Sees to it that {@code onDeadline} runs at {@code deadline}, or before. */
  void arm(long deadline) {
    if (deadline == PendingReply.NO_DEADLINE
        || (at != PendingReply.NO_DEADLINE && at - deadline <= 0)) {
      return;
    }
    at = deadline;
    alarm.set(deadline - System.nanoTime());
  }

  private void fire() {
    at = PendingReply.NO_DEADLINE;
    onDeadline.run();
  }

  void disarm() {
    at = PendingReply.NO_DEADLINE;
    alarm.cancel();
  }
}
