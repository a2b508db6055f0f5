package io.rondo.bench.measure;

import io.rondo.bench.common.BenchException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The threads of this JVM that compile. A JVM that is pinned to one core takes its time from the
 * client to compile it, and a fork of a few seconds would end half compiled: so, while it warms up,
 * they alone may use other cores, and are back on their own when something is measured. Everything
 * else is pinned all the time, and whatever asks how many cores there are is told one.
 */
final class CompilerThreads {
  private static final Path TASKS = Path.of("/proc/self/task");

  private CompilerThreads() {}

  /**
   * Lets them run on these cores alone.
   *
   * @param cores the kernel's form of a list, for instance {@code 0-3,8}
   */
  static void runOn(String cores) {
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
      for (Path task : tasks) {
        if (compiles(task)) {
          pin(task.getFileName().toString(), cores);
        }
      }
    } catch (IOException e) {
      throw new BenchException("can't pin threads: " + BenchException.oneLine(e), e);
    }
  }

  private static boolean compiles(Path task) throws IOException {
    String name = Files.readString(task.resolve("comm"), StandardCharsets.UTF_8);
    return name.startsWith("C1 Compiler") || name.startsWith("C2 Compiler");
  }

  private static void pin(String thread, String cores) throws IOException {
    List<String> command = List.of("taskset", "-p", "-c", cores, thread);
    try {
      new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
