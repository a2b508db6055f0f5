package io.rondo.bench.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rondo.bench.measure.Cores;
import io.rondo.bench.measure.Link;
import io.rondo.bench.measure.Network;
import io.rondo.bench.measure.Placement;
import io.rondo.bench.report.LinkCost;
import io.rondo.bench.server.RedisAdmin;
import io.rondo.bench.server.ServerChoice;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Client and server in namespaces of their own, where this user may make them. */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NamespacesTest {
  private static final String LISTENS = "0A";
  private static final String SERVER_IN_HEX = "020200C0";

  @BeforeEach
  void onlyWhereTheyCanBeMade() {
    String obstacle = Namespaces.whyNot();
    assumeTrue(obstacle.isEmpty(), "no namespaces here: " + obstacle);
  }

  private static String run(List<String> prefix, String... words) throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(List.of(words));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static boolean exists(String name) throws IOException {
    return run(List.of(), "ip", "netns", "list").lines().anyMatch(line -> line.startsWith(name));
  }

  @Test
  void theyAreThereAndThenTheyAreGone() throws IOException {
    String client;
    String server;
    try (Namespaces namespaces = Namespaces.make()) {
      client = namespaces.client();
      server = namespaces.server();
      assertTrue(exists(client));
      assertTrue(exists(server));
      String address = run(namespaces.inServer(List.of()), "ip", "-o", "-4", "address");
      assertTrue(address.contains(Namespaces.SERVER_ADDRESS + "/30"), address);
    }
    assertFalse(exists(client));
    assertFalse(exists(server));
  }

  /** The addresses that sockets of a process's namespace listen on, as the kernel writes them. */
  private static List<String> listening(String pid, String protocol) throws IOException {
    return Files.readAllLines(Path.of("/proc", pid, "net", protocol)).stream()
        .skip(1)
        .map(line -> line.strip().split("\\s+", -1))
        .filter(fields -> fields[3].equals(LISTENS))
        .map(fields -> fields[1].split(":", -1)[0])
        .toList();
  }

  @Test
  void theServerListensOnItsAddressInItsNamespaceAlone() throws IOException {
    Link link = new Link(Network.NETNS, null);
    try (Site site =
        Site.open(ServerChoice.parse("embedded"), Placement.FREE, link, Cores.ofThisMachine())) {
      assertEquals(Namespaces.SERVER_ADDRESS, URI.create(site.uri()).getHost());
      assertEquals(List.of(SERVER_IN_HEX), listening(site.server().pid(), "tcp"));
      assertEquals(List.of(), listening(site.server().pid(), "tcp6"));
      try (RedisAdmin admin = RedisAdmin.connect(site.server().adminUri())) {
        assertEquals(0, admin.keys());
      }
      LinkCost cost = Objects.requireNonNull(site.cost(running -> {}));
      assertEquals(link, cost.link());
      assertTrue(cost.pingMicros() > 0);
    }
  }

  @Test
  void aProxyBetweenThemDelays() {
    Link link = new Link(Network.NETNS, 3_000);
    try (Site site =
        Site.open(ServerChoice.parse("embedded"), Placement.FREE, link, Cores.ofThisMachine())) {
      LinkCost.Proxy proxy =
          Objects.requireNonNull(Objects.requireNonNull(site.cost(running -> {})).proxy());
      assertTrue(proxy.pingMicros() >= 3_000, "a PING took " + proxy.pingMicros());
    }
  }
}
