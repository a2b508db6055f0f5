package io.rondo.client;

import io.rondo.resp.Replies;
import java.util.Set;

/** Commands about sets. */
public sealed interface SetCommands<K, V> extends Vocabulary<K, V> permits Commands {
  /** SADD: how many of the members are new. */
  @SuppressWarnings("unchecked")
  default Command<Long> sadd(K key, V... members) {
    return Command.of(
        Names.SADD,
        Replies.integer(),
        Arguments.of(key, (Object[]) Arguments.requireSome("member", members)));
  }

  /** SMEMBERS: all members, in no order, empty if the key is not there. */
  default Command<Set<V>> smembers(K key) {
    return Command.of(Names.SMEMBERS, Replies.set(valueReply()), key);
  }
}
