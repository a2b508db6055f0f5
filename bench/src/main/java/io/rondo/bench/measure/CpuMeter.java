package io.rondo.bench.measure;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * CPU time that this process has used so far, its garbage collector and compiler included. The
 * JVM's own figure moves in steps of 10 ms on Linux, too coarse for a repetition of 50 ms; the
 * kernel's figure per thread ({@code /proc/self/task/*}{@code /schedstat}, first number) is in
 * nanoseconds, so it is taken where there is one.
 */
final class CpuMeter {
  private static final Path TASKS = Path.of("/proc/self/task");

  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final PerThread perThread = new PerThread();
  private final boolean kernelTells = Files.isReadable(Path.of("/proc/self/schedstat"));

  long nanos() {
    return kernelTells ? summed() : system.getProcessCpuTime();
  }

  private long summed() {
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
      for (Path task : tasks) {
        perThread.saw(Long.parseLong(task.getFileName().toString()), onCpuNanos(task));
      }
    } catch (IOException e) {
      throw new IllegalStateException("can't list " + TASKS, e);
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
