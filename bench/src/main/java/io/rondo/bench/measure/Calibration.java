package io.rondo.bench.measure;

import io.rondo.bench.common.BenchException;
import java.util.List;
import java.util.function.Consumer;
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
   * @param stoppable told how to end it before its time, and null when there is nothing to end
   */
  public static Calibration of(
      Cell cell, String uri, List<String> prefix, Consumer<@Nullable Runnable> stoppable) {
    // Calls per pair hardly change with the last touch of the compiler, and it is strace that is
    // slow.
    ForkSpec spec = ForkSpec.calibrating(cell, uri, WarmupPolicy.QUICK);
    try (Fork fork = Fork.start(spec, prefix, Patience.with(cell))) {
      stoppable.accept(fork::close);
      return new Calibration(fork.systemCallsPerOp(), "");
    } catch (BenchException e) {
      return new Calibration(null, BenchException.oneLine(e));
    } finally {
      stoppable.accept(null);
    }
  }
}
