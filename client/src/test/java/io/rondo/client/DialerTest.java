package io.rondo.client;

import static io.rondo.client.Commands.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelException;
import io.rondo.client.support.Cell;
import io.rondo.client.support.Eventually;
import io.rondo.client.support.FaultProxy;
import io.rondo.client.support.OnEveryLoop;
import io.rondo.client.support.Outage;
import io.rondo.client.support.TestRedis;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Hosts of several addresses. Elsewhere than on Linux 127.0.0.2 is no address of this machine. */
@EnabledOnOs(OS.LINUX)
class DialerTest {
  private final FaultProxy proxy = FaultProxy.before(TestRedis.shared().port());
  private final AtomicInteger lookups = new AtomicInteger();

  @AfterEach
  void close() {
    proxy.close();
  }

  private static InetAddress loopback(int last) {
    try {
      return InetAddress.getByAddress("redis.example", new byte[] {127, 0, 0, (byte) last});
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  /** A connection to the port of the proxy, which listens on 127.0.0.1. */
  private LinkSite site(Cell cell, Duration connectTimeout, int... addresses) {
    RedisOptions options =
        cell.options(proxy.port())
            .withAddress("redis.example", proxy.port())
            .withReconnect(Outage.SOON)
            .withConnectTimeout(connectTimeout);
    List<InetAddress> found = new ArrayList<>();
    for (int last : addresses) {
      found.add(loopback(last));
    }
    HostLookup.Source hosts =
        host -> {
          lookups.incrementAndGet();
          return found;
        };
    return new LinkSite(cell, options, new Connector(options, cell.loop(), () -> false, hosts));
  }

  @OnEveryLoop
  void anAddressWhereNobodyListensIsPassedBy(Cell cell) {
    try (LinkSite site = site(cell, Duration.ofSeconds(10), 2, 3, 1)) {
      Eventually.value(site.open());
      assertEquals("PONG", site.redis.sync().run(TEXT.ping()));
      proxy.cut();
      CompletableFuture<String> after = site.redis.async().run(TEXT.ping().withRetries(1));
      assertEquals("PONG", Eventually.value(after));
    }
  }

  @OnEveryLoop
  void noOtherIsTriedOnceOneHasAnswered(Cell cell) {
    try (LinkSite site = site(cell, Duration.ofSeconds(10), 1, 2)) {
      Eventually.value(site.open());
      assertEquals("PONG", site.redis.sync().run(TEXT.ping()));
      assertEquals(1, proxy.accepted());
      int part = site.redis.core().link().channel().config().getConnectTimeoutMillis();
      assertTrue(part <= 5_000, "one of two had " + part + " of 10000 ms");
    }
  }

  /** Netty tells so on a thread of its own, and on a channel without a loop. */
  @OnEveryLoop
  void whereNoChannelCanBeMadeTheAttemptFails(Cell cell) {
    ChannelOpener withoutDescriptors =
        (connection, handler) -> {
          Bootstrap none =
              new Bootstrap()
                  .group(connection.loop())
                  .channelFactory(
                      () -> {
                        throw new ChannelException("no descriptor is left, says the test");
                      });
          HostLookup lookup = new HostLookup(host -> List.of(loopback(1)), 0);
          return new Dialer(connection, none, handler, lookup, 0)
              .dial(InetSocketAddress.createUnresolved("redis.example", proxy.port()))
              .thenAccept(channel -> {});
        };
    try (LinkSite site = new LinkSite(cell, cell.options(proxy.port()), withoutDescriptors)) {
      Eventually.error(ChannelException.class, site.open());
    }
  }

  @OnEveryLoop
  void whereNoneAnswersAllAreNamed(Cell cell) {
    try (LinkSite site = site(cell, Duration.ofSeconds(10), 2, 3, 2)) {
      RedisConnectException error = Eventually.error(RedisConnectException.class, site.open());
      String message = String.valueOf(error.getMessage());
      String host = "redis.example:" + proxy.port();
      assertTrue(
          message.startsWith("cannot connect to " + host + ": none of its 2 addresses: "), message);
      assertTrue(message.contains("127.0.0.2: ") && message.contains("; 127.0.0.3: "), message);
      assertEquals(Fate.NOT_SENT, error.fate());
    }
  }

  /** Without a limit it would be the kernel's, which is minutes. */
  @OnEveryLoop
  @SuppressWarnings("try") // It is enough that it is there.
  void oneThatSaysNothingHasItsPartOfTheTime(Cell cell) throws IOException {
    try (Overwhelmed silent = new Overwhelmed(loopback(2), proxy.port());
        LinkSite site = site(cell, Duration.ofSeconds(1), 2, 1)) {
      Eventually.value(site.open());
      assertEquals("PONG", site.redis.sync().run(TEXT.ping()));
    }
  }

  @OnEveryLoop
  @SuppressWarnings("try")
  void aCloseEndsItAll(Cell cell) throws IOException {
    try (Overwhelmed silent = new Overwhelmed(loopback(2), proxy.port());
        LinkSite site = site(cell, Duration.ZERO, 2, 1)) {
      CompletableFuture<Void> opened =
          CompletableFuture.supplyAsync(site::open, task -> new Thread(task).start())
              .thenCompose(future -> future);
      Eventually.eventually("it is being opened", () -> lookups.get() == 1);
      site.redis.close();
      Eventually.error(RedisConnectException.class, opened);
      assertFalse(site.redis.isOpen());
      assertEquals(0, proxy.accepted());
    }
  }

  /** Listens, accepts nobody, and has as many waiting as it takes: who comes hears nothing. */
  private static final class Overwhelmed implements AutoCloseable {
    private final ServerSocket listener;
    private final List<Socket> waiting = new ArrayList<>();

    Overwhelmed(InetAddress address, int port) throws IOException {
      listener = new ServerSocket(port, 1, address);
      while (isWelcome(new Socket())) {
        assertTrue(waiting.size() < 100, "the kernel lets everybody wait");
      }
    }

    private boolean isWelcome(Socket next) throws IOException {
      waiting.add(next);
      try {
        next.connect(
            new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort()), 200);
        return true;
      } catch (SocketTimeoutException e) {
        return false;
      }
    }

    @Override
    public void close() throws IOException {
      for (Socket each : waiting) {
        each.close();
      }
      listener.close();
    }
  }
}
