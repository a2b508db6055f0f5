package io.rondo.client.support;

import com.sun.management.UnixOperatingSystemMXBean;
import io.netty.buffer.PooledByteBufAllocator;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Set;

/**
 * What this JVM holds.
 *
 * @param threads of the client and of the tests' proxies
 * @param descriptors of files and sockets; 0 where the JVM does not say
 * @param direct bytes of direct buffers that are in use
 * @param heap bytes, after a garbage collection
 */
public record Resources(long threads, long descriptors, long direct, long heap) {
  private static final Set<String> OURS = Set.of("rondo-", "fault-proxy", "soak-");

  /** As they are now. */
  public static Resources now() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return new Resources(
        threadsNow(),
        descriptorsNow(),
        PooledByteBufAllocator.DEFAULT.pinnedDirectMemory(),
        runtime.totalMemory() - runtime.freeMemory());
  }

  private static long threadsNow() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> OURS.stream().anyMatch(thread.getName()::startsWith))
        .count();
  }

  private static long descriptorsNow() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getOpenFileDescriptorCount()
        : 0;
  }

  /** Whether nothing of this is more than what {@code before} has, and {@code slack}, together. */
  public boolean isWithin(Resources before, Resources slack) {
    return threads <= before.threads + slack.threads
        && descriptors <= before.descriptors + slack.descriptors
        && direct <= before.direct + slack.direct
        && heap <= before.heap + slack.heap;
  }

  /** The same with another number of threads. */
  public Resources withThreads(long newThreads) {
    return new Resources(newThreads, descriptors, direct, heap);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d threads, %d descriptors, %.2f MB direct, %.1f MB heap",
        threads,
        descriptors,
        direct / 1e6,
        heap / 1e6);
  }
}
