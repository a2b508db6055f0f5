package io.rondo.bench;

import io.netty.util.Version;
import io.rondo.bench.common.Passwords;
import io.rondo.bench.measure.Cores;
import io.rondo.bench.measure.ForkJvm;
import io.rondo.bench.report.Environment;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/** Finds out where the bench runs. */
final class EnvironmentProbe {
  private EnvironmentProbe() {}

  static Environment environment(List<String> arguments, Cores cores) {
    return new Environment(
        OffsetDateTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS).toString(),
        Passwords.hide(arguments),
        cpu(),
        Runtime.getRuntime().availableProcessors(),
        Cores.allowedTo("self"),
        property("os.name") + " " + property("os.version") + " " + property("os.arch"),
        new Environment.Jvm(
            property("java.vm.name"),
            Runtime.version().toString(),
            property("java.vm.vendor"),
            ForkJvm.flags()),
        netty(),
        io.rondo.bench.common.Version.rondo(),
        cores.taskset()
            ? "split and same pin with taskset, the measuring JVM with all its threads"
            : "no taskset: only free",
        "sample standard deviation of the repetitions (n - 1)",
        List.of());
  }

  private static String property(String name) {
    return System.getProperty(name, "unknown");
  }

  private static String netty() {
    Version version = Version.identify().get("netty-common");
    return version == null ? "unknown" : version.artifactVersion();
  }

  /** The processor's name: Linux has it in a file, macOS behind a command. */
  private static String cpu() {
    Path linux = Path.of("/proc/cpuinfo");
    try {
      if (!Files.isReadable(linux)) {
        return firstLineOf("sysctl", "-n", "machdep.cpu.brand_string");
      }
      try (Stream<String> lines = Files.lines(linux)) {
        return lines
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElse(property("os.arch"));
      }
    } catch (IOException e) {
      return property("os.arch");
    }
  }

  private static String firstLineOf(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      String first = lines.readLine();
      return first == null ? property("os.arch") : first;
    }
  }
}
