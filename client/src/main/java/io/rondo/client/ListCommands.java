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
    return Command.of(Names.LPUSH, Replies.integer(), Arguments.withSome(key, "value", values));
  }

  /** LPUSHX: the length afterwards, 0 if the list is not there, which then stays so. */
  @SuppressWarnings("unchecked")
  default Command<Long> lpushX(K key, V... values) {
    return Command.of(Names.LPUSHX, Replies.integer(), Arguments.withSome(key, "value", values));
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
    return Command.of(Names.LPOP, Vocabularies.values(this), key, count);
  }

  /** RPUSH: the length afterwards. */
  @SuppressWarnings("unchecked")
  default Command<Long> rpush(K key, V... values) {
    return Command.of(Names.RPUSH, Replies.integer(), Arguments.withSome(key, "value", values));
  }

  /** RPUSHX: the length afterwards, 0 if the list is not there, which then stays so. */
  @SuppressWarnings("unchecked")
  default Command<Long> rpushX(K key, V... values) {
    return Command.of(Names.RPUSHX, Replies.integer(), Arguments.withSome(key, "value", values));
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
    return Command.of(Names.RPOP, Vocabularies.values(this), key, count);
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
    return Command.of(Names.LRANGE, Vocabularies.values(this), key, start, stop);
  }

  /**
   * LINDEX: the value at the index, or {@code null} if there is none; negative counts from the end.
   */
  default Command<@Nullable V> lindex(K key, long index) {
    return Command.of(Names.LINDEX, valueReply(), key, index);
  }

  /**
   * LINSERT BEFORE: the length afterwards, -1 if {@code pivot} is not in the list, 0 if that is not
   * there.
   */
  default Command<Long> linsertBefore(K key, V pivot, V value) {
    return Command.of(Names.LINSERT, Replies.integer(), key, "BEFORE", pivot, value);
  }

  /**
   * LINSERT AFTER: the length afterwards, -1 if {@code pivot} is not in the list, 0 if that is not
   * there.
   */
  default Command<Long> linsertAfter(K key, V pivot, V value) {
    return Command.of(Names.LINSERT, Replies.integer(), key, "AFTER", pivot, value);
  }

  /**
   * LSET: {@code "OK"}; an error if there is no value at the index; negative counts from the end.
   */
  default Command<String> lset(K key, long index, V value) {
    return Command.of(Names.LSET, Replies.status(), key, index, value);
  }

  /**
   * LREM: how many values that are equal to {@code value} are gone.
   *
   * @param count at most so many, from the left; negative from the right; 0 all
   */
  default Command<Long> lrem(K key, long count, V value) {
    return Command.of(Names.LREM, Replies.integer(), key, count, value);
  }

  /**
   * LTRIM: {@code "OK"}; the values from {@code start} to {@code stop}, both included, remain;
   * negative counts from the end.
   */
  default Command<String> ltrim(K key, long start, long stop) {
    return Command.of(Names.LTRIM, Replies.status(), key, start, stop);
  }

  /** LPOS: the index of the first value that is equal, or {@code null} if none is. */
  default Command<@Nullable Long> lpos(K key, V value) {
    return lpos(key, value, LposOptions.NONE);
  }

  /** LPOS with options: the index of a value that is equal, or {@code null} if none is. */
  default Command<@Nullable Long> lpos(K key, V value, LposOptions options) {
    return Command.of(
        Names.LPOS, Replies.nullableInteger(), Arguments.of(key, value, options.arguments()));
  }

  /** LPOS with COUNT and options: the indexes of up to so many values that are equal; 0 is all. */
  default Command<List<Long>> lpos(K key, V value, LposOptions options, long count) {
    return Command.of(
        Names.LPOS,
        Replies.list(Replies.integer()),
        Arguments.of(key, value, options.arguments(count)));
  }

  /**
   * LMOVE: the value that was moved from an end of a list to an end of another or the same, or
   * {@code null} if the source is empty.
   */
  default Command<@Nullable V> lmove(K source, K destination, ListEnd from, ListEnd to) {
    return Command.of(Names.LMOVE, valueReply(), source, destination, from.name(), to.name());
  }

  /**
   * BLMOVE: like {@link #lmove}, but waits for a value until {@code timeout}, rounded up to
   * milliseconds; zero waits for ever. The connection's own timeout is added to it. Holds up
   * whatever follows on the connection.
   */
  default Command<@Nullable V> blmove(
      K source, K destination, ListEnd from, ListEnd to, Duration timeout) {
    return Vocabularies.blocking(
        Names.BLMOVE,
        valueReply(),
        timeout,
        seconds -> Arguments.begin(source, destination, from.name(), to.name(), seconds));
  }

  /**
   * LMPOP (Redis 7): the first list that is not empty and up to so many of its values, or {@code
   * null} if all are.
   */
  @SuppressWarnings("unchecked")
  default Command<@Nullable KeyValue<K, List<V>>> lmpop(ListEnd end, long count, K... keys) {
    return Command.of(
        Names.LMPOP,
        Vocabularies.keyAnd(this, Vocabularies.values(this)),
        Arguments.begin().addCounted(keys).add(end.name(), "COUNT", count).toArray());
  }

  /**
   * BLMPOP (Redis 7): like {@link #lmpop}, but waits for a value until {@code timeout}, rounded up
   * to milliseconds; zero waits for ever. The connection's own timeout is added to it. Holds up
   * whatever follows on the connection.
   */
  @SuppressWarnings("unchecked")
  default Command<@Nullable KeyValue<K, List<V>>> blmpop(
      Duration timeout, ListEnd end, long count, K... keys) {
    return Vocabularies.blocking(
        Names.BLMPOP,
        Vocabularies.keyAnd(this, Vocabularies.values(this)),
        timeout,
        seconds -> Arguments.begin(seconds).addCounted(keys).add(end.name(), "COUNT", count));
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
