package io.rondo.client;

import io.rondo.resp.Replies;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Commands that Redis has kept but does not want used in new code: up to version 6.2 each got a
 * successor in another group.
 */
public sealed interface LegacyCommands<K, V> extends Vocabulary<K, V> permits Commands {
  /**
   * GETSET: the value before, or {@code null} if there was none. See {@link StringCommands#setGet}.
   */
  default Command<@Nullable V> getSet(K key, V value) {
    return Command.of(Names.GETSET, valueReply(), key, value);
  }

  /** SUBSTR: what {@link StringCommands#getRange} gives. */
  default Command<V> substr(K key, long start, long end) {
    return Command.of(Names.SUBSTR, valueReply(), key, start, end);
  }

  /** HMSET: {@code "OK"}. See {@link HashCommands#hset(Object, Map)}. */
  default Command<String> hmset(K key, Map<K, V> fields) {
    return Command.of(
        Names.HMSET,
        Replies.status(),
        Arguments.begin(key).addPairs(Arguments.requireSome("field", fields)).toArray());
  }

  /**
   * RPOPLPUSH: the value that was moved from the right of a list to the left of another or the
   * same, or {@code null} if the source is empty. See {@link ListCommands#lmove}.
   */
  default Command<@Nullable V> rpopLpush(K source, K destination) {
    return Command.of(Names.RPOPLPUSH, valueReply(), source, destination);
  }

  /**
   * BRPOPLPUSH: like {@link #rpopLpush}, but waits for a value. See {@link ListCommands#blmove}.
   */
  default Command<@Nullable V> brpopLpush(K source, K destination, Duration timeout) {
    return Vocabularies.blocking(
        Names.BRPOPLPUSH,
        valueReply(),
        timeout,
        seconds -> Arguments.begin(source, destination, seconds));
  }

  /** SLAVEOF: {@code "OK"}. See {@link ServerCommands#replicaOf}. */
  default Command<String> slaveOf(String host, int port) {
    return Command.of(Names.SLAVEOF, Replies.status(), host, port);
  }

  /**
   * ZREVRANGE: the members from the rank {@code start} to {@code stop}, both included, highest
   * score first.
   */
  default Command<List<V>> zrevRange(K key, long start, long stop) {
    return Command.of(Names.ZREVRANGE, Vocabularies.values(this), key, start, stop);
  }

  /** ZREVRANGE WITHSCORES. */
  default Command<List<ScoredValue<V>>> zrevRangeWithScores(K key, long start, long stop) {
    return Command.of(
        Names.ZREVRANGE, Vocabularies.scored(valueReply()), key, start, stop, "WITHSCORES");
  }

  /** ZRANGEBYSCORE: the members of the range, lowest score first. */
  default Command<List<V>> zrangeByScore(K key, ScoreRange scores) {
    return Command.of(
        Names.ZRANGEBYSCORE, Vocabularies.values(this), key, scores.min(), scores.max());
  }

  /** ZRANGEBYSCORE WITHSCORES: the members of the range and their scores, lowest score first. */
  default Command<List<ScoredValue<V>>> zrangeByScoreWithScores(K key, ScoreRange scores) {
    return Command.of(
        Names.ZRANGEBYSCORE,
        Vocabularies.scored(valueReply()),
        key,
        scores.min(),
        scores.max(),
        "WITHSCORES");
  }

  /** ZREVRANGEBYSCORE: the members of the range, highest score first. */
  default Command<List<V>> zrevRangeByScore(K key, ScoreRange scores) {
    return Command.of(
        Names.ZREVRANGEBYSCORE, Vocabularies.values(this), key, scores.max(), scores.min());
  }

  /**
   * ZREVRANGEBYSCORE WITHSCORES: the members of the range and their scores, highest score first.
   */
  default Command<List<ScoredValue<V>>> zrevRangeByScoreWithScores(K key, ScoreRange scores) {
    return Command.of(
        Names.ZREVRANGEBYSCORE,
        Vocabularies.scored(valueReply()),
        key,
        scores.max(),
        scores.min(),
        "WITHSCORES");
  }

  /** ZRANGEBYLEX: the members of the range, lowest first. */
  default Command<List<V>> zrangeByLex(K key, LexRange members) {
    return Command.of(
        Names.ZRANGEBYLEX, Vocabularies.values(this), key, members.min(), members.max());
  }

  /** ZREVRANGEBYLEX: the members of the range, highest first. */
  default Command<List<V>> zrevRangeByLex(K key, LexRange members) {
    return Command.of(
        Names.ZREVRANGEBYLEX, Vocabularies.values(this), key, members.max(), members.min());
  }

  /** GEORADIUS: the members within the radius, in no order. */
  default Command<List<V>> geoRadius(K key, GeoPoint center, double radius, GeoUnit unit) {
    return Command.of(
        Names.GEORADIUS,
        Vocabularies.values(this),
        key,
        center.longitude(),
        center.latitude(),
        radius,
        unit.word());
  }

  /** GEORADIUS_RO: like {@link #geoRadius}, which a replica runs, too. */
  default Command<List<V>> geoRadiusRo(K key, GeoPoint center, double radius, GeoUnit unit) {
    return Command.of(
        Names.GEORADIUS_RO,
        Vocabularies.values(this),
        key,
        center.longitude(),
        center.latitude(),
        radius,
        unit.word());
  }

  /** GEORADIUSBYMEMBER: the members within the radius around a member, in no order. */
  default Command<List<V>> geoRadiusByMember(K key, V member, double radius, GeoUnit unit) {
    return Command.of(
        Names.GEORADIUSBYMEMBER, Vocabularies.values(this), key, member, radius, unit.word());
  }

  /** GEORADIUSBYMEMBER_RO: like {@link #geoRadiusByMember}, which a replica runs, too. */
  default Command<List<V>> geoRadiusByMemberRo(K key, V member, double radius, GeoUnit unit) {
    return Command.of(
        Names.GEORADIUSBYMEMBER_RO, Vocabularies.values(this), key, member, radius, unit.word());
  }
}
