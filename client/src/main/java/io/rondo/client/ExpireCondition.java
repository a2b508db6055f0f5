package io.rondo.client;

/** When an expiry is set (Redis 7). */
public enum ExpireCondition {
  /** Only if the key has none. */
  NX,
  /** Only if the key has one. */
  XX,
  /** Only if it is later than the one the key has; none is the latest. */
  GT,
  /** Only if it is earlier than the one the key has; none is the latest. */
  LT
}
