package io.rondo.client;

import io.rondo.resp.Replies;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Commands about consumer groups of streams. */
public sealed interface StreamGroupCommands<K, V> extends Vocabulary<K, V> permits Commands {
  /**
   * XGROUP CREATE: {@code "OK"}; an error if there is such a group, or no such stream.
   *
   * @param id of the last entry that counts as delivered, {@code "$"} for the last one there is
   */
  default Command<String> xgroupCreate(K key, String group, String id, XGroupOptions options) {
    return Command.of(
        Names.XGROUP_CREATE,
        Replies.status(),
        Arguments.begin(key, group, id).addAll(options.arguments()).toArray());
  }

  /** XGROUP SETID: {@code "OK"}; the entries after the ID count as not delivered. */
  default Command<String> xgroupSetId(K key, String group, String id) {
    return Command.of(Names.XGROUP_SETID, Replies.status(), key, group, id);
  }

  /**
   * XGROUP SETID ENTRIESREAD (Redis 7): {@code "OK"}; the entries after the ID count as not
   * delivered, and so many as read.
   */
  default Command<String> xgroupSetId(K key, String group, String id, long entriesRead) {
    return Command.of(
        Names.XGROUP_SETID, Replies.status(), key, group, id, "ENTRIESREAD", entriesRead);
  }

  /** XGROUP DESTROY: whether the group was there and is gone. */
  default Command<Boolean> xgroupDestroy(K key, String group) {
    return Command.of(Names.XGROUP_DESTROY, Replies.bool(), key, group);
  }

  /** XGROUP CREATECONSUMER: whether the consumer is new. */
  default Command<Boolean> xgroupCreateConsumer(K key, String group, String consumer) {
    return Command.of(Names.XGROUP_CREATECONSUMER, Replies.bool(), key, group, consumer);
  }

  /** XGROUP DELCONSUMER: how many entries were pending for the consumer, which is gone. */
  default Command<Long> xgroupDelConsumer(K key, String group, String consumer) {
    return Command.of(Names.XGROUP_DELCONSUMER, Replies.integer(), key, group, consumer);
  }

  /**
   * XREADGROUP: of each stream the entries, which are pending for the consumer until XACK; {@code
   * null} if there are none, with BLOCK after the timeout. With keys as {@code byte[]} the maps'
   * keys are equal only to themselves, as arrays are.
   *
   * @param after of each key {@code ">"} for entries that were not delivered, or an ID for those
   *     after it that are pending for this consumer, of which deleted ones have {@code null} for
   *     fields
   */
  default Command<@Nullable Map<K, List<StreamEntry<K, V>>>> xreadGroup(
      String group, String consumer, XReadOptions options, Map<K, String> after) {
    return options.blocking(
        Command.of(
            Names.XREADGROUP,
            StreamReplies.streams(this),
            Arguments.begin("GROUP", group, consumer)
                .addAll(options.arguments())
                .addStreams(after)
                .toArray()));
  }

  /**
   * XREADGROUP of one stream: the entries, which are pending for the consumer until XACK; none if
   * there are none, with BLOCK after the timeout.
   *
   * @param after {@code ">"} for entries that were not delivered, or an ID for those after it that
   *     are pending for this consumer, of which deleted ones have {@code null} for fields
   */
  default Command<List<StreamEntry<K, V>>> xreadGroup(
      String group, String consumer, XReadOptions options, K key, String after) {
    return options.blocking(
        Command.of(
            Names.XREADGROUP,
            StreamReplies.onlyStream(this),
            Arguments.begin("GROUP", group, consumer)
                .addAll(options.arguments())
                .addStreams(Map.of(key, after))
                .toArray()));
  }

  /**
   * XREADGROUP NOACK: like {@link #xreadGroup}, but what was not delivered before does not become
   * pending.
   *
   * @param after of each key {@code ">"}
   */
  default Command<@Nullable Map<K, List<StreamEntry<K, V>>>> xreadGroupNoAck(
      String group, String consumer, XReadOptions options, Map<K, String> after) {
    return options.blocking(
        Command.of(
            Names.XREADGROUP,
            StreamReplies.streams(this),
            Arguments.begin("GROUP", group, consumer)
                .addAll(options.arguments())
                .add("NOACK")
                .addStreams(after)
                .toArray()));
  }

