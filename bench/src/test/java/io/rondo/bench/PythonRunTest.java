package io.rondo.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rondo.bench.python.Python;
import io.rondo.bench.report.Results;
import io.rondo.bench.report.Row;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs of Python beside Rondo. */
class PythonRunTest {
  private static final List<String> LINE =
      List.of(
          "run",
          "--client=rondo,python",
          "--quick",
          "-n=60",
          "--repeat=2",
          "--scenario=sync,async",
          "--loop=nio",
          "--drive=loop-thread",
          "--workers=6",
          "--time-limit=600");

  private final Path temporary;

  PythonRunTest(@TempDir Path temporary) {
    this.temporary = temporary;
  }

  private List<Row> rows() {
    return Results.read(temporary.resolve("results.json")).rows().stream()
        .filter(row -> row.kind() == Row.Kind.WARM)
        .toList();
  }

  private static String titles(List<Row> rows) {
    return rows.stream()
        .map(row -> row.scenario() + " " + row.client() + " " + row.loop())
        .collect(Collectors.joining(", "));
  }

  @Test
  void pythonRunsInTheSameRunSideBySide() throws IOException {
    Python python = Python.ofThisMachine();
    for (String loop : Python.LOOPS) {
      assumeTrue(python.whyNot(loop).isEmpty(), python.whyNot(loop));
    }
    List<String> line = new ArrayList<>(LINE);
    line.add("--out=" + temporary);

    Bench bench = Bench.run(line.toArray(String[]::new));

    assertEquals(0, bench.exitCode(), bench.err());
    List<Row> rows = rows();
    assertEquals(
        "sync rondo nio, sync python blocking, async rondo nio, async python asyncio,"
            + " async python uvloop",
        titles(rows));
    for (Row row : rows) {
      assertEquals(2, Objects.requireNonNull(row.opsPerSecond()).samples().size());
      assertTrue(Objects.requireNonNull(row.cpuNanosPerOp()) > 0);
      assertEquals(row.client().equals("python"), row.allocatedBytesPerOp() == null);
    }
    assertTrue(bench.out().contains("Event loops side by side"), bench.out());
    assertTrue(bench.out().contains("async 6 workers shared  1.00 : "), bench.out());
    String page = Files.readString(temporary.resolve("report.html"));
    assertTrue(page.contains("async 6 workers shared: asyncio : uvloop = 1.00 : "));
    assertTrue(page.contains("run --client=python --scenario=async --workers=6"));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void whereModulesAreMissingTheRowsSayHowToInstallThem() throws Exception {
    Path bare = Files.createDirectory(temporary.resolve("path"));
    Path fake = bare.resolve("python3");
    Files.writeString(
        fake,
        """
        #!/bin/sh
        echo '{"redis": null, "asyncio": false, "uvloop": null}'
        """);
    Files.setPosixFilePermissions(fake, PosixFilePermissions.fromString("rwxr-xr-x"));
    List<String> line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    line.addAll(LINE);
    // It takes nothing from the PATH, on which there is nothing else than the test's own python3.
    line.add("--server=canned");
    line.add("--out=" + temporary);
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().put("PATH", bare.toString());

    Process bench = builder.start();
    String output = new String(bench.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertEquals(0, bench.waitFor(), output);
    List<Row> rows = rows();
    assertEquals(5, rows.size());
    String install = fake + " has no module redis; install it with: apt-get install python3-redis";
    for (Row row : rows) {
      assertEquals(row.client().equals("python"), row.isLeftOut());
      assertFalse(row.isFailed());
      assertTrue(!row.isLeftOut() || Objects.requireNonNull(row.failure()).contains(install));
    }
    assertTrue(output.contains("3 of 5 rows left out: " + install), output);
  }
}
