package io.rondo.bench.report;

import io.rondo.bench.measure.Cell;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar with the time left, for terminals. */
final class ProgressBarProgress implements Progress {
  private static final int STEPS = 1_000;

  private final ProgressBar bar;
  private final int cells;
  private int begun;

  ProgressBarProgress(int cells) {
    this.cells = cells;
    this.bar =
        new ProgressBarBuilder()
            .setTaskName("bench")
            .setInitialMax(STEPS)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(500)
            .build();
  }

  @Override
  public void begins(Cell cell) {
    begun++;
    // Short: on a narrow terminal the bar gives way to it.
    bar.setExtraMessage(
        " "
            + begun
            + (cells == UNKNOWN ? "" : "/" + cells)
            + " "
            + cell.scenarioLabel()
            + " "
            + cell.loop());
  }

  @Override
  public void reached(double done) {
    bar.stepTo(Math.round(done * STEPS));
  }

  @Override
  public void finished(Row row) {
    bar.refresh();
  }

  @Override
  public void close() {
    bar.close();
  }
}
