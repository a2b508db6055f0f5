package io.rondo.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.bench.report.Results;
import io.rondo.bench.report.Row;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** How a bench ends that is not let finish. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LifecycleTest {
  private static final int SIGTERM_EXIT = 143;

  private final Path temporary;

  LifecycleTest(@TempDir Path temporary) {
    this.temporary = temporary;
  }

  /** A run that would take very long, with a temporary folder of its own. */
  private Process longRun(String pairs) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Djava.io.tmpdir=" + temporary,
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "--quick",
            "-n=" + pairs,
            "--repeat=1",
            "--scenario=sync",
            "--loop=nio",
            "--drive=caller",
            "--time-limit=600",
            "--out=" + temporary.resolve("out"))
        .redirectErrorStream(true)
        .start();
  }

  /** Whether server and fork are there; the shells that keep the server are too, then. */
  private static boolean isComplete(Process bench) {
    List<String> commands =
        bench.descendants().map(child -> child.info().command().orElse("")).toList();
    return commands.stream().anyMatch(command -> command.endsWith("java"))
        && commands.stream().anyMatch(command -> command.contains("redis-server"));
  }

  private boolean isClean() {
    try (Stream<Path> files = Files.list(temporary)) {
      return files.noneMatch(file -> file.getFileName().toString().startsWith("rondo-bench"));
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void nothingOutlivesABenchThatIsKilled() throws Exception {
    Process bench = longRun("2000000");
    try {
      Polling.until(() -> isComplete(bench));
      List<ProcessHandle> children = bench.descendants().toList();
      assertFalse(isClean());

      bench.destroyForcibly().waitFor();

      Polling.until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
      Polling.until(this::isClean);
    } finally {
      bench.descendants().forEach(ProcessHandle::destroyForcibly);
      bench.destroyForcibly();
    }
  }

  @Test
  void anInterruptedRunKeepsAndPrintsTheRowsThatAreDone() throws Exception {
    Process bench = longRun("50,5000000");
    try {
      Path json = temporary.resolve("out").resolve("results.json");
      Polling.until(() -> Files.exists(json) && isComplete(bench));
      List<ProcessHandle> children = bench.descendants().toList();

      // Unlike the process itself, its handle leaves the output readable.
      bench.toHandle().destroy();

      String output = new String(bench.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(bench.waitFor(20, TimeUnit.SECONDS));
      assertEquals(SIGTERM_EXIT, bench.exitValue());
      assertTrue(output.lines().anyMatch(line -> line.startsWith("scenario ")), output);
      List<Row> rows = Results.read(json).rows();
      assertEquals(2, rows.size());
      assertTrue(rows.stream().noneMatch(Row::isFailed));
      String page = Files.readString(json.resolveSibling("report.html"));
      assertTrue(page.endsWith("</html>\n"), "the report is whole");
      assertTrue(page.contains("java -jar bench/target/bench.jar run --scenario=sync"));
      Polling.until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
      assertTrue(isClean());
    } finally {
      bench.descendants().forEach(ProcessHandle::destroyForcibly);
      bench.destroyForcibly();
    }
  }
}
