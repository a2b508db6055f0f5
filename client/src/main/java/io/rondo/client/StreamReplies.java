package io.rondo.client;

import io.rondo.resp.Replies;
import io.rondo.resp.ReplyDecoder;
import io.rondo.resp.RespValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Shapes of replies and arguments about streams. */
final class StreamReplies {
  private StreamReplies() {}

  /**
   * Entries; before version 7 the server sends null for one that it was asked to claim and that is
   * deleted: such are left out.
   */
  static <K, V> ReplyDecoder<@Nullable List<StreamEntry<K, V>>> entries(
      Vocabulary<K, V> vocabulary) {
    return withoutNulls(Replies.list(entry(vocabulary)));
  }

  private static <K, V> ReplyDecoder<@Nullable StreamEntry<K, V>> entry(
      Vocabulary<K, V> vocabulary) {
    return Tuple.reply(
        "an ID and fields",
        two -> new StreamEntry<K, V>(two.at(0), two.orNull(1)),
        Replies.string(),
        Vocabularies.nullableMap(vocabulary.keyReply(), vocabulary.valueReply()));
  }

  private static <E> ReplyDecoder<@Nullable List<E>> withoutNulls(
      ReplyDecoder<@Nullable List<@Nullable E>> list) {
    return Vocabularies.mapped(
        list,
        elements -> {
          elements.removeIf(Objects::isNull);
          return nonNull(elements);
        });
  }

  @SuppressWarnings("unchecked") // There is no null in it.
  private static <E> List<E> nonNull(List<@Nullable E> elements) {
    return (List<E>) (List<?>) elements;
  }

  /** Of each key its entries, or null. */
  static <K, V> ReplyDecoder<@Nullable Map<K, List<StreamEntry<K, V>>>> streams(
      Vocabulary<K, V> vocabulary) {
    return Vocabularies.mapOfPairs(vocabulary.keyReply(), entries(vocabulary));
  }

  /** The entries of the only key, none if null. */
  static <K, V> ReplyDecoder<List<StreamEntry<K, V>>> onlyStream(Vocabulary<K, V> vocabulary) {
    ReplyDecoder<@Nullable List<StreamEntry<K, V>>> stream =
        Tuple.reply(
            "a key and its entries",
            two -> two.<List<StreamEntry<K, V>>>at(1),
            vocabulary.keyReply(),
            entries(vocabulary));
    return Replies.mapped(
        Replies.list(Vocabularies.present(stream)),
        streams -> streams == null || streams.isEmpty() ? List.of() : streams.get(0),
        "the entries of a key");
  }

  /** A cursor, what was claimed, and (version 7) IDs of deleted entries. */
  static <E> ReplyDecoder<ClaimedEntries<E>> claimed(ReplyDecoder<@Nullable List<E>> entries) {
    return Vocabularies.present(
        Tuple.reply(
            "a cursor, what was claimed and what was deleted",
            2,
            three ->
                new ClaimedEntries<E>(
                    three.at(0),
                    three.at(1),
                    Objects.requireNonNullElse(three.<List<String>>orNull(2), List.of())),
            Replies.string(),
            entries,
            Vocabularies.texts()));
  }

  static Arguments claim(Object key, String group, String consumer, Duration minIdle) {
    return Arguments.begin(key, group, consumer, Durations.millis("minIdle", minIdle));
  }

  static ReplyDecoder<PendingSummary> pendingSummary() {
    return Vocabularies.present(
        Tuple.reply(
            "a count, two IDs and consumers",
            four ->
                new PendingSummary(
                    four.<Long>at(0),
                    four.orNull(1),
                    four.orNull(2),
                    Objects.requireNonNullElse(four.<Map<String, Long>>orNull(3), Map.of())),
            Replies.integer(),
            Replies.string(),
            Replies.string(),
            Vocabularies.mapOfPairs(Replies.string(), Replies.integer())));
  }

  static ReplyDecoder<@Nullable List<PendingEntry>> pendingEntries() {
    return Replies.list(
        Vocabularies.present(
            Tuple.reply(
                "an ID, a consumer, an idle time and a count",
                four ->
                    new PendingEntry(
                        four.at(0),
                        four.at(1),
                        Duration.ofMillis(four.<Long>at(2)),
                        four.<Long>at(3)),
                Replies.string(),
                Replies.string(),
                Replies.integer(),
                Replies.integer())));
  }

  static ReplyDecoder<@Nullable List<StreamGroup>> groups() {
    return Replies.list(
        Replies.mapped(
            Vocabularies.bag(),
            group ->
                new StreamGroup(
                    text(group, "name"),
                    number(group, "consumers"),
                    number(group, "pending"),
                    text(group, "last-delivered-id"),
                    numberOrNull(group, "entries-read"),
                    numberOrNull(group, "lag")),
            "a group"));
  }

  static ReplyDecoder<@Nullable List<StreamConsumer>> consumers() {
    return Replies.list(
        Replies.mapped(
            Vocabularies.bag(),
            consumer ->
                new StreamConsumer(
                    text(consumer, "name"),
                    number(consumer, "pending"),
                    Duration.ofMillis(number(consumer, "idle"))),
            "a consumer"));
  }

  private static String text(Map<String, RespValue> bag, String name) {
    if (bag.get(name) instanceof RespValue.Bulk bulk) {
      return bulk.text();
    }
    throw new IllegalStateException("expected text for " + name + ", got " + bag.get(name));
  }

  private static long number(Map<String, RespValue> bag, String name) {
    Long number = numberOrNull(bag, name);
    if (number == null) {
      throw new IllegalStateException("expected a number for " + name + ", got " + bag.get(name));
    }
    return number;
  }

  private static @Nullable Long numberOrNull(Map<String, RespValue> bag, String name) {
    return bag.get(name) instanceof RespValue.Int number ? number.value() : null;
  }
}
