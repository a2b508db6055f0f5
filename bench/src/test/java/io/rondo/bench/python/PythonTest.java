package io.rondo.bench.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rondo.bench.measure.Cell;
import io.rondo.bench.scenario.Scenario;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is said of machines that lack something, with a python3 of the test's own on the PATH. */
@DisabledOnOs(OS.WINDOWS)
class PythonTest {
  private final Path folder;

  PythonTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Python python(String script) throws IOException {
    return new Python(folderWith(folder, script));
  }

  private static String folderWith(Path folder, String script) throws IOException {
    Path file = Files.createDirectories(folder).resolve("python3");
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return folder.toString();
  }

  private Python answering(String redis, boolean asyncio, String uvloop) throws IOException {
    return python(answer(redis, asyncio, uvloop));
  }

  private static String answer(String redis, boolean asyncio, String uvloop) {
    return "echo '{\"redis\": %s, \"asyncio\": %s, \"uvloop\": %s}'"
        .formatted(redis, asyncio, uvloop);
  }

  private static Cell cell(String client, String server) {
    return Cell.builder(server, client, Scenario.SYNC)
        .on(Python.BLOCKING, "caller", "block")
        .repeated(10, 1)
        .build();
  }

  @Test
  void whereThereIsNoPythonItSaysHowToInstallOne() {
    assertEquals(
        "there is no python3 on the PATH; install with: apt-get install python3-redis"
            + " python3-uvloop",
        new Python(folder.toString()).whyNot("asyncio"));
  }

  @Test
  void aModuleThatIsMissingIsNamedWithTheWayToInstallIt() throws IOException {
    String name = folder.resolve("python3").toString();

    Python bare = answering("null", false, "null");
    for (String loop : new String[] {Python.BLOCKING, "asyncio", "uvloop"}) {
      assertEquals(
          "%s has no module redis; install it with: apt-get install python3-redis, or %s -m pip install redis"
              .formatted(name, name),
          bare.whyNot(loop));
    }

    Python withoutUvloop = answering("\"4.3.4\"", true, "null");
    assertEquals("", withoutUvloop.whyNot(Python.BLOCKING));
    assertEquals("", withoutUvloop.whyNot("asyncio"));
    assertEquals(
        "%s has no module uvloop; install it with: apt-get install python3-uvloop, or %s -m pip install uvloop"
            .formatted(name, name),
        withoutUvloop.whyNot("uvloop"));
  }

  @Test
  void anOldRedisRunsTheBlockingScenariosAlone() throws IOException {
    Python old = answering("\"3.5.3\"", false, "\"0.17.0\"");

    assertEquals("", old.whyNot(Python.BLOCKING));
    assertTrue(old.whyNot("asyncio").contains("has redis 3.5.3, which knows no asyncio; get 4.2"));
  }

  @Test
  void ofSeveralOnThePathTheFirstThatRunsMostIsTaken() throws IOException {
    String bare = folderWith(folder.resolve("bare"), answer("null", false, "null"));
    String broken = folderWith(folder.resolve("broken"), "exit 1");
    String some = folderWith(folder.resolve("some"), answer("\"4.3.4\"", true, "null"));
    String more = folderWith(folder.resolve("more"), answer("\"4.3.4\"", true, "\"0.17.0\""));

    Python python = new Python(String.join(File.pathSeparator, bare, broken, some, some));
    assertTrue(python.whyNot("uvloop").startsWith(some + "/python3 has no module uvloop"));
    assertEquals(some + "/python3", python.command(List.of()).get(0));
    Python complete = new Python(String.join(File.pathSeparator, bare, some, more));
    assertEquals("", complete.whyNot("uvloop"));
    assertEquals(
        List.of("taskset", "-c", "1", more + "/python3"),
        complete.command(List.of("taskset", "-c", "1")).subList(0, 4));
    Python poor = new Python(String.join(File.pathSeparator, bare, broken));
    assertTrue(poor.whyNot("asyncio").startsWith(bare + "/python3 has no module redis"));
  }

  @Test
  void aPythonThatDoesNotWorkSaysWhatItSaid() throws IOException {
    String message = python("echo 'no such library' >&2; exit 1").whyNot("uvloop");

    assertTrue(message.contains("is no Python that works (no such library); install"), message);
    assertEquals(1, message.lines().count());
  }

  @Test
  void theProbeFindsOutWhatIsMissing() throws IOException {
    Optional<Path> real =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1))
            .map(place -> Path.of(place, "python3"))
            .filter(Files::isExecutable)
            .findFirst();
    assumeTrue(real.isPresent(), "there is no python3 on the PATH");

    // Without the folders that packages are installed in.
    Python isolated = python("exec " + real.get() + " -I -S \"$@\"");

    String message = isolated.whyNot(Python.BLOCKING);
    assertTrue(message.contains("has no module redis; install it with: apt-get"), message);
  }

  @Test
  void otherClientsNeedNoPythonAndPythonNeedsPlainTcp() throws IOException {
    Python missing = new Python(folder.toString());
    assertEquals("", missing.whyNot(cell("rondo", "embedded")));

    Python complete = answering("\"4.3.4\"", true, "\"0.17.0\"");
    assertEquals("", complete.whyNot(cell(Python.CLIENT, "redis://h:1")));
    for (String server : new String[] {"rediss://h:1", "redis+unix:///run/r.sock"}) {
      assertTrue(complete.whyNot(cell(Python.CLIENT, server)).contains("give a redis:// address"));
    }
  }
}
