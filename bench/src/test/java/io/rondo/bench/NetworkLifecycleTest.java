package io.rondo.bench;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rondo.bench.measure.ForkMain;
import io.rondo.bench.network.ProxyMain;
import io.rondo.bench.network.Site;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What lies between is gone with a bench that is not let finish. */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NetworkLifecycleTest {
  private final Path temporary;

  NetworkLifecycleTest(@TempDir Path temporary) {
    this.temporary = temporary;
  }

  private Process longRun(List<String> options) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "-n=5000000",
                "--repeat=1",
                "--scenario=sync",
                "--loop=nio",
                "--drive=caller",
                "--out=" + temporary.resolve("out")));
    command.addAll(options);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(temporary.resolve("output").toFile())
        .start();
  }

  private static boolean runs(Process bench, Class<?> mainClass) {
    return !Descendants.running(bench.toHandle(), mainClass).isEmpty();
  }

  private static boolean hasNamespaces(Process bench) {
    try {
      Process list = new ProcessBuilder("ip", "netns", "list").start();
      String names = new String(list.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return names.contains("rondo-" + bench.pid() + "-");
    } catch (IOException e) {
      return false; // a system without the command has none
    }
  }

  @ParameterizedTest
  @CsvSource({"false, killed", "false, interrupted", "true, killed", "true, interrupted"})
  void nothingIsLeft(boolean inNamespaces, String end) throws Exception {
    List<String> options = new ArrayList<>(List.of("--rtt=1ms"));
    if (inNamespaces) {
      String obstacle = Site.whyNoNamespaces();
      assumeTrue(obstacle.isEmpty(), "no namespaces here: " + obstacle);
      options.add("--network=netns");
    }
    Process bench = longRun(options);
    try {
      Polling.until(
          () -> !bench.isAlive() || (runs(bench, ProxyMain.class) && runs(bench, ForkMain.class)));
      assertTrue(bench.isAlive(), Files.readString(temporary.resolve("output")));
      List<ProcessHandle> children = bench.descendants().toList();
      assertTrue(hasNamespaces(bench) == inNamespaces);

      if (end.equals("killed")) {
        bench.destroyForcibly();
      } else {
        bench.destroy();
      }
      bench.waitFor();

      Polling.until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
      Polling.until(() -> !hasNamespaces(bench));
    } finally {
      bench.descendants().forEach(ProcessHandle::destroyForcibly);
      bench.destroyForcibly();
    }
  }
}
