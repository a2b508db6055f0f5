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

  /** SETNX: whether it was set, false if the key is there already. */
  default Command<Boolean> setNx(K key, V value) {
    return Command.of(Names.SETNX, Replies.bool(), key, value);
  }

  /** SETEX: {@code "OK"}; the key lives for so many seconds. */
  default Command<String> setEx(K key, long seconds, V value) {
    return Command.of(Names.SETEX, Replies.status(), key, seconds, value);
  }

  /** PSETEX: {@code "OK"}; the key lives for so many milliseconds. */
  default Command<String> psetEx(K key, long millis, V value) {
    return Command.of(Names.PSETEX, Replies.status(), key, millis, value);
  }

  /** GET: the value, or {@code null} if the key is not there. */
  default Command<@Nullable V> get(K key) {
    return Command.of(Names.GET, valueReply(), key);
  }

  /** GETDEL: the value, or {@code null} if the key was not there; now it is not. */
  default Command<@Nullable V> getDel(K key) {
    return Command.of(Names.GETDEL, valueReply(), key);
  }

  /** GETEX: the value, or {@code null} if the key is not there; its time to live changes. */
  default Command<@Nullable V> getEx(K key, GetExOptions options) {
    return Command.of(
        Names.GETEX, valueReply(), Arguments.begin(key).addAll(options.arguments()).toArray());
  }

  /** MSET: {@code "OK"}; all keys are set at once. */
  default Command<String> mset(Map<K, V> pairs) {
    return Command.of(
        Names.MSET, Replies.status(), Arguments.of(Arguments.requireSome("key", pairs)));
  }

  /** MSETNX: whether all keys are set, at once; false if one of them is there already. */
  default Command<Boolean> msetNx(Map<K, V> pairs) {
    return Command.of(
        Names.MSETNX, Replies.bool(), Arguments.of(Arguments.requireSome("key", pairs)));
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

  /** INCRBYFLOAT: the value after adding {@code by}. */
  default Command<Double> incrByFloat(K key, double by) {
    return Command.of(Names.INCRBYFLOAT, Replies.doubleNumber(), key, by);
  }

  /** DECR: the value after taking one away. */
  default Command<Long> decr(K key) {
    return Command.of(Names.DECR, Replies.integer(), key);
  }

  /** DECRBY: the value after taking {@code by} away. */
  default Command<Long> decrBy(K key, long by) {
    return Command.of(Names.DECRBY, Replies.integer(), key, by);
  }

  /** APPEND: the length in bytes afterwards. */
  default Command<Long> append(K key, V value) {
    return Command.of(Names.APPEND, Replies.integer(), key, value);
  }

  /** STRLEN: the length in bytes, 0 if the key is not there. */
  default Command<Long> strlen(K key) {
    return Command.of(Names.STRLEN, Replies.integer(), key);
  }

  /**
   * GETRANGE: the bytes from {@code start} to {@code end}, both included, negative counts from the
   * end; empty if there are none.
   */
  default Command<V> getRange(K key, long start, long end) {
    return Command.of(Names.GETRANGE, valueReply(), key, start, end);
  }

  /**
   * SETRANGE: the length in bytes after {@code value} was written from the byte {@code offset} on.
   */
  default Command<Long> setRange(K key, long offset, V value) {
    return Command.of(Names.SETRANGE, Replies.integer(), key, offset, value);
  }

  /** LCS (Redis 7): the longest subsequence that two values have in common, empty if none. */
  default Command<V> lcs(K key1, K key2) {
    return Command.of(Names.LCS, valueReply(), key1, key2);
  }

  /** LCS LEN (Redis 7): the length in bytes of the longest common subsequence. */
  default Command<Long> lcsLen(K key1, K key2) {
    return Command.of(Names.LCS, Replies.integer(), key1, key2, "LEN");
  }

  /**
   * LCS IDX (Redis 7): where the longest common subsequence is.
   *
   * @param minMatchLength stretches shorter than so many bytes are left out; 0 leaves none out
   */
  default Command<LcsMatches> lcsIdx(K key1, K key2, long minMatchLength) {
    return Command.of(
        Names.LCS,
        LcsReply.matches(),
        key1,
        key2,
        "IDX",
        "MINMATCHLEN",
        minMatchLength,
        "WITHMATCHLEN");
  }
}
