package io.rondo.bench.measure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Context switches of this process so far, voluntary and involuntary, summed over its threads from
 * {@code /proc/self/task/<thread>/status}. A thread that ends keeps what it last showed.
 */
final class SwitchMeter {
  private static final Path TASKS = Path.of("/proc/self/task");
  private static final String SWITCHES = "voluntary_ctxt_switches:";

  private final PerThread perThread = new PerThread();
  private final boolean kernelTells;

  SwitchMeter() {
    kernelTells = ofThread(Path.of("/proc/thread-self")) >= 0;
  }

  /** Whether the system tells. */
  boolean isAvailable() {
    return kernelTells;
  }

  /** The total; 0 where the system does not tell. */
  long switches() {
    if (!kernelTells) {
      return 0;
    }
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
      for (Path task : tasks) {
        perThread.saw(Long.parseLong(task.getFileName().toString()), ofThread(task));
      }
    } catch (IOException e) {
      throw new IllegalStateException("can't list " + TASKS, e);
    }
    return perThread.total();
  }

  /** Negative where there is no such thread any more, or nothing about its switches. */
  private static long ofThread(Path task) {
    try {
      String status = Files.readString(task.resolve("status"), StandardCharsets.US_ASCII);
      // Both lines end alike: voluntary_ctxt_switches and nonvoluntary_ctxt_switches.
      return status
          .lines()
          .filter(line -> line.contains(SWITCHES))
          .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(':') + 1).strip()))
          .reduce(Long::sum)
          .orElse(-1);
    } catch (IOException e) {
      return -1; // the thread has ended since the folder was listed
    }
  }
}
