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
