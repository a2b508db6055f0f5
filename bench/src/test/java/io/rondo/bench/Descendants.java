package io.rondo.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Processes that a bench has started. */
final class Descendants {
  private Descendants() {}

  /**
   * The JVMs that run a class. Linux alone: the JDK hands out no arguments where there are more
   * than fit into a page, as there are with a long class path.
   */
  static List<ProcessHandle> running(ProcessHandle bench, Class<?> mainClass) {
    return bench.descendants().filter(child -> words(child).contains(mainClass.getName())).toList();
  }

  private static List<String> words(ProcessHandle process) {
    try {
      Path file = Path.of("/proc", String.valueOf(process.pid()), "cmdline");
      return List.of(Files.readString(file, StandardCharsets.ISO_8859_1).split("\0", -1));
    } catch (IOException e) {
      return List.of(); // it has ended
    }
  }
}
