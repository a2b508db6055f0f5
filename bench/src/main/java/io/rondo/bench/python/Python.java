package io.rondo.bench.python;

import io.rondo.bench.measure.Cell;
import io.rondo.bench.measure.Fork;
import io.rondo.bench.measure.ForkSpec;
import io.rondo.bench.measure.Patience;
import io.rondo.bench.scenario.Scenario;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The scenarios over redis-py: what this machine has of what they need, and a process of them. Of
 * several python3 on the PATH, as where one is the system's and one is not, it is the first that
 * can run most.
 */
public final class Python {
  /** The client's name on the command line and in results. */
  public static final String CLIENT = "python";

  /** The event loops of the asynchronous scenarios, the one that comes with Python first. */
  public static final List<String> LOOPS = List.of("asyncio", "uvloop");

  /** What stands for a loop in the synchronous scenarios. */
  public static final String BLOCKING = "blocking";

  private static final String EXECUTABLE = "python3";

  /** Takes the script from standard input, which then goes on with what the script reads. */
  private static final String BOOTSTRAP =
      "import sys;exec(compile(sys.stdin.buffer.read(int(sys.stdin.buffer.readline())),"
          + "'scenarios.py','exec'))";

  private final String path;
  private @Nullable Installation installation;

  /**
   * @param path the folders in which python3 is looked for, as in the PATH variable
   */
  Python(String path) {
    this.path = path;
  }

  /** The one on the PATH. It is asked for its modules when that is first of interest. */
  public static Python ofThisMachine() {
    return new Python(System.getenv().getOrDefault("PATH", ""));
  }

  /** Whose thread reads replies, in Rondo's words. */
  public static String drive(Scenario scenario) {
    return scenario.isAsync() ? "loop-thread" : "caller";
  }

  /** Why the cell can't be run here, and how to change that; empty where it can. */
  public String whyNot(Cell cell) {
    if (!cell.client().equals(CLIENT)) {
      return "";
    }
    boolean plainTcp = !cell.server().startsWith("rediss:") && !cell.server().startsWith("redis+");
    return plainTcp
        ? whyNot(cell.loop())
        : "the scenarios in Python reach a server by TCP without TLS only; give a redis:// address";
  }

  /** Why no scenario can be run on the loop here, and how to change that; empty where one can. */
  public String whyNot(String loop) {
    return installation().whyNot(loop);
  }

  private Installation installation() {
    Installation known = installation;
    if (known == null) {
      known = best(executables());
      installation = known;
    }
    return known;
  }

  private static Installation best(List<Path> executables) {
    Installation best = Installation.none("there is no " + EXECUTABLE + " on the PATH");
    for (Path executable : executables) {
      Installation other = Installation.of(executable);
      if (best.name().isEmpty() || other.runs() > best.runs()) {
        best = other;
      }
      if (best.runs() == Installation.ALL) {
        return best;
      }
    }
    return best;
  }

  private List<Path> executables() {
    return Stream.of(path.split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, EXECUTABLE))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .distinct()
        .toList();
  }

  /**
   * Starts a process that measures the cell, which can be run here.
   *
   * @param prefix what the command line begins with, to pin it to cores
   */
  public Fork start(ForkSpec spec, List<String> prefix, Patience patience) {
    return Fork.start(command(prefix), script(), spec, "Python", patience);
  }

  List<String> command(List<String> prefix) {
    List<String> command = new ArrayList<>(prefix);
    command.add(installation().name());
    command.addAll(List.of("-c", BOOTSTRAP));
    return command;
  }

  /** The scenarios as the process takes them: their length, and they themselves. */
  static String script() {
    String script = resource("scenarios.py");
    return script.getBytes(StandardCharsets.UTF_8).length + "\n" + script;
  }

  static String resource(String name) {
    try (InputStream in = Python.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the bench was built without " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
