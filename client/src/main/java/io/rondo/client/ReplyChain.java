package io.rondo.client;

import java.util.ArrayList;
import java.util.List;

/**
 * Commands that are submitted as one, linked from the newest to the oldest as {@link CommandQueue}
 * takes them.
 */
final class ReplyChain {
  private final List<PendingReply<?>> replies = new ArrayList<>();
  private long bytes;

  void add(PendingReply<?> reply) {
    reply.next = replies.isEmpty() ? null : newest();
    replies.add(reply);
    bytes += reply.weight();
  }

  /** All of them, oldest first. */
  List<PendingReply<?>> replies() {
    return replies;
  }

  PendingReply<?> newest() {
    return replies.get(replies.size() - 1);
  }

  PendingReply<?> oldest() {
    return replies.get(0);
  }

  int commands() {
    return replies.size();
  }

  long bytes() {
    return bytes;
  }

  void submittedAt(long now) {
    for (PendingReply<?> reply : replies) {
      reply.submittedAt(now);
    }
  }

  void fail(RedisException cause) {
    for (PendingReply<?> reply : replies) {
      reply.fail(cause);
    }
  }
}
