package io.rondo.bench.network;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.rondo.bench.common.BenchException;
import io.rondo.bench.measure.Cores;
import io.rondo.bench.measure.HelperJvm;
import io.rondo.bench.measure.Json;
import io.rondo.bench.measure.Link;
import io.rondo.bench.measure.Network;
import io.rondo.bench.measure.Placement;
import io.rondo.bench.report.LinkCost;
import io.rondo.bench.server.BenchServer;
import io.rondo.bench.server.ServerChoice;
import io.rondo.bench.server.Servers;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A server and the way to it; closing it ends and removes what was made for either. */
public final class Site implements AutoCloseable {
  private final Placement placement;
  private final Link link;
  private final Cores cores;
  private final @Nullable Namespaces namespaces;
  private final boolean ownsNamespaces;
  private final BenchServer server;
  private final @Nullable ProxyProcess proxy;

  private Site(
      Placement placement,
      Link link,
      Cores cores,
      @Nullable Namespaces namespaces,
      boolean ownsNamespaces,
      BenchServer server,
      @Nullable ProxyProcess proxy) {
    this.placement = placement;
    this.link = link;
    this.cores = cores;
    this.namespaces = namespaces;
    this.ownsNamespaces = ownsNamespaces;
    this.server = server;
    this.proxy = proxy;
  }

  /** Starts the server, and what lies between. The proxy is pinned as the server is. */
  public static Site open(ServerChoice choice, Placement placement, Link link, Cores cores) {
    Namespaces namespaces = link.network() == Network.NETNS ? Namespaces.make() : null;
    return open(choice, placement, link, cores, namespaces, true);
  }

  /** Another server in the same place, as far away from clients; to be closed before this one. */
  public Site beside(ServerChoice choice) {
    return open(choice, placement, link, cores, namespaces, false);
  }

  private static Site open(
      ServerChoice choice,
      Placement placement,
      Link link,
      Cores cores,
      @Nullable Namespaces namespaces,
      boolean ownsNamespaces) {
    List<String> prefix = cores.serverPrefix(placement);
    BenchServer server = null;
    try {
      server =
          namespaces == null
              ? Servers.start(choice, prefix)
              : Servers.startAt(Namespaces.SERVER_ADDRESS, choice, namespaces.inServer(prefix));
      ProxyProcess proxy = null;
      if (link.rttMicros() != null) {
        List<String> beside = namespaces == null ? prefix : namespaces.inClient(prefix);
        proxy = ProxyProcess.start(server.uri(), link.rttMicros(), beside);
      }
      return new Site(placement, link, cores, namespaces, ownsNamespaces, server, proxy);
    } catch (RuntimeException e) {
      close(null, server, ownsNamespaces ? namespaces : null);
      throw e;
    }
  }

  /** Why clients and server can't be in namespaces of their own, or empty. */
  public static String whyNoNamespaces() {
    return Namespaces.whyNot();
  }

  public BenchServer server() {
    return server;
  }

  /** Where clients reach the server; with a password, if there is one. */
  public String uri() {
    return proxy == null ? server.uri() : proxy.farUri();
  }

  /** What the command line of a measuring JVM begins with. */
  public List<String> clientPrefix() {
    List<String> prefix = cores.clientPrefix(placement);
    return namespaces == null ? prefix : namespaces.inClient(prefix);
  }

  /**
   * Measures what the way costs.
   *
   * @param stoppable told how to end that before its time, and null when there is nothing to end
   * @return null where there is nothing between client and server
   */
  public @Nullable LinkCost cost(Consumer<@Nullable Runnable> stoppable) {
    if (link.isDirect()) {
      return null;
    }
    PingSpec.Proxied proxied =
        proxy == null
            ? null
            : new PingSpec.Proxied(proxy.nearUri(), proxy.farUri(), proxy.jvm().pid());
    try (HelperJvm jvm =
        HelperJvm.start("the measurement of the way", clientPrefix(), PingMain.class)) {
      stoppable.accept(jvm::close);
      jvm.send(Json.MAPPER.writeValueAsString(new PingSpec(link, server.uri(), proxied)));
      return Json.MAPPER.readValue(jvm.awaitLine(), LinkCost.class);
    } catch (JsonProcessingException e) {
      throw new BenchException("the measurement of the way wrote something else than figures", e);
    } finally {
      stoppable.accept(null);
    }
  }

  @Override
  public void close() {
    close(proxy, server, ownsNamespaces ? namespaces : null);
  }

  private static void close(
      @Nullable ProxyProcess proxy, @Nullable BenchServer server, @Nullable Namespaces namespaces) {
    try {
      if (proxy != null) {
        proxy.close();
      }
    } finally {
      try {
        if (server != null) {
          server.close();
        }
      } finally {
        if (namespaces != null) {
          namespaces.close();
        }
      }
    }
  }
}
