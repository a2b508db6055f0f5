package io.rondo.bench.measure;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The Java that forks run on: the one that runs the bench, with flags of the bench's choice. */
public final class ForkJvm {
  private ForkJvm() {}

  /**
   * The flags of every fork. One collector for all: the JVM would choose another one when it is
   * pinned to one core, and the serial one takes no core from the client or the server.
   */
  public static List<String> flags() {
    List<String> flags = new ArrayList<>(List.of("-XX:+UseSerialGC", "-Xms256m"));
    int feature = Runtime.version().feature();
    if (feature >= 22) {
      flags.add("--enable-native-access=ALL-UNNAMED");
    }
    if (feature >= 24) {
      flags.add("--sun-misc-unsafe-memory-access=allow");
    }
    return List.copyOf(flags);
  }

  /**
   * A command line.
   *
   * @param prefix what it begins with, to pin it to cores
   * @param mainClass what it runs
   */
  public static List<String> command(List<String> prefix, Class<?> mainClass) {
    return command(prefix, List.of(), mainClass);
  }

  /** The same with further flags. */
  static List<String> command(List<String> prefix, List<String> more, Class<?> mainClass) {
    List<String> command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags());
    command.addAll(more);
    command.addAll(List.of("-cp", classPath(), mainClass.getName()));
    return command;
  }

  private static String classPath() {
    String separator = File.pathSeparator;
    return Stream.of(System.getProperty("java.class.path").split(separator, -1))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(separator));
  }
}
