package io.rondo.client;

import io.rondo.resp.Replies;
import java.util.List;
import java.util.Map;

/** Commands about sorted sets. */
public sealed interface SortedSetCommands<K, V> extends Vocabulary<K, V> permits Commands {
  /** ZADD of one member: 1 if it is new, else 0. */
  default Command<Long> zadd(K key, double score, V member) {
    return Command.of(Names.ZADD, Replies.integer(), key, score, member);
  }

  /** ZADD of several members: how many are new. */
  default Command<Long> zadd(K key, Map<V, Double> scores) {
    Arguments.requireSome("member", scores.keySet().toArray());
    return Command.of(
        Names.ZADD, Replies.integer(), Arguments.of(key, Vocabularies.scoreFirst(scores)));
  }

  /**
   * ZRANGE by rank: the members from {@code start} to {@code stop}, both included, lowest score
   * first.
   */
  default Command<List<V>> zrange(K key, long start, long stop) {
    return Command.of(
        Names.ZRANGE, Replies.list(Vocabularies.present(valueReply())), key, start, stop);
  }

  /** ZRANGE by rank WITHSCORES. */
  default Command<List<ScoredValue<V>>> zrangeWithScores(K key, long start, long stop) {
    return Command.of(
        Names.ZRANGE, Vocabularies.scored(valueReply()), key, start, stop, "WITHSCORES");
  }
}
