package io.rondo.bench.measure;

import io.rondo.bench.scenario.TimedRegion;

/**
 * Time, allocation and CPU of timed regions, summed over all of them. The clock is the innermost
 * reading, so that the other counters' own cost is not in the time.
 */
final class Counters implements TimedRegion {
  private final AllocationMeter allocation = new AllocationMeter();
  private final CpuMeter cpu = new CpuMeter();
  private long bytesAtStart;
  private long cpuAtStart;
  private long clockAtStart;
  private long lastNanos;
  private long bytes;
  private long cpuNanos;

  @Override
  public void start() {
    cpuAtStart = cpu.nanos();
    bytesAtStart = allocation.bytes();
    clockAtStart = System.nanoTime();
  }

  @Override
  public void stop() {
    lastNanos = System.nanoTime() - clockAtStart;
    bytes += allocation.bytes() - bytesAtStart;
    cpuNanos += cpu.nanos() - cpuAtStart;
  }

  void reset() {
    bytes = 0;
    cpuNanos = 0;
  }

  /** Nanoseconds of the last region; at least 1. */
  long lastNanos() {
    return Math.max(1, lastNanos);
  }

  long bytes() {
    return bytes;
  }

  long cpuNanos() {
    return cpuNanos;
  }
}
