package io.rondo.bench.measure;

import io.rondo.bench.common.BenchException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * System calls per set+get of a cell, counted in a fork of its own that is warm.
 *
 * @param systemCallsPerOp null where they could not be counted
 * @param obstacle why not; empty where they were
 */
public record Calibration(@Nullable Double systemCallsPerOp, String obstacle) {
  /** Why no cell can be calibrated here, or empty. */
  public static String whyNot() {
    return Strace.whyNot();
  }

  /**
   * Counts.
   *
   * @param prefix what the fork's command line begins with, to pin it to cores
   */
  public static Calibration of(Cell cell, String uri, WarmupPolicy warmup, List<String> prefix) {
    ForkSpec spec = new ForkSpec(cell, uri, warmup, 0, true, "");
    try (Fork fork = Fork.start(spec, prefix)) {
      return new Calibration(fork.systemCallsPerOp(), "");
    } catch (BenchException e) {
      return new Calibration(null, BenchException.oneLine(e));
    }
  }
}
