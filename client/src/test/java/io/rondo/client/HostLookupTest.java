package io.rondo.client;

import static io.rondo.client.Commands.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.rondo.client.support.Cell;
import io.rondo.client.support.Eventually;
import io.rondo.client.support.FaultProxy;
import io.rondo.client.support.OnEveryLoop;
import io.rondo.client.support.Outage;
import io.rondo.client.support.TestRedis;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;

/** Name servers that do not answer. */
class HostLookupTest {
  private static final String HOST = "redis.example";
  private static final List<InetAddress> LOOPBACK = List.of(InetAddress.getLoopbackAddress());

  private final FaultProxy proxy = FaultProxy.before(TestRedis.shared().port());
  private final CountDownLatch answers = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();

  @AfterEach
  void close() {
    answers.countDown();
    proxy.close();
  }

  private List<InetAddress> answerLate(String host) {
    assertEquals(HOST, host);
    assertFalse(LoopDriver.isOnLoop());
    asked.incrementAndGet();
    Eventually.await(answers);
    return LOOPBACK;
  }

  private RedisOptions options(Cell cell) {
    return cell.options(proxy.port()).withAddress(HOST, proxy.port());
  }

  private static Connector connector(Cell cell, RedisOptions options, HostLookup.Source hosts) {
    return new Connector(options, cell.loop(), () -> false, hosts);
  }

  /** Opens it on a thread of its own, which may have to wait. */
  private static CompletableFuture<Void> opening(LinkSite site) {
    return CompletableFuture.supplyAsync(site::open, task -> new Thread(task).start())
        .thenCompose(opened -> opened);
  }

  @OnEveryLoop
  void aLookupIsWaitedForAsLongAsForAConnection(Cell cell) {
    RedisOptions options = options(cell).withConnectTimeout(Duration.ofMillis(50));
    try (LinkSite site = new LinkSite(cell, options, connector(cell, options, this::answerLate))) {
      RedisConnectException late = Eventually.error(RedisConnectException.class, site.open());
      assertEquals(
          "cannot connect to redis.example:"
              + proxy.port()
              + ": the host name was not looked up within 50 ms: is there a name server that"
              + " answers? Else give the address, or raise connectTimeout",
          late.getMessage());
    }
  }

  @OnEveryLoop
  void whileTheHostIsLookedUpAgainCommandsEndOnTime(Cell cell) {
    RedisOptions options = options(cell).withReconnect(Outage.SOON);
    AtomicInteger lookups = new AtomicInteger();
    HostLookup.Source hosts = host -> lookups.getAndIncrement() == 0 ? LOOPBACK : answerLate(host);
    try (LinkSite site = new LinkSite(cell, options, connector(cell, options, hosts))) {
      Eventually.value(site.open());
      assertEquals("PONG", site.redis.sync().run(TEXT.ping()));
      proxy.cut();
      CompletableFuture<String> patient = site.redis.async().run(TEXT.ping().withRetries(1));
      Eventually.eventually("it is looked up again", () -> asked.get() == 1);
      assertThrows(
          RedisTimeoutException.class,
          () -> site.redis.sync().run(TEXT.ping().withTimeout(Duration.ofMillis(20))));
      assertFalse(patient.isDone());
      answers.countDown();
      assertEquals("PONG", Eventually.value(patient));
    }
  }

  @OnEveryLoop
  void whoAsksMeanwhileGetsTheSameAnswer(Cell cell) {
    RedisOptions options = options(cell);
    Connector connector = connector(cell, options, this::answerLate);
    AtomicInteger opening = new AtomicInteger();
    ChannelOpener opener =
        (connection, handler) -> {
          CompletableFuture<Void> opened = connector.open(connection, handler);
          opening.incrementAndGet();
          return opened;
        };
    try (LinkSite one = new LinkSite(cell, options, opener);
        LinkSite other = new LinkSite(cell, options, opener)) {
      CompletableFuture<Void> first = opening(one);
      CompletableFuture<Void> second = opening(other);
      Eventually.eventually("both have asked", () -> opening.get() == 2);
      answers.countDown();
      Eventually.value(first);
      Eventually.value(second);
      assertEquals("PONG", other.redis.sync().run(TEXT.ping()));
      assertEquals(1, asked.get());
    }
  }

  @OnEveryLoop
  void aCloseDoesNotWaitForALookup(Cell cell) {
    RedisOptions options = options(cell).withConnectTimeout(Duration.ZERO);
    try (LinkSite site = new LinkSite(cell, options, connector(cell, options, this::answerLate))) {
      CompletableFuture<Void> opened = opening(site);
      Eventually.eventually("it is looked up", () -> asked.get() == 1);
      site.redis.close();
      Eventually.error(RedisConnectException.class, opened);
      assertEquals(1, answers.getCount());
    }
  }

  @OnEveryLoop
  void anAddressIsNotLookedUp(Cell cell) throws UnknownHostException {
    RedisOptions options = cell.options(proxy.port());
    HostLookup.Source none =
        host -> {
          throw new UnknownHostException(host);
        };
    try (LinkSite site = new LinkSite(cell, options, connector(cell, options, none))) {
      Eventually.value(site.open());
      assertEquals("PONG", site.redis.sync().run(TEXT.ping()));
    }
  }
}