  /** XACK: how many of the entries were pending and are no longer. */
  default Command<Long> xack(K key, String group, String... ids) {
    return Command.of(
        Names.XACK,
        Replies.integer(),
        Arguments.begin(key, group).add((Object[]) Arguments.requireSome("ID", ids)).toArray());
  }

  /** XPENDING: how many entries are pending, and for whom. */
  default Command<PendingSummary> xpending(K key, String group) {
    return Command.of(Names.XPENDING, StreamReplies.pendingSummary(), key, group);
  }

  /**
   * XPENDING of single entries: up to {@code count} that are pending; bounds as in {@link
   * StreamCommands#xrange(Object, String, String)}.
   */
  default Command<List<PendingEntry>> xpending(
      K key, String group, XPendingOptions options, String start, String end, long count) {
    return Command.of(
        Names.XPENDING,
        StreamReplies.pendingEntries(),
        Arguments.begin(key, group).addAll(options.arguments()).add(start, end, count).toArray());
  }

  /**
   * XPENDING of single entries of a consumer: up to {@code count} that are pending for it; bounds
   * as in {@link StreamCommands#xrange(Object, String, String)}.
   */
  default Command<List<PendingEntry>> xpending(
      K key,
      String group,
      XPendingOptions options,
      String start,
      String end,
      long count,
      String consumer) {
    return Command.of(
        Names.XPENDING,
        StreamReplies.pendingEntries(),
        Arguments.begin(key, group)
            .addAll(options.arguments())
            .add(start, end, count, consumer)
            .toArray());
  }

  /**
   * XCLAIM: those of the entries that are pending for the consumer now; deleted ones are left out.
   *
   * @param minIdle only entries that were delivered at least so long ago
   */
  default Command<List<StreamEntry<K, V>>> xclaim(
      K key,
      String group,
      String consumer,
      Duration minIdle,
      XClaimOptions options,
      String... ids) {
    return Command.of(
        Names.XCLAIM,
        StreamReplies.entries(this),
        StreamReplies.claim(key, group, consumer, minIdle)
            .add((Object[]) Arguments.requireSome("ID", ids))
            .addAll(options.arguments())
            .toArray());
  }

  /**
   * XCLAIM JUSTID: the IDs of those of the entries that are pending for the consumer now. They do
   * not count as delivered once more.
   *
   * @param minIdle only entries that were delivered at least so long ago
   */
  default Command<List<String>> xclaimJustId(
      K key,
      String group,
      String consumer,
      Duration minIdle,
      XClaimOptions options,
      String... ids) {
    return Command.of(
        Names.XCLAIM,
        Vocabularies.texts(),
        StreamReplies.claim(key, group, consumer, minIdle)
            .add((Object[]) Arguments.requireSome("ID", ids))
            .addAll(options.argumentsWithJustId())
            .toArray());
  }

  /**
   * XAUTOCLAIM: up to {@code count} entries that are pending for the consumer now; deleted ones are
   * left out.
   *
   * @param minIdle only entries that were delivered at least so long ago
   * @param start an ID, {@code "0-0"} for the first time
   */
  default Command<ClaimedEntries<StreamEntry<K, V>>> xautoClaim(
      K key, String group, String consumer, Duration minIdle, String start, long count) {
    return Command.of(
        Names.XAUTOCLAIM,
        StreamReplies.claimed(StreamReplies.entries(this)),
        StreamReplies.claim(key, group, consumer, minIdle).add(start, "COUNT", count).toArray());
  }

  /**
   * XAUTOCLAIM JUSTID: the IDs of up to {@code count} entries that are pending for the consumer
   * now. They do not count as delivered once more.
   *
   * @param minIdle only entries that were delivered at least so long ago
   * @param start an ID, {@code "0-0"} for the first time
   */
  default Command<ClaimedEntries<String>> xautoClaimJustId(
      K key, String group, String consumer, Duration minIdle, String start, long count) {
    return Command.of(
        Names.XAUTOCLAIM,
        StreamReplies.claimed(Vocabularies.texts()),
        StreamReplies.claim(key, group, consumer, minIdle)
            .add(start, "COUNT", count, "JUSTID")
            .toArray());
  }
}
