package io.rondo.client;

/** An end of a sorted set. */
public enum ScoreEnd {
  /** The lowest scores. */
  MIN,
  /** The highest scores. */
  MAX
}
