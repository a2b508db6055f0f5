package io.rondo.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.rondo.bench.measure.Cores;
import io.rondo.bench.measure.Link;
import io.rondo.bench.measure.Network;
import io.rondo.bench.measure.Placement;
import io.rondo.bench.network.ProxyMain;
import io.rondo.bench.network.Site;
import io.rondo.bench.report.LinkCost;
import io.rondo.bench.report.Results;
import io.rondo.bench.report.Row;
import io.rondo.bench.server.BenchServer;
import io.rondo.bench.server.ServerChoice;
import io.rondo.bench.server.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole commands with something between client and server, with real forks and servers. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NetworkTest {
  /** Its six pairs are due within a third of the time: late ones are in time for the rate. */
  private static final String LAST_PAIR_IS_EARLY = "--seed=23";

  private final Path folder;

  NetworkTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Bench bench(String... line) {
    List<String> words = new ArrayList<>(List.of(line));
    words.addAll(List.of("--quick", "--out=" + folder));
    Bench bench = Bench.run(words.toArray(String[]::new));
    assertEquals(0, bench.exitCode(), bench.out() + bench.err());
    return bench;
  }

  private Results results() {
    return Results.read(folder.resolve("results.json"));
  }

  private static List<Row> warm(Results results) {
    return results.rows().stream().filter(row -> row.kind() == Row.Kind.WARM).toList();
  }

  private static double median(Row row) {
    return Objects.requireNonNull(row.latencyMicros()).p50();
  }

  private static LinkCost cost(Results results, int server) {
    return Objects.requireNonNull(results.environment().servers().get(server).link());
  }

  @Test
  void aRunThroughTheProxyIsAsFarAwayAsItSaysAndItsCostIsPrinted() throws IOException {
    Bench bench =
        bench(
            "run",
            "--rtt=2ms",
            "-n=100",
            "--repeat=2",
            "--scenario=sync,async",
            "--loop=nio",
            "--drive=loop-thread",
            "--workers=100",
            "--connections=per-worker",
            "--time-limit=600");

    Results results = results();
    Link link = new Link(Network.LOOPBACK, 2_000);
    assertTrue(results.rows().stream().allMatch(row -> link.equals(row.link())));
    for (Row row : warm(results)) {
      assertTrue(median(row) >= 2 * 2_000, row.scenario() + " took " + median(row));
    }
    LinkCost cost = cost(results, 0);
    assertEquals(link, cost.link());
    LinkCost.Proxy proxy = Objects.requireNonNull(cost.proxy());
    assertTrue(proxy.pingMicros() >= 2_000, "a PING took " + proxy.pingMicros());
    assertTrue(cost.pingMicros() > 0 && proxy.pingMicrosAtZero() > 0);
    assertTrue(cost.pingsPerSecond() > 0 && proxy.pingsPerSecondAtZero() > 0);
    assertTrue(bench.out().contains("rtt 2ms: without the proxy a PING takes "), bench.out());
    assertTrue(bench.out().contains("at rtt 0 "), bench.out());
    assertTrue(bench.out().contains("1173.38"), "the published rows are beside: " + bench.out());
    assertTrue(bench.out().contains("17467.09") || bench.out().contains("8228.97"), bench.out());
    assertTrue(
        Files.readString(folder.resolve("report.html")).contains("run --scenario=sync --loop=nio"),
        "with its page");
    assertTrue(Files.readString(folder.resolve("report.html")).contains(" --rtt=2ms "));
    assertTrue(Files.readString(folder.resolve("results.csv")).contains(",loopback,2000,"));
    assertEquals(List.of(), Descendants.running(ProcessHandle.current(), ProxyMain.class));
  }

  @Test
  void theProxyIsPinnedAsTheServerIs() {
    Cores cores = Cores.ofThisMachine();
    String obstacle = cores.whyNot(Placement.SPLIT);
    assumeTrue(obstacle.isEmpty(), obstacle);
    bench(
        "run",
        "--rtt=0",
        "-n=100",
        "--repeat=1",
        "--scenario=sync",
        "--loop=nio",
        "--drive=caller",
        "--placement=split",
        "--time-limit=600");

    LinkCost.Proxy proxy = Objects.requireNonNull(cost(results(), 0).proxy());
    List<String> pinned = cores.serverPrefix(Placement.SPLIT);
    assertEquals(pinned.get(pinned.size() - 1), proxy.cores());
    assertEquals(proxy.cores(), warm(results()).get(0).serverCores());
  }

  @Test
  void aSweepOverDistancesHasItsCurvesAndFindings() throws IOException {
    Bench bench =
        bench(
            "sweep",
            "--rtt=0,1ms,3ms",
            "--scenario=sync,sync-pipe",
            "--loop=nio",
            "--drive=caller",
            "-n=50",
            "--repeat=3",
            "--server=canned");

    Results results = results();
    List<Row> rows = warm(results);
    assertEquals(6, rows.size());
    assertEquals(3, results.environment().servers().size());
    for (Row row : rows) {
      int trips = row.scenario().equals("sync") ? 2 : 1;
      int rtt = Objects.requireNonNull(row.link()).rtt();
      assertTrue(median(row) >= trips * rtt, row.scenario() + " took " + median(row));
    }
    assertTrue(bench.out().lines().anyMatch(line -> line.strip().startsWith("3ms ")), bench.out());
    assertTrue(bench.out().contains("pipelining, sync-pipe over sync,"), bench.out());
    assertEquals(1, Objects.requireNonNull(results.headlines()).size());

    Bench again = Bench.run("report", folder.resolve("results.json").toString());
    assertEquals(0, again.exitCode(), again.err());
  }

  @Test
  void aComparisonHasAContestForEachDistance() throws IOException {
    Bench bench =
        bench(
            "compare",
            "--rtt=0,1ms",
            "--client=rondo,jedis",
            "--scenario=sync",
            "--drive=caller",
            "--loop=nio",
            "--blocks=1",
            "-n=20",
            "--placement=free",
            "--no-strace");

    JsonNode rows = Results.readTree(folder.resolve("results.json")).path("rows");
    assertEquals(2 * 3, rows.size(), "Rondo, Jedis and the twin");
    for (JsonNode row : rows) {
      int rtt = row.path("link").path("rttMicros").asInt(-1);
      assertTrue(row.path("latencyMicros").path("p50").asDouble() >= 2 * rtt, row.toString());
    }
    assertTrue(bench.out().contains("sync rtt 1ms"), bench.out());
    assertTrue(bench.out().contains("rtt 0: without the proxy"), bench.out());
  }

  @Test
  void anExplanationHasItsWaitAndItsReferencesAsFarAway() throws IOException {
    Bench bench =
        bench(
            "explain",
            "--rtt=2ms",
            "-n=20",
            "--scenario=sync",
            "--loop=nio",
            "--drive=caller",
            "--sample=1");

    JsonNode results = Results.readTree(folder.resolve("results.json"));
    JsonNode row = results.path("rows").get(0);
    assertEquals(2_000, row.path("link").path("rttMicros").asInt());
    assertTrue(
        results.path("environment").path("servers").get(0).path("link").path("proxy").isObject());
    for (JsonNode stage : row.path("ledger").path("stages")) {
      if (stage.path("name").asText().startsWith("wire")) {
        assertTrue(stage.path("p50Nanos").asDouble() >= 2_000_000, stage::toString);
      }
    }
    for (JsonNode estimate : row.path("ledger").path("estimates")) {
      String name = estimate.path("name").asText();
      if (name.equals("floor") || name.equals("client on canned replies")) {
        assertTrue(estimate.path("nanos").asDouble() >= 2_000_000, estimate::toString);
      }
    }
    assertTrue(bench.out().contains("rtt 2ms: without the proxy a PING takes "), bench.out());
    assertTrue(bench.out().contains("free, embedded, rtt 2ms"), bench.out());
    assertTrue(Files.readString(folder.resolve("results.csv")).contains(",loopback,2000,"));
    assertTrue(Files.readString(folder.resolve("report.html")).contains(" --rtt=2ms "));
    assertEquals(List.of(), Descendants.running(ProcessHandle.current(), ProxyMain.class));
  }

  @Test
  void aTaskGoesOverTheWayFourTimes() {
    Bench bench =
        bench(
            "queue",
            "--rtt=2ms",
            "-n=20",
            "--repeat=1",
            "--form=list,streams",
            "--style=async",
            "--loop=nio",
            "--time-limit=600");

    for (Row row : warm(results())) {
      assertEquals(new Link(Network.LOOPBACK, 2_000), row.link());
      // To the server, to a worker, back, and to the consumer: half a round trip each.
      assertTrue(median(row) >= 4 * 1_000, row.scenario() + " took " + median(row));
    }
    assertTrue(bench.out().contains("rtt 2ms: without the proxy a PING takes "), bench.out());
    assertTrue(bench.out().contains(", embedded, rtt 2ms: of list's tasks"), bench.out());
  }

  @Test
  void aLoadOverAWayKeepsItsSchedule() {
    Bench bench =
        bench(
            "load",
            "--rtt=2ms",
            "--rate=2/s",
            "--duration=3s",
            "--loop=nio",
            "--lateness=10s",
            "--schedule=poisson",
            LAST_PAIR_IS_EARLY);

    Row row = results().rows().get(0);
    assertEquals(new Link(Network.LOOPBACK, 2_000), row.link());
    assertEquals(6, row.n());
    assertTrue(median(row) >= 2 * 2_000, "took " + median(row));
    assertTrue(bench.out().contains("rtt 2ms: without the proxy a PING takes "), bench.out());
    assertTrue(bench.out().contains("free embedded rtt 2ms"), bench.out());
  }

  @Test
  void aGivenServerMayBeFarAwayToo() {
    try (BenchServer server = Servers.start(ServerChoice.parse("embedded"), List.of())) {
      bench(
          "run",
          "--rtt=1ms",
          "-n=20",
          "--repeat=1",
          "--scenario=sync",
          "--loop=nio",
          "--drive=caller",
          "--server=" + server.uri() + "/1",
          "--allow-flush",
          "--time-limit=600");
      Row row = warm(results()).get(0);
      assertEquals(server.uri() + "/1", row.server());
      assertTrue(median(row) >= 2_000, "took " + median(row));
    }
  }

  @Test
  void clientAndServerRunInNamespacesOfTheirOwn() {
    String obstacle = Site.whyNoNamespaces();
    assumeTrue(obstacle.isEmpty(), "no namespaces here: " + obstacle);
    bench(
        "run",
        "--network=netns",
        "-n=100",
        "--repeat=1",
        "--scenario=sync,async",
        "--loop=nio",
        "--drive=loop-thread",
        "--time-limit=600");

    Link link = new Link(Network.NETNS, null);
    assertTrue(results().rows().stream().allMatch(row -> link.equals(row.link())));
    assertNull(cost(results(), 0).proxy());
    assertTrue(cost(results(), 0).pingMicros() > 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "explain --scenario=sync --drive=caller -n=50",
        "queue --form=list --style=threads -n=50 --repeat=1 --time-limit=600",
        "load --rate=2/s --duration=3s --lateness=10s --schedule=poisson " + LAST_PAIR_IS_EARLY
      })
  void otherCommandsRunInNamespacesToo(String line) throws IOException {
    String obstacle = Site.whyNoNamespaces();
    assumeTrue(obstacle.isEmpty(), "no namespaces here: " + obstacle);
    List<String> words = new ArrayList<>(List.of(line.split(" ")));
    words.addAll(List.of("--network=netns", "--rtt=1ms", "--loop=nio"));

    bench(words.toArray(String[]::new));

    JsonNode rows = Results.readTree(folder.resolve("results.json")).path("rows");
    assertFalse(rows.isEmpty());
    for (JsonNode row : rows) {
      assertEquals("netns", row.path("link").path("network").asText());
      assertTrue(row.path("latencyMicros").path("p50").asDouble() >= 1_000, row::toString);
    }
  }
}
