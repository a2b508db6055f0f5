package io.rondo.bench.report;

import io.rondo.bench.measure.Cell;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** A line per finished cell, for pipes and files. */
final class LineProgress implements Progress {
  private final PrintStream out;
  private final int cells;
  private final long start = System.nanoTime();
  private int finished;
  private double done;
  private String title = "";

  LineProgress(PrintStream out, int cells) {
    this.out = out;
    this.cells = cells;
  }

  @Override
  public void begins(Cell cell) {
    title = cell.title();
  }

  @Override
  public void reached(double done) {
    this.done = done;
  }

  @Override
  public void finished(Row row) {
    finished++;
    String outcome =
        row.opsPerSecond() == null
            ? (row.isFailed() ? "FAILED: " : "") + row.failure()
            : String.format(Locale.ROOT, "%.0f %s/s", row.opsPerSecond().median(), row.op())
                + (row.isUnsteady() ? " (unsteady)" : "")
                + (row.isInvalid() ? " (invalid)" : "");
    if (cells == UNKNOWN) {
      out.printf("[%d] %s: %s%n", finished, title, outcome);
      return;
    }
    Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
    out.printf(
        "[%d/%d] %s: %s, about %s left%n",
        finished, cells, title, outcome, Progress.timeLeft(elapsed, done));
  }

  @Override
  public void close() {
    out.flush();
  }
}
