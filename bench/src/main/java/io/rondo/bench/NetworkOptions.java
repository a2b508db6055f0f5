package io.rondo.bench;

import io.rondo.bench.common.BenchException;
import io.rondo.bench.measure.Link;
import io.rondo.bench.measure.Network;
import io.rondo.bench.network.Site;
import io.rondo.bench.server.ServerChoice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What lies between clients and servers. */
final class NetworkOptions {
  @Option(
      names = "--rtt",
      split = ",",
      paramLabel = "TIME",
      converter = Choices.Rtt.class,
      description =
          "Put a proxy between client and server that adds this round trip time: 0, 250us, 1ms"
              + " (default: none); in repetitions of fewer pairs or tasks, unless -n says how many")
  @Nullable List<Integer> rtts;

  @Option(
      names = "--network",
      paramLabel = "NAME",
      converter = Choices.NetworkChoice.class,
      description =
          "loopback; netns: client and server in network namespaces of their own, joined by a veth"
              + " pair (default: loopback)")
  Network network = Network.LOOPBACK;

  /** The ways to a server, one for each round trip time; refuses what can't be had. */
  List<Link> links(ServerChoice server) {
    return links(server, rtts);
  }

  /** The same for round trip times of a sweep. */
  List<Link> links(ServerChoice server, @Nullable List<Integer> times) {
    if (times != null && !server.isPlainTcp()) {
      throw new BenchException(
          "--rtt can't be put before --server "
              + server.label()
              + ": its proxy carries TCP without TLS; give a redis:// address");
    }
    if (network == Network.NETNS) {
      checkNamespaces(server);
    }
    Network way = network == Network.LOOPBACK && server.isRemote() ? Network.REMOTE : network;
    List<Link> links = new ArrayList<>();
    if (times == null) {
      links.add(new Link(way, null));
    } else {
      times.stream().distinct().forEach(time -> links.add(new Link(way, time)));
    }
    return links;
  }

  private static void checkNamespaces(ServerChoice server) {
    ServerChoice.Kind kind = server.kind();
    if (kind != ServerChoice.Kind.EMBEDDED && kind != ServerChoice.Kind.PATH) {
      throw new BenchException(
          "--network netns can't hold --server "
              + server.label()
              + ": it needs a redis-server that the bench starts; use embedded or path");
    }
    String obstacle = Site.whyNoNamespaces();
    if (!obstacle.isEmpty()) {
      throw new BenchException(
          "--network netns can't be had: "
              + obstacle
              + "; it takes Linux, the ip command and root; --rtt takes none of them");
    }
  }
}
