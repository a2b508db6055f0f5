package io.rondo.client;

import io.rondo.resp.Replies;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Commands about sets. */
public sealed interface SetCommands<K, V> extends Vocabulary<K, V> permits Commands {
  /** SADD: how many of the members are new. */
  @SuppressWarnings("unchecked")
  default Command<Long> sadd(K key, V... members) {
    return Command.of(Names.SADD, Replies.integer(), Arguments.withSome(key, "member", members));
  }

  /** SREM: how many of the members were there and are gone. */
  @SuppressWarnings("unchecked")
  default Command<Long> srem(K key, V... members) {
    return Command.of(Names.SREM, Replies.integer(), Arguments.withSome(key, "member", members));
  }

  /** SMEMBERS: all members, in no order, empty if the key is not there. */
  default Command<Set<V>> smembers(K key) {
    return Command.of(Names.SMEMBERS, Replies.set(valueReply()), key);
  }

  /** SCARD: the number of members, 0 if the key is not there. */
  default Command<Long> scard(K key) {
    return Command.of(Names.SCARD, Replies.integer(), key);
  }

  /** SISMEMBER: whether it is a member. */
  default Command<Boolean> sisMember(K key, V member) {
    return Command.of(Names.SISMEMBER, Replies.bool(), key, member);
  }

  /** SMISMEMBER: of each of them, whether it is a member. */
  @SuppressWarnings("unchecked")
  default Command<List<Boolean>> smisMember(K key, V... members) {
    return Command.of(
        Names.SMISMEMBER, Vocabularies.bools(), Arguments.withSome(key, "member", members));
  }

  /** SMOVE: whether the member was in the source; now it is in the destination. */
  default Command<Boolean> smove(K source, K destination, V member) {
    return Command.of(Names.SMOVE, Replies.bool(), source, destination, member);
  }

  /** SPOP: any member, which is gone, or {@code null} if the key is not there. */
  default Command<@Nullable V> spop(K key) {
    return Command.of(Names.SPOP, valueReply(), key);
  }

  /** SPOP with a count: up to so many members, which are gone. */
  default Command<Set<V>> spop(K key, long count) {
    return Command.of(Names.SPOP, Replies.set(valueReply()), key, count);
  }

  /** SRANDMEMBER: any member, or {@code null} if the key is not there. */
  default Command<@Nullable V> srandMember(K key) {
    return Command.of(Names.SRANDMEMBER, valueReply(), key);
  }

  /**
   * SRANDMEMBER with a count: up to so many different members; negative, so many of which some may
   * be the same.
   */
  default Command<List<V>> srandMember(K key, long count) {
    return Command.of(Names.SRANDMEMBER, Vocabularies.values(this), key, count);
  }

  /** SSCAN: some of the members; begins at {@link ScanPage#START}. */
  default Command<ScanPage<V>> sscan(K key, String cursor) {
    return sscan(key, cursor, ScanOptions.NONE);
  }

  /** SSCAN with options: some of the members. */
  default Command<ScanPage<V>> sscan(K key, String cursor, ScanOptions options) {
    return Command.of(
        Names.SSCAN,
        Vocabularies.page(Vocabularies.values(this)),
        Arguments.of(key, cursor, options.arguments()));
  }

  /** SINTERCARD (Redis 7): how many members all of the sets have. */
  @SuppressWarnings("unchecked")
  default Command<Long> sinterCard(K... keys) {
    return Command.of(
        Names.SINTERCARD, Replies.integer(), Arguments.begin().addCounted(keys).toArray());
  }

  /**
   * SINTERCARD LIMIT (Redis 7): how many members all of the sets have, counted up to {@code limit};
   * 0 is no limit.
   */
  @SuppressWarnings("unchecked")
  default Command<Long> sinterCard(long limit, K... keys) {
    return Command.of(
        Names.SINTERCARD,
        Replies.integer(),
        Arguments.begin().addCounted(keys).add("LIMIT", limit).toArray());
  }

  /** SINTER: the members that all of the sets have. */
  @SuppressWarnings("unchecked")
  default Command<Set<V>> sinter(K... keys) {
    return Command.of(Names.SINTER, Replies.set(valueReply()), Arguments.requireSome("key", keys));
  }

  /**
   * SINTERSTORE: how many members that all of the sets have; the destination has become the set of
   * them.
   */
  @SuppressWarnings("unchecked")
  default Command<Long> sinterStore(K destination, K... keys) {
    return Command.of(
        Names.SINTERSTORE, Replies.integer(), Arguments.withSome(destination, "key", keys));
  }

  /** SUNION: the members that any of the sets has. */
  @SuppressWarnings("unchecked")
  default Command<Set<V>> sunion(K... keys) {
    return Command.of(Names.SUNION, Replies.set(valueReply()), Arguments.requireSome("key", keys));
  }

  /**
   * SUNIONSTORE: how many members that any of the sets has; the destination has become the set of
   * them.
   */
  @SuppressWarnings("unchecked")
  default Command<Long> sunionStore(K destination, K... keys) {
    return Command.of(
        Names.SUNIONSTORE, Replies.integer(), Arguments.withSome(destination, "key", keys));
  }

  /** SDIFF: the members that the first of the sets has and no other. */
  @SuppressWarnings("unchecked")
  default Command<Set<V>> sdiff(K... keys) {
    return Command.of(Names.SDIFF, Replies.set(valueReply()), Arguments.requireSome("key", keys));
  }

  /**
   * SDIFFSTORE: how many members that the first of the sets has and no other; the destination has
   * become the set of them.
   */
  @SuppressWarnings("unchecked")
  default Command<Long> sdiffStore(K destination, K... keys) {
    return Command.of(
        Names.SDIFFSTORE, Replies.integer(), Arguments.withSome(destination, "key", keys));
  }
}
