package io.rondo.client;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection whose server says nothing any more: it was stopped, or the network drops what
 * is sent, which no socket tells.
 *
 * <p>It looks every eighth of its limit, so that a command pays nothing. Silence with a command in
 * flight for seven looks is the end, later if the command that the server works on says that it
 * takes longer: it blocks, or has a longer timeout of its own. If nothing is in flight and nothing
 * was heard for three looks, it asks by a PING, which has three looks to be answered. Either way a
 * server that falls silent is noticed within the limit. A server that still takes what it is sent,
 * a large value for example, is not silent.
 *
 * <p>Owned by the loop.
 */
final class Watchdog {
  private static final int LOOKS = 8;
  private static final int MOST_SILENT = 7;
  private static final int MOST_IDLE = 3;
  private static final int MOST_UNANSWERED = 3;

  private final Connection connection;
  private final ConnectionCounters counters;

  /** Zero is never. */
  private final long lookNanos;

  private final LoopAlarm nextLook;
  private long readsSeen;
  private long takenSeen;

  /** Looks in a row at which nothing had been heard, with a command in flight, or without. */
  private int silent;

  private int idle;

  /** The PING that is in flight. */
  private volatile @Nullable PendingReply<?> asked;

  /**
   * @param limitNanos within which a silent server is noticed; zero is never
   */
  Watchdog(Connection connection, ConnectionCounters counters, long limitNanos) {
    this.connection = connection;
    this.counters = counters;
    this.lookNanos = limitNanos == 0 ? 0 : Math.max(1, limitNanos / LOOKS);
    this.nextLook = connection.driver().alarm(this::look);
  }

  /** There is a new channel. */
  void start() {
    stop();
    if (lookNanos != 0) {
      readsSeen = counters.reads();
      lookAgain();
    }
  }

  /** The channel is gone. */
  void stop() {
    nextLook.cancel();
    asked = null;
    silent = 0;
    idle = 0;
  }

  /** How many PINGs of its own are queued or in flight: they need nobody to run the loop. */
  int asked() {
    PendingReply<?> ping = asked;
    return ping == null || ping.isDone() ? 0 : 1;
  }

  private void lookAgain() {
    try {
      nextLook.set(lookNanos);
    } catch (RejectedExecutionException e) {
      // The loop is ending, and the connection with it.
    }
  }

  private void look() {
    long reads = counters.reads();
    boolean heard = reads != readsSeen;
    readsSeen = reads;
    if (hasTakenMore() || heard) {
      silent = 0;
      idle = 0;
    } else if (connection.queue().inFlight() > 0) {
      idle = 0;
      silent++;
      if (isTooSilent()) {
        giveUp();
        return;
      }
    } else if (connection.queue().held() == 0) {
      silent = 0;
      if (++idle >= MOST_IDLE) {
        ask();
      }
    }
    lookAgain();
  }

  /** Whether the channel had more to write than the server took, and has got rid of some of it. */
  private boolean hasTakenMore() {
    long pending = connection.handler().pendingBytes();
    long taken = counters.bytesWritten() - pending;
    boolean more = pending > 0 && taken > takenSeen;
    takenSeen = taken;
    return more;
  }

  private boolean isTooSilent() {
    PendingReply<?> first = connection.queue().firstInFlight();
    if (first == null || first == asked) {
      return silent >= MOST_UNANSWERED;
    }
    long patience = first.patienceNanos(MOST_SILENT * lookNanos);
    return silent >= MOST_SILENT && patience <= silent * lookNanos;
  }

  private void ask() {
    idle = 0;
    PendingReply<?> ping = new PendingReply<>(Commands.TEXT.ping(), connection);
    asked = ping;
    connection.submissions().enqueueOnLoop(ping);
    connection.drain();
  }

  private void giveUp() {
    String silence = TimeUnit.NANOSECONDS.toMillis(silent * lookNanos) + " ms";
    connection
        .handler()
        .closeChannel(
            new Closing(
                asked() != 0
                    ? "the server has not answered a PING for " + silence
                    : "the server was silent for " + silence + " with commands in flight",
                null,
                false));
  }
}
