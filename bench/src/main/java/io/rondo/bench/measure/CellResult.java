package io.rondo.bench.measure;

import org.jspecify.annotations.Nullable;

/**
 * What came of a cell.
 *
 * @param cold the first run; null when it failed
 * @param warm the measured repetitions; null when they failed
 * @param failure why something failed, on one line; empty when nothing did
 * @param outOfTime whether it was ended because the time for all of it was over
 */
public record CellResult(
    @Nullable Measurement cold, @Nullable Measurement warm, String failure, boolean outOfTime) {
  /** Of a cell that did not even begin. */
  public static CellResult failed(String why) {
    return new CellResult(null, null, why, false);
  }
}
