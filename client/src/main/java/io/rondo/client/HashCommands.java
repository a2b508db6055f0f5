package io.rondo.client;

import io.rondo.resp.Replies;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Commands about hashes. */
public sealed interface HashCommands<K, V> extends Vocabulary<K, V> permits Commands {
  /** HSET of one field: how many fields are new, 1 or 0. */
  default Command<Long> hset(K key, K field, V value) {
    return Command.of(Names.HSET, Replies.integer(), key, field, value);
  }

  /** HSET of several fields: how many are new. */
  default Command<Long> hset(K key, Map<K, V> fields) {
    Arguments.requireSome("field", fields.keySet().toArray());
    return Command.of(Names.HSET, Replies.integer(), Arguments.of(key, Arguments.of(fields)));
  }

  /** HGET: the field's value, or {@code null}. */
  default Command<@Nullable V> hget(K key, K field) {
    return Command.of(Names.HGET, valueReply(), key, field);
  }

  /**
   * HGETALL: all fields and values in the server's order, empty if the key is not there. With keys
   * as {@code byte[]} the map's keys are equal only to themselves, as arrays are.
   */
  default Command<Map<K, V>> hgetAll(K key) {
    return Command.of(Names.HGETALL, Replies.map(keyReply(), valueReply()), key);
  }
}
