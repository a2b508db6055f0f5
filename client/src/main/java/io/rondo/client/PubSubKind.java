package io.rondo.client;

/** What a message of pub/sub came by. Names of each kind are apart from those of the others. */
public enum PubSubKind {
  /** SUBSCRIBE: a channel by its name. */
  CHANNEL,
  /** PSUBSCRIBE: all channels that match a glob pattern. */
  PATTERN,
  /** SSUBSCRIBE (Redis 7): a channel of a shard, which SPUBLISH publishes to. */
  SHARD
}
