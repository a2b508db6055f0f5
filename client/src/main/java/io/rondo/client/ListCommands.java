package io.rondo.client;

import io.rondo.resp.Replies;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Commands about lists. */
public sealed interface ListCommands<K, V> extends Vocabulary<K, V> permits Commands {
  /** LPUSH: the length afterwards. */
  @SuppressWarnings("unchecked")
  default Command<Long> lpush(K key, V... values) {
    return Command.of(
        Names.LPUSH,
        Replies.integer(),
        Arguments.of(key, (Object[]) Arguments.requireSome("value", values)));
  }

  /** RPUSH: the length afterwards. */
  @SuppressWarnings("unchecked")
  default Command<Long> rpush(K key, V... values) {
    return Command.of(
        Names.RPUSH,
        Replies.integer(),
        Arguments.of(key, (Object[]) Arguments.requireSome("value", values)));
  }

  /** LPOP: the first value, or {@code null} if the list is empty. */
  default Command<@Nullable V> lpop(K key) {
    return Command.of(Names.LPOP, valueReply(), key);
  }

  /**
   * LPOP with a count: up to so many values from the left, or {@code null} if the list is not
   * there.
   */
  default Command<@Nullable List<V>> lpop(K key, int count) {
    return Command.of(Names.LPOP, Replies.list(Vocabularies.present(valueReply())), key, count);
  }

  /** RPOP: the last value, or {@code null} if the list is empty. */
  default Command<@Nullable V> rpop(K key) {
    return Command.of(Names.RPOP, valueReply(), key);
  }

  /**
   * RPOP with a count: up to so many values from the right, or {@code null} if the list is not
   * there.
   */
  default Command<@Nullable List<V>> rpop(K key, int count) {
    return Command.of(Names.RPOP, Replies.list(Vocabularies.present(valueReply())), key, count);
  }

  /** LLEN: the length, 0 if the key is not there. */
  default Command<Long> llen(K key) {
    return Command.of(Names.LLEN, Replies.integer(), key);
  }

  /**
   * LRANGE: the values from {@code start} to {@code stop}, both included; negative counts from the
   * end.
   */
  default Command<List<V>> lrange(K key, long start, long stop) {
    return Command.of(
        Names.LRANGE, Replies.list(Vocabularies.present(valueReply())), key, start, stop);
  }

  /**
   * BLPOP: the key and the value of the first list that has one, or {@code null} after {@code
   * timeout}, rounded up to milliseconds, at least two; zero waits for ever. The connection's own
   * timeout is added to it. Holds up whatever follows on the connection.
   */
  @SuppressWarnings("unchecked")
  default Command<@Nullable KeyValue<K, V>> blpop(Duration timeout, K... keys) {
    return Vocabularies.blockingPop(Names.BLPOP, this, timeout, keys);
  }

  /** BRPOP: like {@link #blpop}, from the right. */
  @SuppressWarnings("unchecked")
  default Command<@Nullable KeyValue<K, V>> brpop(Duration timeout, K... keys) {
    return Vocabularies.blockingPop(Names.BRPOP, this, timeout, keys);
  }
}
