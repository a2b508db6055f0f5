package io.rondo.client;

import io.rondo.resp.Replies;
import java.util.List;

/** Commands about ranges of sorted sets. */
public sealed interface SortedSetRangeCommands<K, V> extends Vocabulary<K, V> permits Commands {
  /**
   * ZRANGE by rank: the members from {@code start} to {@code stop}, both included, lowest score
   * first; negative counts from the end.
   */
  default Command<List<V>> zrange(K key, long start, long stop) {
    return Command.of(Names.ZRANGE, Vocabularies.values(this), key, start, stop);
  }

  /** ZRANGE by rank WITHSCORES. */
  default Command<List<ScoredValue<V>>> zrangeWithScores(K key, long start, long stop) {
    return Command.of(
        Names.ZRANGE, Vocabularies.scored(valueReply()), key, start, stop, "WITHSCORES");
  }

  /** ZRANGE: the members of the range, in its order. */
  default Command<List<V>> zrange(K key, SortedSetRange range) {
    return Command.of(
        Names.ZRANGE,
        Vocabularies.values(this),
        Arguments.begin(key).addAll(range.arguments()).toArray());
  }

  /** ZRANGE WITHSCORES: the members of the range and their scores, in its order. Not by bytes. */
  default Command<List<ScoredValue<V>>> zrangeWithScores(K key, SortedSetRange range) {
    return Command.of(
        Names.ZRANGE,
        Vocabularies.scored(valueReply()),
        Arguments.begin(key).addAll(range.arguments()).add("WITHSCORES").toArray());
  }

  /**
   * ZRANGESTORE: how many members the range has; the destination has become the sorted set of them.
   */
  default Command<Long> zrangeStore(K destination, K source, SortedSetRange range) {
    return Command.of(
        Names.ZRANGESTORE, Replies.integer(), Arguments.of(destination, source, range.arguments()));
  }

  /** ZCOUNT: how many members have a score in the range. */
  default Command<Long> zcount(K key, ScoreRange scores) {
    return Command.of(Names.ZCOUNT, Replies.integer(), key, scores.min(), scores.max());
  }

  /** ZLEXCOUNT: how many members are in the range. */
  default Command<Long> zlexCount(K key, LexRange members) {
    return Command.of(Names.ZLEXCOUNT, Replies.integer(), key, members.min(), members.max());
  }

  /**
   * ZREMRANGEBYRANK: how many members had a rank from {@code start} to {@code stop}, both included,
   * and are gone; negative counts from the end.
   */
  default Command<Long> zremRangeByRank(K key, long start, long stop) {
    return Command.of(Names.ZREMRANGEBYRANK, Replies.integer(), key, start, stop);
  }

  /** ZREMRANGEBYSCORE: how many members had a score in the range and are gone. */
  default Command<Long> zremRangeByScore(K key, ScoreRange scores) {
    return Command.of(Names.ZREMRANGEBYSCORE, Replies.integer(), key, scores.min(), scores.max());
  }

  /** ZREMRANGEBYLEX: how many members were in the range and are gone. */
  default Command<Long> zremRangeByLex(K key, LexRange members) {
    return Command.of(Names.ZREMRANGEBYLEX, Replies.integer(), key, members.min(), members.max());
  }
}
