package io.rondo.client;

import static io.rondo.client.Commands.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.rondo.client.support.Cell;
import io.rondo.client.support.Eventually;
import io.rondo.client.support.Fault;
import io.rondo.client.support.FaultProxy;
import io.rondo.client.support.Keys;
import io.rondo.client.support.LocalRedis;
import io.rondo.client.support.OnEveryCaller;
import io.rondo.client.support.OnEveryLoop;
import io.rondo.client.support.OnEveryWait;
import io.rondo.client.support.Outage;
import io.rondo.client.support.ScriptedServer;
import io.rondo.client.support.TestRedis;
import io.rondo.resp.Replies;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A connection is lost, and opened again. */
@SuppressWarnings("try") // A proxy is cut, and not looked at.
class ReconnectTest {
  private final FaultProxy proxy = FaultProxy.before(TestRedis.shared().port());

  @AfterEach
  void close() {
    proxy.close();
  }

  private RedisOptions options(Cell cell) {
    return cell.options(proxy.port()).withReconnect(Outage.SOON);
  }

  @OnEveryWait
  void nobodyNeedsToCallForIt(Cell cell) {
    String key = Keys.fresh("kept");
    try (RedisClient client = RedisClient.create(options(cell));
        RedisConnection redis = client.connect()) {
      redis.sync().run(TEXT.set(key, "v"));
      for (int round = 1; round <= 3; round++) {
        if (round == 2) {
          proxy.reset();
        } else {
          proxy.cut();
        }
        Outage.awaitEnd(redis, round);
        assertEquals("v", redis.sync().run(TEXT.get(key)));
        assertEquals("v", Eventually.value(redis.async().run(TEXT.get(key))));
        assertEquals(round, redis.stats().reconnects());
        assertEquals(0, redis.stats().inFlight());
      }
    }
  }

  @OnEveryLoop
  void theServerIsKilledAndStartedAgain(Cell cell) {
    try (LocalRedis server = TestRedis.startProcess();
        RedisClient client =
            RedisClient.create(cell.options(server.port()).withReconnect(Outage.SOON));
        RedisConnection redis = client.connect()) {
      redis.sync().run(TEXT.set("k", "v"));
      server.kill();
      CompletableFuture<String> waits = redis.async().run(TEXT.get("k"));
      Eventually.eventually("it is down", () -> !redis.isOpen());
      server.restart();
      if (!waits.isCompletedExceptionally()) { // Else it was written before the end was noticed.
        assertEquals(null, Eventually.value(waits.exceptionally(lost -> null)));
      }
      assertEquals(null, redis.sync().run(TEXT.get("k")));
    }
  }

  @OnEveryLoop
  void nothingIsSentTwice(Cell cell) {
    String key = Keys.fresh("once");
    try (RedisClient client = RedisClient.create(options(cell));
        RedisConnection redis = client.connect();
        RedisClient direct = cell.client();
        RedisConnection other = direct.connect()) {
      long seen = proxy.replyBytes();
      proxy.toClient(Fault.drop());
      CompletableFuture<Long> lost = redis.async().run(TEXT.incr(key));
      Eventually.eventually(
          "its reply is lost", () -> proxy.replyBytes() == seen + ":1\r\n".length());
      assertEquals("1", other.sync().run(TEXT.get(key)));
      proxy.heal();
      proxy.cut();
      RedisClosedException error = Eventually.error(RedisClosedException.class, lost);
      assertEquals(Fate.MAYBE_EXECUTED, error.fate());
      Outage.awaitEnd(redis, 1);
      assertEquals("1", redis.sync().run(TEXT.get(key)));
    }
  }

