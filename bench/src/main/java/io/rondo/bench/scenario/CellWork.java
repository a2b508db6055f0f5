package io.rondo.bench.scenario;

/**
 * What a cell does, over and over: opened once, then run as often as wanted, whole or in shorter
 * passes. Not thread-safe. Any failure of the client, and any wrong reply, is thrown.
 */
public interface CellWork extends AutoCloseable {
  /**
   * Before a pass: deletes a part of what it is going to store. Passes store the same values, and
   * without that one would find what another has stored.
   */
  default void prepare(ReadBack server) {}

  /**
   * Runs a pass.
   *
   * @param count ops in all; it may be rounded up
   * @return how many ops were done
   */
  int run(int count, TimedRegion region);

  /** Nanoseconds per op of the last pass; the array may be reused by the next one. */
  long[] latencyNanos();

  /**
   * Reads back what the last pass has stored and not fetched, and throws what is wrong with it;
   * work that looks at every reply has nothing left to look at.
   */
  default void verify(ReadBack server) {}

  /** What carries the bytes, as the client names it. */
  String channel();

  @Override
  void close();
}
