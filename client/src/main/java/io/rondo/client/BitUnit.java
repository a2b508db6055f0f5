package io.rondo.client;

/** What the bounds of a range of a bitmap count (Redis 7). */
public enum BitUnit {
  /** Bytes. */
  BYTE,
  /** Bits. */
  BIT
}
