package io.rondo.bench.measure;

import io.rondo.bench.common.BenchException;
import io.rondo.bench.common.LastLines;
import io.rondo.bench.common.Passwords;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A JVM of the bench's own that measures nothing itself. It talks in lines, and ends when its
 * standard input does, and so with the bench, however that ends.
 */
public final class HelperJvm implements AutoCloseable {
  private static final long STOP_SECONDS = 5;
  private static final List<String> COMPILED_ONCE = List.of("-XX:TieredStopAtLevel=1");

  private final String name;
  private final Process process;
  private final LastLines errors;
  private final BufferedReader lines;

  private HelperJvm(String name, Process process) {
    this.name = name;
    this.process = process;
    this.errors = new LastLines(process.getErrorStream());
    this.lines = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * Starts it.
   *
   * @param name what it is, for messages
   * @param prefix what the command line begins with, to pin it to cores
   * @param arguments of its main method; nothing secret, for others may see them
   */
  public static HelperJvm start(
      String name, List<String> prefix, Class<?> mainClass, String... arguments) {
    return start(name, ForkJvm.command(prefix, mainClass), arguments);
  }

  /**
   * Starts one that stands beside what is measured, on the same cores. Its code is compiled once
   * and quickly: the second, thorough compiler would take most of its CPU time, at whatever moment
   * it came to it, and there is hardly anything to gain where the kernel does the work.
   */
  public static HelperJvm startBeside(
      String name, List<String> prefix, Class<?> mainClass, String... arguments) {
    return start(name, ForkJvm.command(prefix, COMPILED_ONCE, mainClass), arguments);
  }

  private static HelperJvm start(String name, List<String> line, String... arguments) {
    List<String> command = new ArrayList<>(line);
    command.addAll(List.of(arguments));
    try {
      return new HelperJvm(name, new ProcessBuilder(command).start());
    } catch (IOException e) {
      throw new BenchException("can't start " + name + ": " + BenchException.oneLine(e), e);
    }
  }

  /** Writes a line to its standard input. */
  public void send(String line) {
    try {
      OutputStream stdin = process.getOutputStream();
      stdin.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      stdin.flush();
    } catch (IOException e) {
      // It has ended already; who waits for its answer is told.
    }
  }

  /** Waits for its next line. Closed, if there is none. */
  public String awaitLine() {
    String line = null;
    try {
      line = lines.readLine();
    } catch (IOException e) {
      // As at its end.
    }
    if (line == null) {
      close();
      throw new BenchException(name + " ended: " + Passwords.hide(errors.last()));
    }
    return line;
  }

  public String pid() {
    return String.valueOf(process.pid());
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (IOException e) {
      // It has ended already.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly().onExit().join();
  }
}
