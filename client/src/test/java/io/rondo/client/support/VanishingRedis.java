package io.rondo.client.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A redis-server in a network namespace of its own, whose link can be taken down: then packets to
 * it are dropped, and nothing tells. Linux, as root.
 *
 * <p>It ends with the test JVM, as {@link LocalRedis} does.
 */
public final class VanishingRedis implements AutoCloseable {
  private static final int PORT = 6379;
  private static final AtomicInteger COUNT = new AtomicInteger();

  /** Arguments: the namespace, the two ends of the link, the two addresses. */
  private static final String KEEPER =
      """
      ns=$1 near=$2 far=$3 here=$4 there=$5
      trap '' INT HUP
      ip netns add "$ns" &&
      ip link add "$near" type veth peer name "$far" netns "$ns" &&
      ip addr add "$here/30" dev "$near" &&
      ip link set "$near" up &&
      ip -n "$ns" addr add "$there/30" dev "$far" &&
      ip -n "$ns" link set "$far" up &&
      ip netns exec "$ns" redis-server --port 6379 --bind "$there" --protected-mode no \
        --save "" --appendonly no >/dev/null 2>&1 </dev/null &
      while read -r line; do
        ip -n "$ns" link set "$far" "$line"
      done
      ip netns pids "$ns" | xargs -r kill -9
      ip link del "$near" 2>/dev/null
      ip netns del "$ns"
      """;

  private final Process keeper;
  private final String host;

  private VanishingRedis(Process keeper, String host) {
    this.keeper = keeper;
    this.host = host;
  }

  /** Whether this machine lets it. */
  public static boolean isPossible() {
    if (!onPath("ip") || !onPath("redis-server")) {
      return false;
    }
    String name = "rondo-probe-" + ProcessHandle.current().pid();
    return run("ip netns add " + name + " && ip netns del " + name) == 0;
  }

  private static boolean onPath(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private static int run(String command) {
    try {
      Process process =
          new ProcessBuilder("sh", "-c", command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor();
    } catch (IOException e) {
      return -1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  /** Starts one that is reachable. */
  public static VanishingRedis start() {
    int number = COUNT.incrementAndGet();
    long pid = ProcessHandle.current().pid();
    String name = "r" + pid + "x" + number;
    // A private network of four addresses for each.
    int net = (int) ((pid * 64 + number) % 16384) * 4;
    String prefix = "10.213." + net / 256 % 256 + ".";
    String here = prefix + (net % 256 + 1);
    String there = prefix + (net % 256 + 2);
    try {
      Process keeper =
          new ProcessBuilder(
                  "sh", "-c", KEEPER, "keeper", name, name + "n", name + "f", here, there)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      VanishingRedis server = new VanishingRedis(keeper, there);
      Eventually.eventually("redis-server in a namespace is reachable", server::isReachable);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isReachable() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, PORT), 500);
      socket.setSoTimeout(500);
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      String reply = new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII);
      return reply.equals("+PONG");
    } catch (IOException e) {
      return false;
    }
  }

  /** The address it listens on. */
  public String host() {
    return host;
  }

  /** The port it listens on. */
  public int port() {
    return PORT;
  }

  /** From now on every packet to and from it is dropped. */
  public void vanish() {
    try {
      keeper.getOutputStream().write("down\n".getBytes(StandardCharsets.US_ASCII));
      keeper.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Eventually.eventually("it is gone", () -> !isReachable());
  }

  @Override
  public void close() {
    try {
      keeper.getOutputStream().close();
      if (!keeper.waitFor(Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("the namespace of " + host + " does not end");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
