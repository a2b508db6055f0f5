package io.rondo.client;

import io.rondo.resp.Replies;
import io.rondo.resp.RespValue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Commands about streams. An ID is Unix milliseconds and a number, {@code "1526919030474-0"}. */
public sealed interface StreamCommands<K, V> extends Vocabulary<K, V> permits Commands {
  /** XADD: the ID of the new entry. */
  default Command<String> xadd(K key, Map<K, V> fields) {
    return xadd(key, XAddOptions.NONE, fields);
  }

  /**
   * XADD with options: the ID of the new entry, or {@code null} if NOMKSTREAM kept it from being
   * added.
   */
  default Command<@Nullable String> xadd(K key, XAddOptions options, Map<K, V> fields) {
    return Command.of(
        Names.XADD,
        Replies.string(),
        Arguments.begin(key)
            .addAll(options.arguments())
            .addPairs(Arguments.requireSome("field", fields))
            .toArray());
  }

  /** XLEN: the number of entries, 0 if the key is not there. */
  default Command<Long> xlen(K key) {
    return Command.of(Names.XLEN, Replies.integer(), key);
  }

  /**
   * XRANGE: the entries from {@code start} to {@code end}, both included. {@code "-"} is the lowest
   * ID, {@code "+"} the highest, and {@code "("} before an ID excludes it.
   */
  default Command<List<StreamEntry<K, V>>> xrange(K key, String start, String end) {
    return Command.of(Names.XRANGE, StreamReplies.entries(this), key, start, end);
  }

  /**
   * XRANGE with COUNT: up to so many entries from {@code start} to {@code end}; bounds as in {@link
   * #xrange(Object, String, String)}.
   */
  default Command<List<StreamEntry<K, V>>> xrange(K key, String start, String end, long count) {
    return Command.of(Names.XRANGE, StreamReplies.entries(this), key, start, end, "COUNT", count);
  }

  /**
   * XREVRANGE: the entries from {@code end} down to {@code start}; bounds as in {@link
   * #xrange(Object, String, String)}.
   */
  default Command<List<StreamEntry<K, V>>> xrevRange(K key, String end, String start) {
    return Command.of(Names.XREVRANGE, StreamReplies.entries(this), key, end, start);
  }

  /**
   * XREVRANGE with COUNT: up to so many entries from {@code end} down to {@code start}; bounds as
   * in {@link #xrange(Object, String, String)}.
   */
  default Command<List<StreamEntry<K, V>>> xrevRange(K key, String end, String start, long count) {
    return Command.of(
        Names.XREVRANGE, StreamReplies.entries(this), key, end, start, "COUNT", count);
  }

  /**
   * XREAD: of each stream that has any, the entries after the ID; {@code null} if none has, with
   * BLOCK after the timeout. With keys as {@code byte[]} the maps' keys are equal only to
   * themselves, as arrays are.
   *
   * @param after of each key an ID, {@code "$"} for the last entry there is
   */
  default Command<@Nullable Map<K, List<StreamEntry<K, V>>>> xread(
      XReadOptions options, Map<K, String> after) {
    return options.blocking(
        Command.of(
            Names.XREAD,
            StreamReplies.streams(this),
            Arguments.begin().addAll(options.arguments()).addStreams(after).toArray()));
  }

  /**
   * XREAD of one stream: the entries after the ID; none if there are none, with BLOCK after the
   * timeout.
   *
   * @param after an ID, {@code "$"} for the last entry there is
   */
  default Command<List<StreamEntry<K, V>>> xread(XReadOptions options, K key, String after) {
    return options.blocking(
        Command.of(
            Names.XREAD,
            StreamReplies.onlyStream(this),
            Arguments.begin()
                .addAll(options.arguments())
                .addStreams(Map.of(key, after))
                .toArray()));
  }

  /** XDEL: how many of the entries were there and are gone. */
  default Command<Long> xdel(K key, String... ids) {
    return Command.of(Names.XDEL, Replies.integer(), Arguments.withSome(key, "ID", ids));
  }

  /** XTRIM: how many entries are gone. */
  default Command<Long> xtrim(K key, StreamTrim trim) {
    return Command.of(
        Names.XTRIM, Replies.integer(), Arguments.begin(key).addAll(trim.arguments()).toArray());
  }

  /** XSETID: {@code "OK"}; the ID counts as that of the last entry. */
  default Command<String> xsetId(K key, String lastId) {
    return xsetId(key, lastId, XSetIdOptions.NONE);
  }

  /** XSETID with options (Redis 7): {@code "OK"}; the ID counts as that of the last entry. */
  default Command<String> xsetId(K key, String lastId, XSetIdOptions options) {
    return Command.of(
        Names.XSETID, Replies.status(), Arguments.of(key, lastId, options.arguments()));
  }

  /**
   * XINFO STREAM: length, groups, first and last entry and more, which differs from version to
   * version.
   */
  default Command<Map<String, RespValue>> xinfoStream(K key) {
    return Command.of(Names.XINFO_STREAM, Vocabularies.bag(), key);
  }

  /**
   * XINFO STREAM FULL: what the stream has, up to {@code count} entries of it and pending in each
   * group; 0 is all.
   */
  default Command<Map<String, RespValue>> xinfoStreamFull(K key, long count) {
    return Command.of(Names.XINFO_STREAM, Vocabularies.bag(), key, "FULL", "COUNT", count);
  }

  /** XINFO GROUPS: the groups of the stream. */
  default Command<List<StreamGroup>> xinfoGroups(K key) {
    return Command.of(Names.XINFO_GROUPS, StreamReplies.groups(), key);
  }

  /** XINFO CONSUMERS: the consumers of a group. */
  default Command<List<StreamConsumer>> xinfoConsumers(K key, String group) {
    return Command.of(Names.XINFO_CONSUMERS, StreamReplies.consumers(), key, group);
  }
}
