package io.rondo.client;

import org.jspecify.annotations.Nullable;

/** A list of pending replies, first in first out, through their own links. One thread at a time. */
final class ReplyFifo {
  private @Nullable PendingReply<?> first;
  private @Nullable PendingReply<?> last;

  void add(PendingReply<?> reply) {
    reply.next = null;
    PendingReply<?> before = last;
    if (before == null) {
      first = reply;
    } else {
      before.next = reply;
    }
    last = reply;
  }

  /** Puts all of {@code others} before what is there, and leaves none in it. */
  void prepend(ReplyFifo others) {
    PendingReply<?> lastOfOthers = others.last;
    if (lastOfOthers == null) {
      return;
    }
    lastOfOthers.next = first;
    if (first == null) {
      last = lastOfOthers;
    }
    first = others.first;
    others.first = null;
    others.last = null;
  }

  /**
   * Ends every one whose deadline has passed; it keeps its place.
   *
   * @return the earliest deadline of the others, or {@link PendingReply#NO_DEADLINE}
   */
  long expire(long now) {
    long earliest = PendingReply.NO_DEADLINE;
    for (PendingReply<?> reply = first; reply != null; reply = reply.next) {
      if (reply.isLate(now)) {
        reply.expire();
      } else if (!reply.isDone()) {
        earliest = PendingReply.earlier(earliest, reply.deadline);
      }
    }
    return earliest;
  }

  /** The first unanswered one that a thread waits for which may run the loop. */
  @Nullable PendingReply<?> firstAwaited() {
    for (PendingReply<?> reply = first; reply != null; reply = reply.next) {
      Thread waiter = reply.waiter();
      if (waiter != null && !VirtualThreads.isVirtual(waiter) && !reply.isDone()) {
        return reply;
      }
    }
    return null;
  }

  @Nullable PendingReply<?> peek() {
    return first;
  }

  @Nullable PendingReply<?> poll() {
    PendingReply<?> reply = first;
    if (reply != null) {
      first = reply.next;
      if (first == null) {
        last = null;
      }
      reply.next = null; // An answered command must not keep its successors alive.
    }
    return reply;
  }
}
