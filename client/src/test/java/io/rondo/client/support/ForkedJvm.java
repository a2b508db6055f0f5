package io.rondo.client.support;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM of its own with the class path of the tests. */
public final class ForkedJvm {
  private ForkedJvm() {}

  /**
   * Runs {@code main} to its end.
   *
   * @param options of the JVM
   * @return what it has printed
   * @throws AssertionError if it does not end with 0; the message has what it printed
   */
  public static String run(List<String> options, Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int status = process.waitFor();
      if (status != 0) {
        throw new AssertionError(main.getSimpleName() + " ended with " + status + ": " + output);
      }
      return output;
    } finally {
      process.destroyForcibly();
    }
  }
}
