package io.rondo.bench.measure;

import io.rondo.bench.scenario.TimedRegion;
import org.jspecify.annotations.Nullable;

/**
 * Time, allocation, CPU and context switches of timed regions, summed over all of them. The clock
 * is the innermost reading, so that the other counters' own cost is not in the time.
 */
public final class Counters implements TimedRegion {
  private final AllocationMeter allocation = new AllocationMeter();
  private final CpuMeter cpu = new CpuMeter();
  private final SwitchMeter switchMeter = new SwitchMeter();
  private long switchesAtStart;
  private long bytesAtStart;
  private long cpuAtStart;
  private long clockAtStart;
  private long lastNanos;
  private long bytes;
  private long cpuNanos;
  private long switches;

  @Override
  public void start() {
    switchesAtStart = switchMeter.switches();
    cpuAtStart = cpu.nanos();
    bytesAtStart = allocation.bytes();
    clockAtStart = System.nanoTime();
  }

  @Override
  public void stop() {
    lastNanos = System.nanoTime() - clockAtStart;
    bytes += allocation.bytes() - bytesAtStart;
    cpuNanos += cpu.nanos() - cpuAtStart;
    switches += switchMeter.switches() - switchesAtStart;
  }

  /** Forgets the sums. */
  public void reset() {
    bytes = 0;
    cpuNanos = 0;
    switches = 0;
  }

  /** Nanoseconds of the last region; at least 1. */
  public long lastNanos() {
    return Math.max(1, lastNanos);
  }

  /** Bytes that Java threads have allocated. */
  public long bytes() {
    return bytes;
  }

  /** CPU time of the whole process. */
  public long cpuNanos() {
    return cpuNanos;
  }

  /** Context switches, voluntary and involuntary; null where the system does not tell. */
  public @Nullable Long switches() {
    return switchMeter.isAvailable() ? switches : null;
  }
}
