package io.rondo.client;

import io.rondo.resp.Replies;
import java.util.List;
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
    return Command.of(
        Names.HSET,
        Replies.integer(),
        Arguments.begin(key).addPairs(Arguments.requireSome("field", fields)).toArray());
  }

  /** HSETNX: whether it was set, false if the field is there already. */
  default Command<Boolean> hsetNx(K key, K field, V value) {
    return Command.of(Names.HSETNX, Replies.bool(), key, field, value);
  }

  /** HGET: the field's value, or {@code null}. */
  default Command<@Nullable V> hget(K key, K field) {
    return Command.of(Names.HGET, valueReply(), key, field);
  }

  /** HMGET: the values in the order of the fields, {@code null} for a field that is not there. */
  @SuppressWarnings("unchecked")
  default Command<List<@Nullable V>> hmget(K key, K... fields) {
    return Command.of(
        Names.HMGET, Replies.list(valueReply()), Arguments.withSome(key, "field", fields));
  }

  /**
   * HGETALL: all fields and values in the server's order, empty if the key is not there. With keys
   * as {@code byte[]} the map's keys are equal only to themselves, as arrays are.
   */
  default Command<Map<K, V>> hgetAll(K key) {
    return Command.of(Names.HGETALL, Replies.map(keyReply(), valueReply()), key);
  }

  /** HKEYS: all fields, empty if the key is not there. */
  default Command<List<K>> hkeys(K key) {
    return Command.of(Names.HKEYS, Vocabularies.keys(this), key);
  }

  /** HVALS: all values, empty if the key is not there. */
  default Command<List<V>> hvals(K key) {
    return Command.of(Names.HVALS, Vocabularies.values(this), key);
  }

  /** HLEN: the number of fields, 0 if the key is not there. */
  default Command<Long> hlen(K key) {
    return Command.of(Names.HLEN, Replies.integer(), key);
  }

  /** HSTRLEN: the length of the field's value in bytes, 0 if it is not there. */
  default Command<Long> hstrlen(K key, K field) {
    return Command.of(Names.HSTRLEN, Replies.integer(), key, field);
  }

  /** HEXISTS: whether the field is there. */
  default Command<Boolean> hexists(K key, K field) {
    return Command.of(Names.HEXISTS, Replies.bool(), key, field);
  }

  /** HDEL: how many of the fields were there and are gone. */
  @SuppressWarnings("unchecked")
  default Command<Long> hdel(K key, K... fields) {
    return Command.of(Names.HDEL, Replies.integer(), Arguments.withSome(key, "field", fields));
  }

  /** HINCRBY: the field's value after adding {@code by}. */
  default Command<Long> hincrBy(K key, K field, long by) {
    return Command.of(Names.HINCRBY, Replies.integer(), key, field, by);
  }

  /** HINCRBYFLOAT: the field's value after adding {@code by}. */
  default Command<Double> hincrByFloat(K key, K field, double by) {
    return Command.of(Names.HINCRBYFLOAT, Replies.doubleNumber(), key, field, by);
  }

  /** HRANDFIELD: any field, or {@code null} if the key is not there. */
  default Command<@Nullable K> hrandField(K key) {
    return Command.of(Names.HRANDFIELD, keyReply(), key);
  }

  /**
   * HRANDFIELD with a count: up to so many different fields; negative, so many of which some may be
   * the same.
   */
  default Command<List<K>> hrandField(K key, long count) {
    return Command.of(Names.HRANDFIELD, Vocabularies.keys(this), key, count);
  }

  /** HRANDFIELD WITHVALUES: like {@link #hrandField(Object, long)}, with their values. */
  default Command<List<KeyValue<K, V>>> hrandFieldWithValues(K key, long count) {
    return Command.of(Names.HRANDFIELD, Vocabularies.fields(this), key, count, "WITHVALUES");
  }

  /** HSCAN: some of the fields and values; begins at {@link ScanPage#START}. */
  default Command<ScanPage<KeyValue<K, V>>> hscan(K key, String cursor) {
    return hscan(key, cursor, ScanOptions.NONE);
  }

  /** HSCAN with options: some of the fields and values. */
  default Command<ScanPage<KeyValue<K, V>>> hscan(K key, String cursor, ScanOptions options) {
    return Command.of(
        Names.HSCAN,
        Vocabularies.page(Vocabularies.fields(this)),
        Arguments.of(key, cursor, options.arguments()));
  }
}
