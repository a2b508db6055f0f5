package io.rondo.client;

import io.rondo.resp.Replies;
import java.util.List;

/**
 * Commands that make one sorted set of several; a set may stand for a sorted set whose scores are
 * all 1.
 */
public sealed interface SortedSetAlgebraCommands<K, V> extends Vocabulary<K, V> permits Commands {
  /** ZUNION: the members that any of the sorted sets has, the lowest score first. */
  @SuppressWarnings("unchecked")
  default Command<List<V>> zunion(AggregateOptions options, K... keys) {
    return Command.of(
        Names.ZUNION,
        Vocabularies.values(this),
        Arguments.begin().addCounted(keys).addAll(options.arguments()).toArray());
  }

  /**
   * ZUNION WITHSCORES: the members that any of the sorted sets has and their scores, the lowest
   * first.
   */
  @SuppressWarnings("unchecked")
  default Command<List<ScoredValue<V>>> zunionWithScores(AggregateOptions options, K... keys) {
    return Command.of(
        Names.ZUNION,
        Vocabularies.scored(valueReply()),
        Arguments.begin().addCounted(keys).addAll(options.arguments()).add("WITHSCORES").toArray());
  }

  /**
   * ZUNIONSTORE: how many members any of the sorted sets has; the destination has become the sorted
   * set of them.
   */
  @SuppressWarnings("unchecked")
  default Command<Long> zunionStore(K destination, AggregateOptions options, K... keys) {
    return Command.of(
        Names.ZUNIONSTORE,
        Replies.integer(),
        Arguments.begin(destination).addCounted(keys).addAll(options.arguments()).toArray());
  }

  /** ZINTER: the members that all of the sorted sets have, the lowest score first. */
  @SuppressWarnings("unchecked")
  default Command<List<V>> zinter(AggregateOptions options, K... keys) {
    return Command.of(
        Names.ZINTER,
        Vocabularies.values(this),
        Arguments.begin().addCounted(keys).addAll(options.arguments()).toArray());
  }

  /**
   * ZINTER WITHSCORES: the members that all of the sorted sets have and their scores, the lowest
   * first.
   */
  @SuppressWarnings("unchecked")
  default Command<List<ScoredValue<V>>> zinterWithScores(AggregateOptions options, K... keys) {
    return Command.of(
        Names.ZINTER,
        Vocabularies.scored(valueReply()),
        Arguments.begin().addCounted(keys).addAll(options.arguments()).add("WITHSCORES").toArray());
  }

  /**
   * ZINTERSTORE: how many members all of the sorted sets have; the destination has become the
   * sorted set of them.
   */
  @SuppressWarnings("unchecked")
  default Command<Long> zinterStore(K destination, AggregateOptions options, K... keys) {
    return Command.of(
        Names.ZINTERSTORE,
        Replies.integer(),
        Arguments.begin(destination).addCounted(keys).addAll(options.arguments()).toArray());
  }

  /**
   * ZDIFF: the members that the first of the sorted sets has and no other, the lowest score first.
   */
  @SuppressWarnings("unchecked")
  default Command<List<V>> zdiff(K... keys) {
    return Command.of(
        Names.ZDIFF, Vocabularies.values(this), Arguments.begin().addCounted(keys).toArray());
  }

  /**
   * ZDIFF WITHSCORES: the members that the first of the sorted sets has and no other and their
   * scores, the lowest first.
   */
  @SuppressWarnings("unchecked")
  default Command<List<ScoredValue<V>>> zdiffWithScores(K... keys) {
    return Command.of(
        Names.ZDIFF,
        Vocabularies.scored(valueReply()),
        Arguments.begin().addCounted(keys).add("WITHSCORES").toArray());
  }

  /**
   * ZDIFFSTORE: how many members the first of the sorted sets has and no other; the destination has
   * become the sorted set of them.
   */
  @SuppressWarnings("unchecked")
  default Command<Long> zdiffStore(K destination, K... keys) {
    return Command.of(
        Names.ZDIFFSTORE,
        Replies.integer(),
        Arguments.begin(destination).addCounted(keys).toArray());
  }

  /** ZINTERCARD (Redis 7): how many members all of the sorted sets have. */
  @SuppressWarnings("unchecked")
  default Command<Long> zinterCard(K... keys) {
    return Command.of(
        Names.ZINTERCARD, Replies.integer(), Arguments.begin().addCounted(keys).toArray());
  }

  /**
   * ZINTERCARD LIMIT (Redis 7): how many members all of the sorted sets have, counted up to {@code
   * limit}; 0 is no limit.
   */
  @SuppressWarnings("unchecked")
  default Command<Long> zinterCard(long limit, K... keys) {
    return Command.of(
        Names.ZINTERCARD,
        Replies.integer(),
        Arguments.begin().addCounted(keys).add("LIMIT", limit).toArray());
  }
}
