package io.rondo.bench.python;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.rondo.bench.common.BenchException;
import io.rondo.bench.common.LastLines;
import io.rondo.bench.measure.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What there is of Python and of the modules that the scenarios need.
 *
 * @param name the executable; empty where there is none
 * @param modules null where there is no Python that works
 * @param obstacle why there is none; empty where there is one
 */
record Installation(String name, @Nullable Modules modules, String obstacle) {
  private static final long PROBE_SECONDS = 30;
  private static final List<String> LOOPS =
      Stream.concat(Stream.of(Python.BLOCKING), Python.LOOPS.stream()).toList();

  /** What {@link #runs} says of one that lacks nothing. */
  static final int ALL = LOOPS.size();

  private static final String PACKAGES = "python3-redis python3-uvloop";

  /**
   * What the probe says.
   *
   * @param redis the version; null where there is none
   * @param asyncio whether that has an asynchronous client
   * @param uvloop its version; null where there is none
   */
  record Modules(@Nullable String redis, boolean asyncio, @Nullable String uvloop) {}

  static Installation none(String obstacle) {
    return broken("", obstacle);
  }

  private static Installation broken(String name, String obstacle) {
    return new Installation(name, null, obstacle + "; install with: apt-get install " + PACKAGES);
  }

  /** Asks the executable. */
  static Installation of(Path executable) {
    String name = executable.toString();
    try {
      Process probe = new ProcessBuilder(name, "-c", Python.resource("probe.py")).start();
      LastLines errors = new LastLines(probe.getErrorStream());
      try {
        if (!probe.waitFor(PROBE_SECONDS, TimeUnit.SECONDS)) {
          return broken(name, name + " did not answer within " + PROBE_SECONDS + " s");
        }
        return of(name, probe, errors);
      } finally {
        probe.destroyForcibly();
      }
    } catch (IOException e) {
      return broken(name, "can't run " + name + ": " + BenchException.oneLine(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("interrupted while " + name + " was asked for modules", e);
    }
  }

  private static Installation of(String name, Process probe, LastLines errors) throws IOException {
    String answer =
        new String(probe.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    try {
      Modules modules = Json.MAPPER.readValue(answer, Modules.class);
      return new Installation(name, modules, "");
    } catch (JsonProcessingException e) {
      String lastWords = errors.last();
      return broken(
          name,
          name + " is no Python that works" + (lastWords.isEmpty() ? "" : " (" + lastWords + ")"));
    }
  }

  /** On how many loops something can be run. */
  int runs() {
    return (int) LOOPS.stream().filter(loop -> whyNot(loop).isEmpty()).count();
  }

  /** Why nothing can be run on the loop, and how to change that; empty where something can. */
  String whyNot(String loop) {
    if (modules == null) {
      return obstacle;
    }
    if (modules.redis == null) {
      return lacks("redis");
    }
    if (loop.equals(Python.BLOCKING)) {
      return "";
    }
    if (!modules.asyncio) {
      return "%s has redis %s, which knows no asyncio; get 4.2 or later with: %s -m pip install -U redis"
          .formatted(name, modules.redis, name);
    }
    return loop.equals("uvloop") && modules.uvloop == null ? lacks("uvloop") : "";
  }

  private String lacks(String module) {
    return "%s has no module %s; install it with: apt-get install python3-%s, or %s -m pip install %s"
        .formatted(name, module, module, name, module);
  }
}