  @OnEveryLoop
  void aCommandThatAsksForItIsSentAgain(Cell cell) {
    String key = Keys.fresh("again");
    try (RedisClient client = RedisClient.create(options(cell));
        RedisConnection redis = client.connect();
        RedisClient direct = cell.client();
        RedisConnection other = direct.connect()) {
      long seen = proxy.replyBytes();
      proxy.toClient(Fault.drop());
      CompletableFuture<Long> twice = redis.async().run(TEXT.incr(key).withRetries(2));
      CompletableFuture<Long> once = redis.async().run(TEXT.incr(key));
      CompletableFuture<Long> after = redis.async().run(TEXT.incrBy(key, 10).withRetries(1));
      int lost = ":1\r\n:2\r\n:12\r\n".length();
      Eventually.eventually("all replies are lost", () -> proxy.replyBytes() == seen + lost);
      assertEquals("12", other.sync().run(TEXT.get(key)));
      assertEquals(0, redis.stats().queued());
      proxy.heal();
      proxy.cut();
      Eventually.error(RedisClosedException.class, once);
      assertEquals(13, Eventually.value(twice));
      assertEquals(23, Eventually.value(after));
      assertEquals(0, redis.stats().inFlight());
      assertEquals(0, redis.stats().queued());
    }
  }

  @OnEveryLoop
  void retriesAreNotForEver(Cell cell) {
    String key = Keys.fresh("retries");
    try (RedisClient client = RedisClient.create(options(cell));
        RedisConnection redis = client.connect();
        RedisClient direct = cell.client();
        RedisConnection other = direct.connect()) {
      proxy.toClient(Fault.drop());
      CompletableFuture<Long> incr = redis.async().run(TEXT.incr(key).withRetries(2));
      for (int sent = 1; sent <= 3; sent++) {
        String expected = String.valueOf(sent);
        Eventually.eventually("sent", () -> expected.equals(other.sync().run(TEXT.get(key))));
        assertFalse(incr.isDone());
        proxy.cut();
      }
      assertEquals(Fate.MAYBE_EXECUTED, Eventually.error(RedisClosedException.class, incr).fate());
      Outage.begin(proxy, redis);
      proxy.heal();
      CompletableFuture<Long> late =
          redis.async().run(TEXT.incr(key).withRetries(5).withTimeout(Duration.ofMillis(30)));
      RedisTimeoutException error = Eventually.error(RedisTimeoutException.class, late);
      assertEquals(Fate.NOT_SENT, error.fate());
    }
  }

  /**
   * Sent, lost, queued again, and late before it could be sent again: it may have been executed.
   */
  @OnEveryLoop
  void aRetryThatIsLateMayHaveBeenExecuted(Cell cell) {
    String key = Keys.fresh("late");
    try (RedisClient client = RedisClient.create(options(cell));
        RedisConnection redis = client.connect();
        RedisClient direct = cell.client();
        RedisConnection other = direct.connect()) {
      proxy.toClient(Fault.drop());
      CompletableFuture<Long> incr =
          redis.async().run(TEXT.incr(key).withRetries(1).withTimeout(Duration.ofSeconds(1)));
      Eventually.eventually("sent", () -> "1".equals(other.sync().run(TEXT.get(key))));
      Outage.begin(proxy, redis);
      RedisTimeoutException error = Eventually.error(RedisTimeoutException.class, incr);
      assertEquals(Fate.MAYBE_EXECUTED, error.fate());
      assertEquals("1", other.sync().run(TEXT.get(key)));
    }
  }

  /** Returns when it has read nothing for so long that the next command looks before it writes. */
  private static void idle(RedisConnection redis, long moreNanos) {
    Eventually.eventually("it idles", () -> redis.core().isStale(System.nanoTime() - moreNanos));
  }

