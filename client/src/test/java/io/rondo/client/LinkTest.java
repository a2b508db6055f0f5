package io.rondo.client;

import static io.rondo.client.Commands.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.rondo.client.support.Cell;
import io.rondo.client.support.Eventually;
import io.rondo.client.support.FaultProxy;
import io.rondo.client.support.OnEveryLoop;
import io.rondo.client.support.Outage;
import io.rondo.client.support.TestRedis;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;

/** Channels that cannot be made, and such as come too late. */
class LinkTest {
  private final FaultProxy proxy = FaultProxy.before(TestRedis.shared().port());

  @AfterEach
  void close() {
    proxy.close();
  }

  private void openLoseAndReturn(LinkSite site) {
    Eventually.value(site.open());
    assertEquals("PONG", site.redis.sync().run(TEXT.ping()));
    proxy.cut();
    CompletableFuture<String> after = site.redis.async().run(TEXT.ping().withRetries(1));
    assertEquals("PONG", Eventually.value(after));
  }

  @OnEveryLoop
  void anAttemptThatThrowsIsFollowedByAnother(Cell cell) {
    RedisOptions options = cell.options(proxy.port()).withReconnect(Outage.SOON);
    Connector connector = new Connector(options, cell.loop(), () -> false);
    AtomicInteger attempts = new AtomicInteger();
    ChannelOpener opener =
        (connection, handler) -> {
          int attempt = attempts.incrementAndGet();
          if (attempt == 2 || attempt == 3) {
            throw new ChannelException("no descriptor is left, says the test");
          }
          return connector.open(connection, handler);
        };
    try (LinkSite site = new LinkSite(cell, options, opener)) {
      openLoseAndReturn(site);
      assertEquals(1, site.redis.stats().reconnects());
      assertEquals(4, attempts.get());
    }
  }

  /** No descriptor is left for one, say. */
  @OnEveryLoop
  void anAttemptWithoutAChannelIsFollowedByAnother(Cell cell) {
    RedisOptions options = cell.options(proxy.port()).withReconnect(Outage.SOON);
    Connector connector = new Connector(options, cell.loop(), () -> false);
    AtomicInteger attempts = new AtomicInteger();
    ChannelOpener opener =
        (connection, handler) -> {
          int attempt = attempts.incrementAndGet();
          return attempt == 2 || attempt == 3
              ? CompletableFuture.failedFuture(none())
              : connector.open(connection, handler);
        };
    try (LinkSite site = new LinkSite(cell, options, opener)) {
      openLoseAndReturn(site);
      assertEquals(4, attempts.get());
    }
  }

  /** Where TLS is not agreed on it has not come to its channel, which has read into its buffers. */
  @OnEveryLoop
  void whatIsThereForAFailedAttemptIsClosed(Cell cell) {
    RedisOptions options = cell.options(proxy.port()).withReconnect(Outage.SOON);
    Connector connector = new Connector(options, cell.loop(), () -> false);
    List<ConnectionHandler> handlers = new CopyOnWriteArrayList<>();
    ChannelOpener opener =
        (connection, handler) -> {
          handlers.add(handler);
          return handlers.size() == 2
              ? CompletableFuture.failedFuture(none())
              : connector.open(connection, handler);
        };
    try (LinkSite site = new LinkSite(cell, options, opener)) {
      openLoseAndReturn(site);
      assertEquals(
          List.of(true, true, false), handlers.stream().map(ConnectionHandler::isClosed).toList());
    }
  }

  @OnEveryLoop
  void aCloseEndsWhatHasNoChannel(Cell cell) {
    ChannelOpener opener = (connection, handler) -> CompletableFuture.failedFuture(none());
    try (LinkSite site = new LinkSite(cell, cell.options(), opener)) {
      Eventually.error(RedisConnectException.class, site.open());
      CompletableFuture<String> ping = site.redis.async().run(TEXT.ping());
      site.redis.close();
      Eventually.error(RedisClosedException.class, ping);
    }
  }

  private static RedisConnectException none() {
    return new RedisConnectException("no descriptor is left, says the test", Fate.NOT_SENT, null);
  }

  @OnEveryLoop
  void everyChannelIsOpenedOnTheLoop(Cell cell) {
    RedisOptions options = cell.options(proxy.port()).withReconnect(Outage.SOON);
    Connector connector = new Connector(options, cell.loop(), () -> false);
    List<Boolean> onLoop = new CopyOnWriteArrayList<>();
    ChannelOpener opener =
        (connection, handler) -> {
          onLoop.add(connection.loop().inEventLoop());
          return connector.open(connection, handler);
        };
    try (LinkSite site = new LinkSite(cell, options, opener)) {
      openLoseAndReturn(site);
      assertEquals(List.of(true, true), onLoop);
    }
  }

  @OnEveryLoop
  void aChannelThatComesAfterTheCloseIsClosed(Cell cell) {
    RedisOptions options = cell.options(proxy.port());
    Connector connector = new Connector(options, cell.loop(), () -> false);
    Closing why = Closing.byClient("the test has closed it");
    ChannelOpener opener =
        (connection, handler) -> {
          connection.link().stopping(why);
          assertEquals(null, connection.link().stop(), "there is no channel yet");
          return connector.open(connection, handler);
        };
    try (LinkSite site = new LinkSite(cell, options, opener)) {
      CompletableFuture<Void> opened = site.open();
      Eventually.error(RedisConnectException.class, opened);
      Channel late = site.redis.core().link().channel();
      Eventually.eventually("the loop has closed it", () -> !late.isOpen());
      assertFalse(site.redis.isOpen());
      CompletableFuture<String> ping = site.redis.async().run(TEXT.ping());
      RedisClosedException closed = Eventually.error(RedisClosedException.class, ping);
      assertEquals("PING: the test has closed it; not sent", closed.getMessage());
      assertTrue(site.redis.toString().contains("the test has closed it"), site.redis::toString);
    }
  }
}
