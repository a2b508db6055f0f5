package io.rondo.client;

import io.rondo.resp.Replies;
import io.rondo.resp.ReplyDecoder;
import io.rondo.resp.RespValue;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Shapes of replies and arguments that several groups of commands share. */
final class Vocabularies {
  private Vocabularies() {}

  /** Elements that Redis never sends as null. */
  @SuppressWarnings(
      "unchecked") // A decoder only makes values, so it may be seen as one of a narrower type.
  static <V> ReplyDecoder<V> present(ReplyDecoder<@Nullable V> reply) {
    return (ReplyDecoder<V>) (ReplyDecoder<?>) reply;
  }

  static <K> ReplyDecoder<@Nullable List<K>> keys(Vocabulary<K, ?> vocabulary) {
    return Replies.list(present(vocabulary.keyReply()));
  }

  static <V> ReplyDecoder<@Nullable List<V>> values(Vocabulary<?, V> vocabulary) {
    return Replies.list(present(vocabulary.valueReply()));
  }

  static ReplyDecoder<@Nullable List<String>> texts() {
    return Replies.list(present(Replies.string()));
  }

  static ReplyDecoder<@Nullable List<Boolean>> bools() {
    return Replies.list(Replies.bool());
  }

  /** Names and values of any kind, for what differs from version to version. */
  static ReplyDecoder<Map<String, RespValue>> bag() {
    return Replies.map(Replies.string(), Replies.tree());
  }

  /** A {@link #bag}, or {@code null}. */
  static ReplyDecoder<@Nullable Map<String, RespValue>> nullableBag() {
    return nullableMap(Replies.string(), Replies.tree());
  }

  /** Keys and values in turn as a map; null is {@code null}. */
  static <K, E> ReplyDecoder<@Nullable Map<K, E>> nullableMap(
      ReplyDecoder<? extends @Nullable K> key, ReplyDecoder<? extends @Nullable E> value) {
    return mapped(
        new TurnsReply<K, E, Map.Entry<K, E>>("names and values", key, value, Map::entry),
        Vocabularies::toMap);
  }

  private static <K, V> Map<K, V> toMap(List<? extends Map.Entry<K, V>> entries) {
    Map<K, V> map = new LinkedHashMap<>();
    entries.forEach(entry -> map.put(entry.getKey(), entry.getValue()));
    return map;
  }

  /** An array of arrays of a key and something of it, as a map; null is {@code null}. */
  static <K, E> ReplyDecoder<@Nullable Map<K, E>> mapOfPairs(
      ReplyDecoder<@Nullable K> key, ReplyDecoder<? extends @Nullable E> value) {
    ReplyDecoder<Map.@Nullable Entry<K, E>> pair =
        Tuple.reply(
            "a key and what it has", two -> Map.<K, E>entry(two.at(0), two.at(1)), key, value);
    return mapped(Replies.list(present(pair)), Vocabularies::toMap);
  }

  /** What {@code function} makes of the reply; null stays {@code null}. */
  static <T, R> ReplyDecoder<@Nullable R> mapped(
      ReplyDecoder<@Nullable T> reply, Function<T, R> function) {
    return Replies.mapped(
        reply, value -> value == null ? null : function.apply(value), reply.toString());
  }

  /** A key and what came of it, or null. */
  static <K, E> ReplyDecoder<@Nullable KeyValue<K, E>> keyAnd(
      Vocabulary<K, ?> vocabulary, ReplyDecoder<? extends @Nullable E> value) {
    return Tuple.reply(
        "a key and " + value,
        two -> new KeyValue<K, E>(two.at(0), two.at(1)),
        vocabulary.keyReply(),
        value);
  }

  /** Fields and values in turn. */
  static <K, V> ReplyDecoder<@Nullable List<KeyValue<K, V>>> fields(Vocabulary<K, V> vocabulary) {
    return new TurnsReply<K, V, KeyValue<K, V>>(
        "fields and values", vocabulary.keyReply(), vocabulary.valueReply(), KeyValue::new);
  }

  /** Members and scores in turn. */
  static <V> ReplyDecoder<@Nullable List<ScoredValue<V>>> scored(ReplyDecoder<@Nullable V> member) {
    return new TurnsReply<V, Double, ScoredValue<V>>(
        "members and scores", member, Replies.doubleNumber(), ScoredValue::new);
  }

  /** A cursor, then some elements. */
  static <E> ReplyDecoder<ScanPage<E>> page(ReplyDecoder<? extends @Nullable List<E>> elements) {
    return present(
        Tuple.reply(
            "a cursor and " + elements,
            two -> new ScanPage<E>(two.at(0), two.at(1)),
            Replies.string(),
            elements));
  }

  static <K, V> Command<@Nullable KeyValue<K, V>> blockingPop(
      CommandName name, Vocabulary<K, V> vocabulary, Duration timeout, K[] keys) {
    Object[] some = Arguments.requireSome("key", keys);
    return blocking(
        name,
        keyAnd(vocabulary, vocabulary.valueReply()),
        timeout,
        seconds -> Arguments.begin(some).add(seconds));
  }

  /**
   * A command that waits on the server, and whose timeout is given there in seconds with decimals.
   *
   * @param timeout zero waits for ever
   */
  static <T extends @Nullable Object> Command<T> blocking(
      CommandName name,
      ReplyDecoder<T> reply,
      Duration timeout,
      Function<Double, Arguments> arguments) {
    long millis = Durations.waitMillis(timeout);
    return Command.of(name, reply, arguments.apply(millis / 1e3).toArray())
        .blocking(TimeUnit.MILLISECONDS.toNanos(millis));
  }
}
