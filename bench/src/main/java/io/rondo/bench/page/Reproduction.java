package io.rondo.bench.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rondo.bench.measure.Link;
import io.rondo.bench.measure.LoadSpec;
import io.rondo.bench.measure.Network;
import io.rondo.bench.measure.RoundTrip;
import io.rondo.bench.python.Python;
import io.rondo.bench.queue.QueueForm;
import io.rondo.bench.queue.QueueWork;
import io.rondo.bench.report.Dimension;
import io.rondo.bench.scenario.Connections;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The command line that measures a row once more, and nothing beside it but what it is held to. */
final class Reproduction {
  private static final String JAR = "java -jar bench/target/bench.jar ";

  private Reproduction() {}

  static String of(SavedResults document, ObjectNode row) {
    List<String> words = new ArrayList<>(List.of(document.kind()));
    boolean compared = document.kind().equals("compare");
    boolean load = document.kind().equals(SavedResults.LOAD);
    String swept = swept(document);
    if (!swept.isEmpty()) {
      words.add("--over=" + document.tree().path("over").asText());
      words.add("--at=" + place(row, swept));
    }
    if (compared || load) {
      words.add("--client=" + clients(row));
    }
    if (!compared && text(row, "client").equals(Python.CLIENT)) {
      words.add("--client=" + Python.CLIENT);
    }
    QueueWork queue = QueueWork.parse(text(row, "scenario")).orElse(null);
    if (queue != null) {
      words.addAll(queue(queue, row));
    } else {
      words.add("--scenario=" + text(row, "scenario"));
      words.addAll(sizes(document, row, swept));
    }
    if (text(row, "client").equals("rondo")) {
      words.add("--loop=" + text(row, "loop"));
      words.add("--drive=" + text(row, "drive"));
      words.add("--wait=" + text(row, "wait"));
    } else if (Python.LOOPS.contains(text(row, "loop"))) {
      words.add("--loop=" + text(row, "loop"));
    }
    if (load) {
      words.addAll(load(row));
    } else {
      words.add("-n=" + row.path("n").asInt());
    }
    words.add("--placement=" + text(row, "placement"));
    if (compared) {
      words.add("--blocks=" + document.tree().path("blocks").asInt(1));
      words.add("--seed=" + document.tree().path("seed").asLong());
    } else if (!load && !document.kind().equals(SavedResults.EXPLAIN)) {
      if (!text(row, "kind").equals("cold")) {
        words.add("--repeat=" + row.path("repeat").asInt());
      }
      if (!row.path("verified").asBoolean(true)) {
        words.add("--asserts=off");
      }
    }
    words.addAll(link(SavedResults.link(row), swept));
    words.addAll(server(text(row, "server")));
    if (isQuick(document)) {
      words.add("--quick");
    }
    return JAR + words.stream().map(Reproduction::quoted).collect(Collectors.joining(" "));
  }

  /** A queue, and the plain list that it is held against. */
  private static List<String> queue(QueueWork queue, ObjectNode row) {
    String list = QueueForm.LIST.label();
    String form = queue.form().label();
    List<String> words = new ArrayList<>();
    words.add("--form=" + (form.equals(list) ? form : list + "," + form));
    words.add("--style=" + queue.style().label());
    words.add("--workers=" + row.path("workers").asInt());
    if (queue.killWorker()) {
      words.add("--kill-worker");
    }
    return words;
  }

  /** How pairs were sent; a row that failed does not say. */
  private static List<String> load(ObjectNode row) {
    List<String> words = new ArrayList<>();
    if (text(row, "connections").equals(Connections.PER_WORKER.label())) {
      words.add("--connections=" + text(row, "connections"));
      words.add("--workers=" + row.path("workers").asInt());
    }
    JsonNode load = row.path("load");
    if (load.isObject()) {
      words.add("--rate=" + LoadSpec.rate(load.path("askedPerSecond").asDouble()));
      words.add("--duration=" + load.path("durationMillis").asLong() + "ms");
      words.add("--schedule=" + load.path("schedule").asText());
      words.add("--seed=" + load.path("seed").asLong());
    }
    return words;
  }

  private static String place(ObjectNode row, String swept) {
    return swept.equals(Dimension.RTT.field())
        ? RoundTrip.text(SavedResults.link(row).rtt())
        : String.valueOf(row.path(swept).asInt());
  }

  /** What lies between; a sweep over round trip times has given them already. */
  private static List<String> link(Link link, String swept) {
    List<String> words = new ArrayList<>();
    if (link.rttMicros() != null && !swept.equals(Dimension.RTT.field())) {
      words.add("--rtt=" + RoundTrip.text(link.rttMicros()));
    }
    if (link.network() == Network.NETNS) {
      words.add("--network=" + link.network().label());
    }
    return words;
  }

  private static String text(ObjectNode row, String name) {
    return SavedResults.text(row, name);
  }

  /** The field of a row that gives what a sweep varies; empty where nothing is swept. */
  private static String swept(SavedResults document) {
    String label = document.tree().path("over").asText();
    return Arrays.stream(Dimension.values())
        .filter(dimension -> dimension.label().equals(label))
        .map(Dimension::field)
        .findFirst()
        .orElse("");
  }

  /** The row's own client, and the one that its ratio is to. */
  private static String clients(ObjectNode row) {
    String own = text(row, "client");
    String peer = row.path("bestPeer").asText(own);
    return own.equals(peer) ? own : own + "," + peer;
  }

  /** Sizes that are not as usual; a sweep gives one of them by itself. */
  private static List<String> sizes(SavedResults document, ObjectNode row, String swept) {
    boolean sized = !document.kind().equals(SavedResults.RUN);
    String scenario = text(row, "scenario");
    List<String> words = new ArrayList<>();
    boolean load = document.kind().equals(SavedResults.LOAD);
    if (scenario.startsWith("async") && !swept.equals("workers") && !load) {
      words.add("--workers=" + row.path("workers").asInt());
    }
    if (scenario.equals("threads") && !swept.equals("workers")) {
      words.add("--threads=" + row.path("workers").asInt());
    }
    boolean concurrent = scenario.startsWith("async") || scenario.equals("threads");
    boolean chosen = !load && !document.kind().equals("compare");
    if (concurrent && chosen && !swept.equals("connectionCount")) {
      words.add("--connections=" + text(row, "connections"));
    }
    if (sized && scenario.equals("bulk") && !swept.equals("batch")) {
      words.add("--batch=" + SavedResults.number(row, "batch", 1));
    }
    if (sized && SavedResults.number(row, "valueBytes", 0) > 0 && !swept.equals("valueBytes")) {
      words.add("--value-size=" + row.path("valueBytes").asInt());
    }
    return words;
  }

  private static List<String> server(String label) {
    return label.startsWith("redis")
        ? List.of("--server=" + label, "--allow-flush")
        : List.of("--server=" + label);
  }

  private static boolean isQuick(SavedResults document) {
    String line = document.tree().path("environment").path("commandLine").asText();
    return Arrays.asList(line.split(" ", -1)).contains("--quick");
  }

  /** As a shell takes it: what hides a password would be a pattern. */
  private static String quoted(String word) {
    return word.matches("[\\w./:=,@%+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
