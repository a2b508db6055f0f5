package io.rondo.client;

import io.rondo.resp.Replies;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Commands about members of sorted sets. */
public sealed interface SortedSetCommands<K, V> extends Vocabulary<K, V> permits Commands {
  /** ZADD of one member: 1 if it is new, else 0. */
  default Command<Long> zadd(K key, double score, V member) {
    return Command.of(Names.ZADD, Replies.integer(), key, score, member);
  }

  /** ZADD of several members: how many are new. */
  default Command<Long> zadd(K key, Map<V, Double> scores) {
    return zadd(key, ZaddOptions.NONE, scores);
  }

  /** ZADD with options: how many members are new (or changed, with CH). */
  default Command<Long> zadd(K key, ZaddOptions options, Map<V, Double> scores) {
    return Command.of(
        Names.ZADD,
        Replies.integer(),
        Arguments.begin(key)
            .addAll(options.arguments())
            .addScores(Arguments.requireSome("member", scores))
            .toArray());
  }

  /**
   * ZADD INCR with options: the score after adding {@code by}, or {@code null} if the options kept
   * it from being added.
   */
  default Command<@Nullable Double> zaddIncr(K key, ZaddOptions options, double by, V member) {
    return Command.of(
        Names.ZADD,
        Replies.doubleNumber(),
        Arguments.begin(key).addAll(options.arguments()).add("INCR", by, member).toArray());
  }

  /** ZINCRBY: the score after adding {@code by}. */
  default Command<Double> zincrBy(K key, double by, V member) {
    return Command.of(Names.ZINCRBY, Replies.doubleNumber(), key, by, member);
  }

  /** ZREM: how many of the members were there and are gone. */
  @SuppressWarnings("unchecked")
  default Command<Long> zrem(K key, V... members) {
    return Command.of(Names.ZREM, Replies.integer(), Arguments.withSome(key, "member", members));
  }

  /** ZCARD: the number of members, 0 if the key is not there. */
  default Command<Long> zcard(K key) {
    return Command.of(Names.ZCARD, Replies.integer(), key);
  }

  /** ZSCORE: the score, or {@code null} if it is no member. */
  default Command<@Nullable Double> zscore(K key, V member) {
    return Command.of(Names.ZSCORE, Replies.doubleNumber(), key, member);
  }

  /** ZMSCORE: the scores in the order of the members, {@code null} for one that is none. */
  @SuppressWarnings("unchecked")
  default Command<List<@Nullable Double>> zmscore(K key, V... members) {
    return Command.of(
        Names.ZMSCORE,
        Replies.list(Replies.doubleNumber()),
        Arguments.withSome(key, "member", members));
  }

  /** ZRANK: the rank, 0 that of the lowest score, or {@code null} if it is no member. */
  default Command<@Nullable Long> zrank(K key, V member) {
    return Command.of(Names.ZRANK, Replies.nullableInteger(), key, member);
  }

  /** ZREVRANK: the rank, 0 that of the highest score, or {@code null} if it is no member. */
  default Command<@Nullable Long> zrevRank(K key, V member) {
    return Command.of(Names.ZREVRANK, Replies.nullableInteger(), key, member);
  }

  /** ZRANDMEMBER: any member, or {@code null} if the key is not there. */
  default Command<@Nullable V> zrandMember(K key) {
    return Command.of(Names.ZRANDMEMBER, valueReply(), key);
  }

  /**
   * ZRANDMEMBER with a count: up to so many different members; negative, so many of which some may
   * be the same.
   */
  default Command<List<V>> zrandMember(K key, long count) {
    return Command.of(Names.ZRANDMEMBER, Vocabularies.values(this), key, count);
  }

  /** ZRANDMEMBER WITHSCORES: like {@link #zrandMember(Object, long)}, with their scores. */
  default Command<List<ScoredValue<V>>> zrandMemberWithScores(K key, long count) {
    return Command.of(
        Names.ZRANDMEMBER, Vocabularies.scored(valueReply()), key, count, "WITHSCORES");
  }

