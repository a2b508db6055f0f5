package io.rondo.client;

import io.rondo.resp.Replies;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Commands about strings. */
public sealed interface StringCommands<K, V> extends Vocabulary<K, V> permits Commands {
  /** SET: {@code "OK"}. */
  default Command<String> set(K key, V value) {
    return Command.of(Names.SET, Replies.status(), key, value);
  }

  /** SET with options: {@code "OK"}, or {@code null} if NX or XX kept it from being set. */
  default Command<@Nullable String> set(K key, V value, SetOptions options) {
    return Command.of(Names.SET, Replies.status(), Arguments.of(key, value, options.arguments()));
  }

  /** SET with GET and options: the value before, or {@code null} if there was none. */
  default Command<@Nullable V> setGet(K key, V value, SetOptions options) {
    return Command.of(
        Names.SET, valueReply(), Arguments.of(key, value, options.argumentsWithGet()));
  }

  /** GET: the value, or {@code null} if the key is not there. */
  default Command<@Nullable V> get(K key) {
    return Command.of(Names.GET, valueReply(), key);
  }

  /** MSET: {@code "OK"}; all keys are set at once. */
  default Command<String> mset(Map<K, V> pairs) {
    Arguments.requireSome("key", pairs.keySet().toArray());
    return Command.of(Names.MSET, Replies.status(), Arguments.of(pairs));
  }

  /** MGET: the values in the order of the keys, {@code null} for a key that is not there. */
  @SuppressWarnings("unchecked")
  default Command<List<@Nullable V>> mget(K... keys) {
    return Command.of(Names.MGET, Replies.list(valueReply()), Arguments.requireSome("key", keys));
  }

  /** INCR: the value after adding one. */
  default Command<Long> incr(K key) {
    return Command.of(Names.INCR, Replies.integer(), key);
  }

  /** INCRBY: the value after adding {@code by}. */
  default Command<Long> incrBy(K key, long by) {
    return Command.of(Names.INCRBY, Replies.integer(), key, by);
  }

  /** APPEND: the length in bytes afterwards. */
  default Command<Long> append(K key, V value) {
    return Command.of(Names.APPEND, Replies.integer(), key, value);
  }

  /** STRLEN: the length in bytes, 0 if the key is not there. */
  default Command<Long> strlen(K key) {
    return Command.of(Names.STRLEN, Replies.integer(), key);
  }
}
