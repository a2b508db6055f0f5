package io.rondo.client;

import io.rondo.resp.Replies;

/** Commands about when keys expire. */
public sealed interface ExpiryCommands<K, V> extends Vocabulary<K, V> permits Commands {
  /** EXPIRE: whether the key was there and got the time to live. */
  default Command<Boolean> expire(K key, long seconds) {
    return Command.of(Names.EXPIRE, Replies.bool(), key, seconds);
  }

  /** EXPIRE with a condition (Redis 7): whether the key was there and got the time to live. */
  default Command<Boolean> expire(K key, long seconds, ExpireCondition condition) {
    return Command.of(Names.EXPIRE, Replies.bool(), key, seconds, condition.name());
  }

  /** PEXPIRE: whether the key was there and got the time to live. */
  default Command<Boolean> pexpire(K key, long millis) {
    return Command.of(Names.PEXPIRE, Replies.bool(), key, millis);
  }

  /** PEXPIRE with a condition (Redis 7): whether the key was there and got the time to live. */
  default Command<Boolean> pexpire(K key, long millis, ExpireCondition condition) {
    return Command.of(Names.PEXPIRE, Replies.bool(), key, millis, condition.name());
  }

  /** EXPIREAT: whether the key was there and got the expiry, a Unix time. */
  default Command<Boolean> expireAt(K key, long unixSeconds) {
    return Command.of(Names.EXPIREAT, Replies.bool(), key, unixSeconds);
  }

  /**
   * EXPIREAT with a condition (Redis 7): whether the key was there and got the expiry, a Unix time.
   */
  default Command<Boolean> expireAt(K key, long unixSeconds, ExpireCondition condition) {
    return Command.of(Names.EXPIREAT, Replies.bool(), key, unixSeconds, condition.name());
  }

  /** PEXPIREAT: whether the key was there and got the expiry, a Unix time. */
  default Command<Boolean> pexpireAt(K key, long unixMillis) {
    return Command.of(Names.PEXPIREAT, Replies.bool(), key, unixMillis);
  }

  /**
   * PEXPIREAT with a condition (Redis 7): whether the key was there and got the expiry, a Unix
   * time.
   */
  default Command<Boolean> pexpireAt(K key, long unixMillis, ExpireCondition condition) {
    return Command.of(Names.PEXPIREAT, Replies.bool(), key, unixMillis, condition.name());
  }

  /** TTL: the time to live in seconds, -1 if the key has none, -2 if it is not there. */
  default Command<Long> ttl(K key) {
    return Command.of(Names.TTL, Replies.integer(), key);
  }

  /** PTTL: the time to live in milliseconds, -1 if the key has none, -2 if it is not there. */
  default Command<Long> pttl(K key) {
    return Command.of(Names.PTTL, Replies.integer(), key);
  }

  /**
   * EXPIRETIME (Redis 7): the Unix time of the expiry in seconds, -1 if the key has none, -2 if it
   * is not there.
   */
  default Command<Long> expireTime(K key) {
    return Command.of(Names.EXPIRETIME, Replies.integer(), key);
  }

  /**
   * PEXPIRETIME (Redis 7): the Unix time of the expiry in milliseconds, -1 if the key has none, -2
   * if it is not there.
   */
  default Command<Long> pexpireTime(K key) {
    return Command.of(Names.PEXPIRETIME, Replies.integer(), key);
  }

  /** PERSIST: whether the key had an expiry and has none now. */
  default Command<Boolean> persist(K key) {
    return Command.of(Names.PERSIST, Replies.bool(), key);
  }
}
