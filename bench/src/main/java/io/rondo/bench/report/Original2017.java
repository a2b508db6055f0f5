package io.rondo.bench.report;

import java.util.Arrays;
import java.util.Optional;

/**
 * The figures of the study of 2017, set+get per second: Python 3.6, redis-py 2.10.5, aioredis
 * 0.3.0, uvloop 0.8.0, Redis 3.2.8 on a MacBook Pro with an i7-4870HQ, n = 20000, five repetitions.
 * They come from another machine: a reference, not a rival.
 */
public enum Original2017 {
  SYNC("test_sync", 8655.07, 8565.18, 35.91),
  SYNC_PIPE("test_sync_pipe", 9670.29, 9171.65, 217.31),
  ASYNC_1("test_async", 5392.60, 5352.36, 14.73),
  ASYNC_100("test_async nw=100", 10770.29, 10085.96, 283.71),
  ASYNC_100_UVLOOP("test_async nw=100 uvloop", 17853.57, 16403.31, 568.29);

  public static final String SOURCE =
      "2017: another machine (MacBook Pro i7-4870HQ; Python 3.6, redis-py, aioredis, uvloop,"
          + " Redis 3.2.8; n = 20000)";

  private final String function;
  private final double best;
  private final double worst;
  private final double stdev;

  Original2017(String function, double best, double worst, double stdev) {
    this.function = function;
    this.best = best;
    this.worst = worst;
    this.stdev = stdev;
  }

  public String function() {
    return function;
  }

  public double best() {
    return best;
  }

  public double worst() {
    return worst;
  }

  public double stdev() {
    return stdev;
  }

  /** {@link #reproducedBy(String, String, int, String)} for a row that is warm. */
  static Optional<Original2017> reproducedBy(Row row) {
    // Across a network the study's second part is what there is to look at.
    return row.kind() == Row.Kind.WARM && row.link() == null
        ? reproducedBy(row.scenario(), row.connections(), row.workers(), row.loop())
        : Optional.empty();
  }

  /**
   * The figure that a row reproduces, in the original's own form: its pipelines were transactions,
   * its async workers had a connection each. On the JVM the portable loop stands for asyncio's own,
   * native ones for uvloop.
   */
  public static Optional<Original2017> reproducedBy(
      String scenario, String connections, int workers, String loop) {
    boolean async = scenario.equals("async") && connections.equals("per-worker");
    boolean portable = loop.equals("nio") || loop.equals("asyncio");
    return Arrays.stream(values())
        .filter(
            figure ->
                switch (figure) {
                  case SYNC -> scenario.equals("sync");
                  case SYNC_PIPE -> scenario.equals("sync-multi");
                  case ASYNC_1 -> async && workers == 1;
                  case ASYNC_100 -> async && workers == 100 && portable;
                  case ASYNC_100_UVLOOP -> async && workers == 100 && !portable;
                })
        .findFirst();
  }
}