  @OnEveryLoop
  void thatTheServerHasClosedIsNoticedBeforeACommandIsWritten(Cell cell) {
    Queue<List<String>> seen = new ConcurrentLinkedQueue<>();
    Queue<CountDownLatch> ends = new ConcurrentLinkedQueue<>();
    try (ScriptedServer server =
            ScriptedServer.start(
                session -> {
                  seen.add(session.command());
                  session.write("+" + seen.size() + "\r\n");
                  session.end();
                  ends.remove().countDown();
                });
        RedisClient client =
            RedisClient.create(cell.options(server.port()).withReconnect(Outage.SOON));
        RedisConnection redis = client.connect()) {
      for (int i = 1; i <= 20; i++) {
        CountDownLatch end = new CountDownLatch(1);
        ends.add(end);
        String reply =
            i <= 10
                ? redis.sync().run(TEXT.ping())
                : Eventually.value(redis.async().run(TEXT.ping()));
        assertEquals(String.valueOf(i), reply);
        Eventually.await(end);
        if (cell.drive() == Drive.CALLER) {
          idle(redis, 0);
        } else {
          int times = i;
          Eventually.eventually("seen", () -> redis.stats().reconnects() == times);
        }
      }
      assertEquals(20, seen.size());
    }
  }

  @OnEveryCaller
  void aStrayReplyIsNotTakenForTheNextCommands(Cell cell) {
    Queue<CountDownLatch> ends = new ConcurrentLinkedQueue<>();
    try (ScriptedServer server =
            ScriptedServer.start(
                session -> {
                  session.write("+" + session.command().get(1) + "\r\n");
                  session.write("+stray\r\n");
                  ends.remove().countDown();
                  session.hang();
                });
        RedisClient client =
            RedisClient.create(cell.options(server.port()).withReconnect(Outage.SOON));
        RedisConnection redis = client.connect()) {
      for (int i = 1; i <= 20; i++) {
        CountDownLatch end = new CountDownLatch(1);
        ends.add(end);
        String text = "m" + i;
        assertEquals(text, redis.sync().run(TEXT.echo(text).as(Replies.status())));
        Eventually.await(end);
        // A server that stays learns nowhere that the client's kernel has its bytes: on a busy
        // machine that takes its time. Shorter than anybody but a caller would look.
        idle(redis, TimeUnit.MILLISECONDS.toNanos(20));
      }
    }
  }

  /** The server says nothing to what begins the connection. */
  @OnEveryLoop
  void anAttemptThatFailsIsClosed(Cell cell) {
    AtomicInteger sessions = new AtomicInteger();
    CountDownLatch closed = new CountDownLatch(1);
    try (ScriptedServer server =
            ScriptedServer.start(
                session -> {
                  int number = sessions.incrementAndGet();
                  session.command();
                  if (number == 2) {
                    session.hang();
                    closed.countDown();
                    return;
                  }
                  session.write("+OK\r\n");
                  session.command();
                  session.write("+" + number + "\r\n");
                  if (number > 2) {
                    session.hang();
                  }
                });
        RedisClient client =
            RedisClient.create(
                cell.options(server.port())
                    .withReconnect(Outage.SOON)
                    .withClientName("first")
                    .withConnectTimeout(Duration.ofSeconds(1)));
        RedisConnection redis = client.connect()) {
      assertEquals("1", redis.sync().run(TEXT.ping()));
      Eventually.eventually("it is lost", () -> !redis.isOpen());
      Eventually.await(closed);
      String after = redis.sync().run(TEXT.ping().withRetries(1));
      assertEquals(String.valueOf(sessions.get()), after);
    }
  }

  /** A port that nobody listens on may be given to the very connection to it. */
  @Test
  void aConnectionToItselfIsNone() throws Exception {
    EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    try (Socket unbound = new Socket()) {
      unbound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      SocketAddress both = unbound.getLocalSocketAddress();
      unbound.close();
      Channel itself =
          new Bootstrap()
              .group(loops)
              .channel(NioSocketChannel.class)
              .handler(new ChannelInboundHandlerAdapter())
              .connect(both, both)
              .sync()
              .channel();
      assertTrue(Connector.isItsOwnPeer(itself));
      itself.close().sync();
    } finally {
      loops.shutdownGracefully(0, 0, TimeUnit.SECONDS).sync();
    }
  }
}
