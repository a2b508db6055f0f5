package io.rondo.bench;

import io.rondo.bench.measure.Calibration;
import io.rondo.bench.measure.Cores;
import io.rondo.bench.measure.Network;
import io.rondo.bench.measure.Placement;
import io.rondo.bench.network.Site;
import io.rondo.bench.python.Python;
import io.rondo.bench.queue.QueueForm;
import io.rondo.bench.scenario.Scenario;
import io.rondo.bench.server.ServerChoice;
import io.rondo.bench.server.Servers;
import io.rondo.bench.target.TargetProvider;
import io.rondo.bench.target.Targets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code --list} prints: what this machine can run, and why not the rest. */
final class Listing {
  private Listing() {}

  static String of(Cores cores) {
    List<String> lines = new ArrayList<>();
    for (TargetProvider client : Targets.all()) {
      lines.add("client " + client.name());
      client.loops().forEach((loop, obstacle) -> lines.add(entry("loop", loop, obstacle)));
      client.drives().forEach(drive -> lines.add(entry("drive", drive, "")));
      client.waits().forEach(wait -> lines.add(entry("wait", wait, "")));
      lines.add("  %-12s %s".formatted("scenarios", scenarios(client)));
    }
    lines.addAll(python());
    lines.add("scenarios");
    for (Scenario scenario : Scenario.values()) {
      lines.add("  %-12s %s".formatted(scenario.label(), scenario.description()));
    }
    lines.add("forms of queue");
    for (QueueForm form : QueueForm.values()) {
      lines.add("  %-12s %s".formatted(form.label(), form.description()));
    }
    lines.add("placements");
    for (Placement placement : Placement.values()) {
      lines.add(entry("placement", placement.label(), cores.whyNot(placement)));
    }
    lines.add("servers");
    for (ServerChoice.Kind kind : ServerChoice.Kind.values()) {
      if (kind != ServerChoice.Kind.GIVEN) {
        String name = kind.name().toLowerCase(Locale.ROOT);
        lines.add(entry("server", name, Servers.whyNot(kind)));
      }
    }
    lines.add("  server       redis://...  yes, any that answers; flushed with --allow-flush only");
    lines.add("networks");
    lines.add(entry("network", Network.LOOPBACK.label(), ""));
    lines.add(entry("network", Network.NETNS.label(), Site.whyNoNamespaces()));
    lines.add("  network      --rtt TIME   yes, on either: a proxy that delays");
    lines.add("system calls of compare");
    lines.add(entry("strace", "", Calibration.whyNot()));
    return String.join("\n", lines) + "\n";
  }

  private static List<String> python() {
    Python python = Python.ofThisMachine();
    List<String> lines = new ArrayList<>(List.of("client " + Python.CLIENT + ", of run"));
    lines.add(entry("loop", Python.BLOCKING, python.whyNot(Python.BLOCKING)));
    Python.LOOPS.forEach(loop -> lines.add(entry("loop", loop, python.whyNot(loop))));
    return lines;
  }

  private static String scenarios(TargetProvider client) {
    String left =
        Stream.of(Scenario.values())
            .filter(scenario -> !client.capabilities().containsAll(scenario.needs()))
            .map(Scenario::label)
            .collect(Collectors.joining(", "));
    return left.isEmpty() ? "all" : "all but " + left;
  }

  private static String entry(String kind, String name, String obstacle) {
    String verdict = obstacle.isEmpty() ? "yes" : "no: " + obstacle;
    return "  %-12s %-12s %s".formatted(kind, name, verdict);
  }
}
