package io.rondo.client;

import io.rondo.resp.Replies;
import org.jspecify.annotations.Nullable;

/**
 * SUBSCRIBE or UNSUBSCRIBE of any kind, on its way: one place in the queue, and a confirmation for
 * each name.
 */
final class PendingSubscription extends PendingReply<@Nullable Void> {
  private final Push push;

  /** Confirmations to come; negative until it is known how many. */
  private int missing;

  /**
   * A command for these names.
   *
   * @param names none for all there are
   */
  PendingSubscription(Push push, Object[] names, Connection connection) {
    super(Command.of(CommandName.of(push.name()), Replies.skip(), names), connection);
    this.push = push;
    this.missing = names.length == 0 ? -1 : names.length;
  }

  boolean expects(Push confirmed) {
    return push == confirmed;
  }

  /**
   * One name is confirmed.
   *
   * @param subscribed how many names of the kind there were before
   * @return whether it was the last one
   */
  boolean confirm(int subscribed) {
    if (missing < 0) {
      missing = Math.max(1, subscribed); // Where there are none, that is confirmed once.
    }
    return --missing == 0;
  }
}
