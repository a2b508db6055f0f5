package io.rondo.client;

import java.io.ByteArrayOutputStream;

/**
 * A range of members of a sorted set whose scores are all the same, where they are in the order of
 * their bytes. Immutable.
 */
public final class LexRange {
  /** All members. */
  public static final LexRange ALL = new LexRange("-", "+");

  private static final char INCLUDED = '[';
  private static final char EXCLUDED = '(';

  private final Object min;
  private final Object max;

  private LexRange(Object min, Object max) {
    this.min = min;
    this.max = max;
  }

  /** {@code bound} or what comes after it. */
  public LexRange from(String bound) {
    return new LexRange(INCLUDED + bound, max);
  }

  /** {@code bound} or what comes after it. */
  public LexRange from(byte[] bound) {
    return new LexRange(prefixed(INCLUDED, bound), max);
  }

  /** What comes after {@code bound}. */
  public LexRange above(String bound) {
    return new LexRange(EXCLUDED + bound, max);
  }

  /** What comes after {@code bound}. */
  public LexRange above(byte[] bound) {
    return new LexRange(prefixed(EXCLUDED, bound), max);
  }

  /** {@code bound} or what comes before it. */
  public LexRange to(String bound) {
    return new LexRange(min, INCLUDED + bound);
  }

  /** {@code bound} or what comes before it. */
  public LexRange to(byte[] bound) {
    return new LexRange(min, prefixed(INCLUDED, bound));
  }

  /** What comes before {@code bound}. */
  public LexRange below(String bound) {
    return new LexRange(min, EXCLUDED + bound);
  }

  /** What comes before {@code bound}. */
  public LexRange below(byte[] bound) {
    return new LexRange(min, prefixed(EXCLUDED, bound));
  }

  private static byte[] prefixed(char prefix, byte[] bound) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(bound.length + 1);
    bytes.write(prefix);
    bytes.writeBytes(bound);
    return bytes.toByteArray();
  }

  Object min() {
    return min;
  }

  Object max() {
    return max;
  }
}
