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
  private final @Nullable CpuMeter server;
  private long serverCpuAtStart;
  private long switchesAtStart;
  private long bytesAtStart;
  private long cpuAtStart;
  private long clockAtStart;
  private long lastNanos;
  private long nanos;
  private long bytes;
  private long cpuNanos;
  private long switches;
  private long serverCpuNanos;

  /** Of this process alone. */
  public Counters() {
    this("");
  }

  /**
   * Of this process, and the CPU time of the server.
   *
   * @param serverPid its process on this machine; empty for none
   */
  Counters(String serverPid) {
    server = serverPid.isEmpty() ? null : CpuMeter.of(serverPid);
  }

  @Override
  public void start() {
    serverCpuAtStart = server == null ? 0 : server.nanos();
    switchesAtStart = switchMeter.switches();
    cpuAtStart = cpu.nanos();
    bytesAtStart = allocation.bytes();
    clockAtStart = System.nanoTime();
  }

  @Override
  public void stop() {
    lastNanos = System.nanoTime() - clockAtStart;
    nanos += lastNanos;
    bytes += allocation.bytes() - bytesAtStart;
    cpuNanos += cpu.nanos() - cpuAtStart;
    switches += switchMeter.switches() - switchesAtStart;
    serverCpuNanos += server == null ? 0 : server.nanos() - serverCpuAtStart;
  }

  /** Forgets the sums. */
  public void reset() {
    nanos = 0;
    bytes = 0;
    cpuNanos = 0;
    switches = 0;
    serverCpuNanos = 0;
  }

  /** Nanoseconds of the last region; at least 1. */
  public long lastNanos() {
    return Math.max(1, lastNanos);
  }

  /** Nanoseconds of all regions; at least 1. */
  long nanos() {
    return Math.max(1, nanos);
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

  /** CPU time of the server's process; null where it is not known. */
  @Nullable Long serverCpuNanos() {
    return server == null ? null : serverCpuNanos;
  }
}
