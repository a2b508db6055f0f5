package io.rondo.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Is told what happens on a {@link RedisSubscriber}, one thing after the other, on the event loop:
 * it must not block. What it throws goes to the thread's handler of uncaught exceptions, and
 * changes nothing.
 */
public interface PubSubListener<K, V> {
  /**
   * A message came. It has been handed to no subscriber of {@link RedisSubscriber#messages} yet.
   */
  default void onMessage(PubSubMessage<K, V> message) {}

  /**
   * The connection was lost, another one is open, and all that was subscribed to is subscribed to
   * again. Messages that were published meanwhile are lost, for Redis keeps none.
   *
   * @param gap how long nothing was heard: what was published before that came, what is published
   *     from now on comes
   * @param why why the connection was lost, in words
   */
  default void onGap(Duration gap, String why) {}

  /**
   * Nothing comes any more.
   *
   * @param cause {@code null} if the subscriber or its client was closed; else why it could not go
   *     on: the server refuses a subscription that it had granted before, for example
   */
  default void onClosed(@Nullable RedisException cause) {}
}