  /** ZSCAN: some of the members and scores; begins at {@link ScanPage#START}. */
  default Command<ScanPage<ScoredValue<V>>> zscan(K key, String cursor) {
    return zscan(key, cursor, ScanOptions.NONE);
  }

  /** ZSCAN with options: some of the members and scores. */
  default Command<ScanPage<ScoredValue<V>>> zscan(K key, String cursor, ScanOptions options) {
    return Command.of(
        Names.ZSCAN,
        Vocabularies.page(Vocabularies.scored(valueReply())),
        Arguments.of(key, cursor, options.arguments()));
  }

  /**
   * ZPOPMIN: the member with the lowest score, which is gone, or {@code null} if the key is not
   * there.
   */
  default Command<@Nullable ScoredValue<V>> zpopMin(K key) {
    return Command.of(Names.ZPOPMIN, SortedSetReplies.first(valueReply()), key);
  }

  /** ZPOPMIN with a count: up to so many members with the lowest scores, which are gone. */
  default Command<List<ScoredValue<V>>> zpopMin(K key, long count) {
    return Command.of(Names.ZPOPMIN, Vocabularies.scored(valueReply()), key, count);
  }

  /**
   * BZPOPMIN: the first sorted set that is not empty and its member with the lowest score, which is
   * gone, or {@code null} after {@code timeout}, rounded up to milliseconds; zero waits for ever.
   * The connection's own timeout is added to it. Holds up whatever follows on the connection.
   */
  @SuppressWarnings("unchecked")
  default Command<@Nullable KeyValue<K, ScoredValue<V>>> bzpopMin(Duration timeout, K... keys) {
    return SortedSetReplies.blockingPop(Names.BZPOPMIN, this, timeout, keys);
  }

  /**
   * ZPOPMAX: the member with the highest score, which is gone, or {@code null} if the key is not
   * there.
   */
  default Command<@Nullable ScoredValue<V>> zpopMax(K key) {
    return Command.of(Names.ZPOPMAX, SortedSetReplies.first(valueReply()), key);
  }

  /** ZPOPMAX with a count: up to so many members with the highest scores, which are gone. */
  default Command<List<ScoredValue<V>>> zpopMax(K key, long count) {
    return Command.of(Names.ZPOPMAX, Vocabularies.scored(valueReply()), key, count);
  }

  /**
   * BZPOPMAX: the first sorted set that is not empty and its member with the highest score, which
   * is gone, or {@code null} after {@code timeout}, rounded up to milliseconds; zero waits for
   * ever. The connection's own timeout is added to it. Holds up whatever follows on the connection.
   */
  @SuppressWarnings("unchecked")
  default Command<@Nullable KeyValue<K, ScoredValue<V>>> bzpopMax(Duration timeout, K... keys) {
    return SortedSetReplies.blockingPop(Names.BZPOPMAX, this, timeout, keys);
  }

  /**
   * ZMPOP (Redis 7): the first sorted set that is not empty and up to so many members of its end,
   * which are gone, or {@code null} if all are empty.
   */
  @SuppressWarnings("unchecked")
  default Command<@Nullable KeyValue<K, List<ScoredValue<V>>>> zmpop(
      ScoreEnd end, long count, K... keys) {
    return Command.of(
        Names.ZMPOP,
        SortedSetReplies.keyAndScored(this),
        Arguments.begin().addCounted(keys).add(end.name(), "COUNT", count).toArray());
  }

  /**
   * BZMPOP (Redis 7): like {@link #zmpop}, but waits for a member until {@code timeout}, rounded up
   * to milliseconds; zero waits for ever. The connection's own timeout is added to it. Holds up
   * whatever follows on the connection.
   */
  @SuppressWarnings("unchecked")
  default Command<@Nullable KeyValue<K, List<ScoredValue<V>>>> bzmpop(
      Duration timeout, ScoreEnd end, long count, K... keys) {
    return Vocabularies.blocking(
        Names.BZMPOP,
        SortedSetReplies.keyAndScored(this),
        timeout,
        seconds -> Arguments.begin(seconds).addCounted(keys).add(end.name(), "COUNT", count));
  }
}
