package io.rondo.client;

/** What the score is of a member that several sorted sets have. */
public enum ScoreAggregate {
  /** The sum of its scores. */
  SUM,
  /** The lowest of its scores. */
  MIN,
  /** The highest of its scores. */
  MAX
}
