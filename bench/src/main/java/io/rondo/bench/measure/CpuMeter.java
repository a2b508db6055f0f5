package io.rondo.bench.measure;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * CPU time that a process has used so far, usually this one, its garbage collector and compiler
 * included. The JVM's own figure moves in steps of 10 ms on Linux, too coarse for a repetition of
 * 50 ms; the kernel's figure per thread ({@code /proc/self/task/*}{@code /schedstat}, first number)
 * is in nanoseconds, so it is taken where there is one.
 */
public final class CpuMeter {

  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final PerThread perThread = new PerThread();
  private final Path tasks;
  private final boolean kernelTells;

  CpuMeter() {
    this("self");
  }

  private CpuMeter(String process) {
    tasks = Path.of("/proc", process, "task");
    kernelTells = Files.isReadable(Path.of("/proc", process, "schedstat"));
  }

  /** Of another process; null where the system does not tell. */
  public static @Nullable CpuMeter of(String pid) {
    CpuMeter meter = new CpuMeter(pid);
    return meter.kernelTells ? meter : null;
  }

  public long nanos() {
    return kernelTells ? summed() : system.getProcessCpuTime();
  }

  private long summed() {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(tasks)) {
      for (Path task : all) {
        perThread.saw(Long.parseLong(task.getFileName().toString()), onCpuNanos(task));
      }
    } catch (IOException e) {
      throw new IllegalStateException("can't list " + tasks, e);
    }
    return perThread.total();
  }

  private static long onCpuNanos(Path task) {
    try {
      String line = Files.readString(task.resolve("schedstat"), StandardCharsets.US_ASCII);
      return Long.parseLong(line, 0, line.indexOf(' '), 10);
    } catch (IOException e) {
      return -1; // the thread has ended since the folder was listed
    }
  }
}
