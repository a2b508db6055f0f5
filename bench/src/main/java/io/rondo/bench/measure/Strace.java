package io.rondo.bench.measure;

import io.rondo.bench.common.BenchException;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Counts the system calls of a running process, all its threads together, with {@code strace -f
 * -c}. It slows the process down many times, so nothing else is measured meanwhile.
 */
final class Strace implements AutoCloseable {
  private static final String ATTACHED = " attached";
  private static final long PATIENCE_SECONDS = 10;

  private final Process process;
  private final Path summary;

  private Strace(Process process, Path summary) {
    this.process = process;
    this.summary = summary;
  }

  /** Why it can't be had here, or empty. */
  static String whyNot() {
    String path = System.getenv().getOrDefault("PATH", "");
    boolean there =
        Stream.of(path.split(File.pathSeparator, -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "strace")));
    return there ? "" : "there is no strace on the PATH";
  }

  /** Attaches to a process; what it does from now on is counted. */
  static Strace attach(long pid) {
    try {
      Path summary = Files.createTempFile("rondo-bench-strace-", ".txt");
      List<String> command =
          List.of("strace", "-f", "-c", "-o", summary.toString(), "-p", String.valueOf(pid));
      Strace strace =
          new Strace(new ProcessBuilder(command).redirectErrorStream(true).start(), summary);
      strace.awaitAttached();
      return strace;
    } catch (IOException e) {
      throw new BenchException("can't run strace: " + BenchException.oneLine(e), e);
    }
  }

  @SuppressWarnings("resource") // the reader ends with the process
  private void awaitAttached() throws IOException {
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    String line = lines.readLine();
    if (line == null || !line.contains(ATTACHED)) {
      close();
      throw new BenchException(
          "strace can't attach: " + (line == null ? "it ended at once" : line));
    }
  }

  /** Detaches and says how many calls there were. */
  long detach() {
    try {
      process.destroy();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new BenchException("strace does not end");
      }
      return total(Files.readAllLines(summary, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new BenchException("can't read what strace counted: " + BenchException.oneLine(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("interrupted while system calls were counted", e);
    } finally {
      close();
    }
  }

  /** The sum of the column {@code calls}, which is aligned to the right under its heading. */
  static long total(List<String> summary) {
    String heading =
        summary.stream()
            .filter(line -> line.contains("calls") && line.contains("syscall"))
            .findFirst()
            .orElseThrow(() -> new BenchException("strace has counted nothing"));
    int end = heading.indexOf(" calls") + " calls".length();
    return summary.stream()
        .filter(line -> line.length() > end && !line.endsWith(" total"))
        .filter(line -> Character.isDigit(line.charAt(end - 1)))
        .map(line -> line.substring(0, end).stripTrailing())
        .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      Files.deleteIfExists(summary);
    } catch (IOException e) {
      // It lies in the folder for temporary files.
    }
  }
}
