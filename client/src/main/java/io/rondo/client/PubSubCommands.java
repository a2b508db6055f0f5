package io.rondo.client;

import io.rondo.resp.Replies;
import java.util.List;
import java.util.Map;

/**
 * Commands that publish, and about who is subscribed. To subscribe needs a connection of its own.
 */
public sealed interface PubSubCommands<K, V> extends Vocabulary<K, V> permits Commands {
  /** PUBLISH: how many subscribers of this server got the message. */
  default Command<Long> publish(K channel, V message) {
    return Command.of(Names.PUBLISH, Replies.integer(), channel, message);
  }

  /**
   * SPUBLISH (Redis 7): how many subscribers of this server got the message, on a channel of a
   * shard.
   */
  default Command<Long> spublish(K channel, V message) {
    return Command.of(Names.SPUBLISH, Replies.integer(), channel, message);
  }

  /** PUBSUB CHANNELS: the channels with subscribers, patterns not counted. */
  default Command<List<K>> pubsubChannels() {
    return Command.of(Names.PUBSUB_CHANNELS, Vocabularies.keys(this));
  }

  /** PUBSUB CHANNELS: the channels with subscribers that match the glob pattern. */
  default Command<List<K>> pubsubChannels(String pattern) {
    return Command.of(Names.PUBSUB_CHANNELS, Vocabularies.keys(this), pattern);
  }

  /** PUBSUB NUMSUB: of each channel, how many subscribers it has, patterns not counted. */
  @SuppressWarnings("unchecked")
  default Command<Map<K, Long>> pubsubNumSub(K... channels) {
    return Command.of(Names.PUBSUB_NUMSUB, Replies.map(keyReply(), Replies.integer()), channels);
  }

  /** PUBSUB NUMPAT: how many patterns have subscribers. */
  default Command<Long> pubsubNumPat() {
    return Command.of(Names.PUBSUB_NUMPAT, Replies.integer());
  }

  /** PUBSUB SHARDCHANNELS (Redis 7): the channels of shards with subscribers. */
  default Command<List<K>> pubsubShardChannels() {
    return Command.of(Names.PUBSUB_SHARDCHANNELS, Vocabularies.keys(this));
  }

  /**
   * PUBSUB SHARDCHANNELS (Redis 7): the channels of shards with subscribers that match the glob
   * pattern.
   */
  default Command<List<K>> pubsubShardChannels(String pattern) {
    return Command.of(Names.PUBSUB_SHARDCHANNELS, Vocabularies.keys(this), pattern);
  }

  /** PUBSUB SHARDNUMSUB (Redis 7): of each channel of a shard, how many subscribers it has. */
  @SuppressWarnings("unchecked")
  default Command<Map<K, Long>> pubsubShardNumSub(K... channels) {
    return Command.of(
        Names.PUBSUB_SHARDNUMSUB, Replies.map(keyReply(), Replies.integer()), channels);
  }
}
