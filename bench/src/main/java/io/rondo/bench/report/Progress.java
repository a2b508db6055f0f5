package io.rondo.bench.report;

import io.rondo.bench.measure.Cell;
import java.time.Duration;

/** Tells how far a run is while it goes on. */
public interface Progress extends AutoCloseable {
  /** As many cells as it takes. */
  int UNKNOWN = 0;

  /** A cell begins. */
  void begins(Cell cell);

  /** A part of the whole run is done, 0 to 1. */
  void reached(double done);

  /** A cell is done; its last row is the warm or the failed one. */
  void finished(Row row);

  @Override
  void close();

  /**
   * On standard error: a bar on a terminal, a line per cell elsewhere.
   *
   * @param cells how many will be run, or {@link #UNKNOWN}
   */
  static Progress on(boolean terminal, int cells) {
    return terminal ? new ProgressBarProgress(cells) : new LineProgress(System.err, cells);
  }

  /** What is left if the rest goes as the part that is done went, as {@code m:ss}. */
  static String timeLeft(Duration elapsed, double done) {
    if (done <= 0) {
      return "?";
    }
    long seconds = Math.round(elapsed.toMillis() / 1_000.0 * (1 - done) / done);
    return "%d:%02d".formatted(seconds / 60, seconds % 60);
  }
}
