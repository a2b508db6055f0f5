package io.rondo.client;

import io.rondo.resp.Replies;

/** Commands about keys of any type. */
public sealed interface KeyCommands<K, V> extends Vocabulary<K, V> permits Commands {
  /** DEL: how many of the keys were there and are gone. */
  @SuppressWarnings("unchecked")
  default Command<Long> del(K... keys) {
    return Command.of(Names.DEL, Replies.integer(), Arguments.requireSome("key", keys));
  }

  /** EXISTS: how many of the keys are there; one given twice counts twice. */
  @SuppressWarnings("unchecked")
  default Command<Long> exists(K... keys) {
    return Command.of(Names.EXISTS, Replies.integer(), Arguments.requireSome("key", keys));
  }

  /** EXPIRE: whether the key was there and got the time to live. */
  default Command<Boolean> expire(K key, long seconds) {
    return Command.of(Names.EXPIRE, Replies.bool(), key, seconds);
  }

  /** TTL: the time to live in seconds, -1 if the key has none, -2 if it is not there. */
  default Command<Long> ttl(K key) {
    return Command.of(Names.TTL, Replies.integer(), key);
  }
}
