package io.rondo.client;

import static io.rondo.client.Commands.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.rondo.client.support.Cell;
import io.rondo.client.support.Eventually;
import io.rondo.client.support.FaultProxy;
import io.rondo.client.support.OnEveryLoop;
import io.rondo.client.support.Outage;
import io.rondo.client.support.TestRedis;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;

/** Channels that cannot be made, and such as come too late. */
class LinkTest {
  private final FaultProxy proxy = FaultProxy.before(TestRedis.shared().port());

  @AfterEach
  void close() {
    proxy.close();
  }

  /** A connection, and the loop that it runs on, if that has a thread. */
  private static final class Site implements AutoCloseable {
    final RedisConnection redis;
    private final EventLoopGroup loops;

    Site(Cell cell, RedisOptions options, ChannelOpener opener) {
      this.loops =
          new MultiThreadIoEventLoopGroup(
              1, LoopThread.factory(cell.loop()), cell.loop().ioHandlerFactory(false));
      Connection core = new Connection(options, unbound -> driver(cell, unbound), opener, null);
      this.redis =
          new RedisConnection(Route.alone(core), cell.loop(), closed -> closed.core().close());
    }

    private LoopDriver driver(Cell cell, Connection unbound) {
      return cell.drive() == Drive.CALLER
          ? new CallerDriver(
              new CallerEventLoop(cell.loop(), unbound::hasSubmissions), cell.strategy(), unbound)
          : new LoopThreadDriver(loops.next(), cell.strategy(), unbound);
    }

    /** Opens the first channel. */
    CompletableFuture<Void> open() {
      CompletableFuture<Void> opened = new CompletableFuture<>();
      Connection core = redis.core();
      core.driver()
          .open(
              () ->
                  core.link()
                      .begin()
                      .whenComplete(
                          (done, error) -> {
                            if (error == null) {
                              opened.complete(null);
                            } else {
                              opened.completeExceptionally(error);
                            }
                          }),
              opened,
              true);
      return opened;
    }

    @Override
    public void close() {
      redis.close();
      loops.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
    }
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
    try (Site site = new Site(cell, options, opener)) {
      Eventually.value(site.open());
      assertEquals("PONG", site.redis.sync().run(TEXT.ping()));
      proxy.cut();
      CompletableFuture<String> after = site.redis.async().run(TEXT.ping().withRetries(1));
      assertEquals("PONG", Eventually.value(after));
      assertEquals(1, site.redis.stats().reconnects());
      assertEquals(4, attempts.get());
    }
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
    try (Site site = new Site(cell, options, opener)) {
      Eventually.value(site.open());
      assertEquals("PONG", site.redis.sync().run(TEXT.ping()));
      proxy.cut();
      CompletableFuture<String> after = site.redis.async().run(TEXT.ping().withRetries(1));
      assertEquals("PONG", Eventually.value(after));
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
    try (Site site = new Site(cell, options, opener)) {
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
