package io.rondo.client;

import io.rondo.resp.Replies;
import io.rondo.resp.ReplyDecoder;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shapes of replies about members of sorted sets. */
final class SortedSetReplies {
  private SortedSetReplies() {}

  /** A member and its score, or an empty array, which is null. */
  static <V> ReplyDecoder<@Nullable ScoredValue<V>> first(ReplyDecoder<@Nullable V> member) {
    return Replies.mapped(
        Vocabularies.scored(member),
        scored -> scored == null || scored.isEmpty() ? null : scored.get(0),
        "a member and its score");
  }

  /** A key and an array of arrays of a member and its score. */
  static <K, V> ReplyDecoder<@Nullable KeyValue<K, List<ScoredValue<V>>>> keyAndScored(
      Vocabulary<K, V> vocabulary) {
    ReplyDecoder<@Nullable ScoredValue<V>> scored =
        Tuple.reply(
            "a member and its score",
            two -> new ScoredValue<V>(two.at(0), two.<Double>at(1)),
            vocabulary.valueReply(),
            Replies.doubleNumber());
    return Vocabularies.keyAnd(vocabulary, Replies.list(Vocabularies.present(scored)));
  }

  static <K, V> Command<@Nullable KeyValue<K, ScoredValue<V>>> blockingPop(
      CommandName name, Vocabulary<K, V> vocabulary, Duration timeout, K[] keys) {
    Object[] some = Arguments.requireSome("key", keys);
    ReplyDecoder<@Nullable KeyValue<K, ScoredValue<V>>> reply =
        Tuple.reply(
            "a key, a member and its score",
            three ->
                new KeyValue<K, ScoredValue<V>>(
                    three.at(0), new ScoredValue<V>(three.at(1), three.<Double>at(2))),
            vocabulary.keyReply(),
            vocabulary.valueReply(),
            Replies.doubleNumber());
    return Vocabularies.blocking(
        name, reply, timeout, seconds -> Arguments.begin(some).add(seconds));
  }
}
