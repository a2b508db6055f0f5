package io.rondo.client;

import static io.rondo.client.Commands.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
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
import io.rondo.client.support.ScriptedServer;
import io.rondo.client.support.TestRedis;
import io.rondo.resp.Replies;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A connection is lost, and opened again. */
@SuppressWarnings("try") // Some close what others wait for.
class ReconnectTest {
  private static final Reconnect SOON =
      Reconnect.waiting().withBackOff(Duration.ofMillis(1), Duration.ofMillis(20));

  private final FaultProxy proxy = FaultProxy.before(TestRedis.shared().port());

  @AfterEach
  void close() {
    proxy.close();
  }

  private RedisOptions options(Cell cell) {
    return cell.options(proxy.port()).withReconnect(SOON);
  }

  private static RedisOptions failingFast(RedisOptions options) {
    return options.withReconnect(
        Reconnect.failingFast().withBackOff(Duration.ofMillis(1), Duration.ofMillis(20)));
  }

  private static void eventuallyReconnected(RedisConnection redis, int times) {
    Eventually.eventually(
        "it is open again", () -> redis.isOpen() && redis.stats().reconnects() >= times);
  }

  /** Ends the connection, and lets none through until {@link FaultProxy#accept}. */
  private void takeDown(RedisConnection redis) {
    Eventually.eventually("both know of it", () -> redis.isOpen() && proxy.open() == 1);
    proxy.refuse();
    proxy.cut();
    Eventually.eventually("it is down", () -> !redis.isOpen());
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
        eventuallyReconnected(redis, round);
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
        RedisClient client = RedisClient.create(cell.options(server.port()).withReconnect(SOON));
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
  void whatTheServerKnewIsRestored(Cell cell) {
    String password = "hunter2";
    try (LocalRedis server = TestRedis.startProcess("--requirepass", password);
        FaultProxy before = FaultProxy.before(server.port());
        RedisClient client =
            RedisClient.create(
                cell.options(before.port())
                    .withReconnect(SOON)
                    .withCredentials(null, password)
                    .withDatabase(1)
                    .withClientName("first"));
        RedisConnection redis = client.connect()) {
      assertSession(redis, "name=first", "db=1", "user=default");
      before.cut();
      eventuallyReconnected(redis, 1);
      assertSession(redis, "name=first", "db=1", "user=default");

      redis.sync().run(TEXT.aclSetUser("other", "on", ">secret", "~*", "&*", "+@all"));
      redis.sync().run(TEXT.auth("other", "secret"));
      redis.sync().run(TEXT.select(3));
      redis.sync().run(TEXT.clientSetName("second"));
      assertThrows(RedisServerException.class, () -> redis.sync().run(TEXT.select(9999)));
      before.cut();
      eventuallyReconnected(redis, 2);
      assertSession(redis, "name=second", "db=3", "user=other");

      Pipeline tx = redis.transaction();
      tx.add(TEXT.select(5));
      tx.run();
      before.reset();
      eventuallyReconnected(redis, 3);
      assertSession(redis, "name=second", "db=5", "user=other");
      assertFalse(redis.toString().contains("secret"), redis::toString);
    }
  }

  private static void assertSession(RedisConnection redis, String... parts) {
    String info = redis.sync().run(Command.of("CLIENT INFO", Replies.string()));
    for (String part : parts) {
      assertTrue((info.strip() + " ").contains(" " + part + " "), part + " in " + info);
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
      eventuallyReconnected(redis, 1);
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
      takeDown(redis);
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
      takeDown(redis);
      RedisTimeoutException error = Eventually.error(RedisTimeoutException.class, incr);
      assertEquals(Fate.MAYBE_EXECUTED, error.fate());
      assertEquals("1", other.sync().run(TEXT.get(key)));
    }
  }

  @OnEveryWait
  void whileDownCommandsWaitInOrder(Cell cell) throws Exception {
    String key = Keys.fresh("waiting");
    try (RedisClient client = RedisClient.create(options(cell));
        RedisConnection redis = client.connect()) {
      takeDown(redis);
      List<CompletableFuture<Long>> futures = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        futures.add(redis.async().run(TEXT.incr(key)));
      }
      Queue<Object> replies = new ConcurrentLinkedQueue<>();
      Thread caller = new Thread(() -> replies.add(redis.sync().run(TEXT.ping())));
      caller.start();
      Pipeline tx = redis.transaction();
      tx.add(TEXT.incr(key));
      CompletableFuture<List<Object>> executed = tx.send();
      Eventually.eventually("all are queued", () -> redis.stats().queued() == 22);
      assertFalse(redis.isOpen());
      assertTrue(redis.toString().contains("connecting again ("), redis::toString);
      proxy.accept();
      for (int i = 0; i < 20; i++) {
        assertEquals(i + 1, Eventually.value(futures.get(i)));
      }
      assertEquals(List.of(21L), Eventually.value(executed));
      Eventually.join(caller);
      assertEquals(List.of("PONG"), List.copyOf(replies));
    }
  }

  @OnEveryWait
  void whileDownCommandsEndByTheirDeadline(Cell cell) {
    try (RedisClient client = RedisClient.create(options(cell));
        RedisConnection redis = client.connect()) {
      takeDown(redis);
      CompletableFuture<String> patient = redis.async().run(TEXT.ping());
      CompletableFuture<String> future =
          redis.async().run(TEXT.ping().withTimeout(Duration.ofMillis(30)));
      RedisTimeoutException late =
          assertThrows(
              RedisTimeoutException.class,
              () -> redis.sync().run(TEXT.ping().withTimeout(Duration.ofMillis(40))));
      assertEquals(Fate.NOT_SENT, late.fate());
      String message = String.valueOf(late.getMessage());
      assertTrue(message.startsWith("PING: no reply within 40 ms; not sent; "), message);
      assertTrue(message.contains("connecting again ("), message);
      assertTrue(message.contains("attempt "), message);
      Eventually.error(RedisTimeoutException.class, future);
      Eventually.eventually("their places are free", () -> redis.stats().queued() == 1);
      proxy.accept();
      assertEquals("PONG", Eventually.value(patient));
    }
  }

  @OnEveryWait
  void orTheyFailAtOnce(Cell cell) {
    try (RedisClient client = RedisClient.create(failingFast(options(cell)));
        RedisConnection redis = client.connect()) {
      takeDown(redis);
      for (int i = 0; i < 3; i++) {
        RedisClosedException error =
            assertThrows(RedisClosedException.class, () -> redis.sync().run(TEXT.ping()));
        assertEquals(Fate.NOT_SENT, error.fate());
        CompletableFuture<String> future = redis.async().run(TEXT.ping());
        assertEquals(Fate.NOT_SENT, Eventually.error(RedisClosedException.class, future).fate());
      }
      assertEquals(0, redis.stats().queued());
      proxy.accept();
      eventuallyReconnected(redis, 1);
      assertEquals("PONG", redis.sync().run(TEXT.ping()));
    }
  }

  @OnEveryLoop
  void theBoundsHoldWhileItIsDown(Cell cell) {
    try (RedisClient client = RedisClient.create(options(cell).withQueueBounds(10, 1 << 20));
        RedisConnection redis = client.connect()) {
      takeDown(redis);
      List<CompletableFuture<String>> waiting = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        waiting.add(redis.async().run(TEXT.ping().withTimeout(Duration.ofMillis(200))));
      }
      CompletableFuture<String> over = redis.async().run(TEXT.ping());
      RedisOverloadedException full = Eventually.error(RedisOverloadedException.class, over);
      assertTrue(String.valueOf(full.getMessage()).contains("10 of 10 commands"), full::getMessage);
      waiting.forEach(late -> Eventually.error(RedisTimeoutException.class, late));
      Eventually.eventually("there is room again", () -> redis.stats().queued() == 0);
      CompletableFuture<String> next = redis.async().run(TEXT.ping());
      proxy.accept();
      assertEquals("PONG", Eventually.value(next));
    }
  }

  @OnEveryWait
  void closingWhileItIsDownEndsWhatWaits(Cell cell) throws Exception {
    try (RedisClient client = RedisClient.create(options(cell));
        RedisConnection redis = client.connect()) {
      takeDown(redis);
      CompletableFuture<String> future = redis.async().run(TEXT.ping());
      Queue<Throwable> errors = new ConcurrentLinkedQueue<>();
      Thread caller =
          new Thread(
              () ->
                  errors.add(
                      assertThrows(
                          RedisClosedException.class, () -> redis.sync().run(TEXT.ping()))));
      caller.start();
      Eventually.eventually("both are queued", () -> redis.stats().queued() == 2);
      redis.close();
      RedisClosedException closed = Eventually.error(RedisClosedException.class, future);
      assertEquals(Fate.NOT_SENT, closed.fate());
      assertEquals("PING: the connection was closed by this client; not sent", closed.getMessage());
      Eventually.join(caller);
      assertEquals(1, errors.size());
      proxy.accept();
      assertFalse(redis.isOpen());
    }
    assertEquals(0, proxy.open());
  }

  /** A completion that runs because a deadline has passed while the connection is down. */
  @OnEveryLoop
  void aCompletionClosesWhileItIsDown(Cell cell) {
    try (RedisClient client = RedisClient.create(options(cell));
        RedisConnection redis = client.connect()) {
      takeDown(redis);
      List<CompletableFuture<String>> others = new ArrayList<>();
      others.add(redis.async().run(TEXT.ping()));
      CompletableFuture<Void> closes =
          redis
              .async()
              .run(TEXT.ping().withTimeout(Duration.ofMillis(30)))
              .handle(
                  (pong, late) -> {
                    redis.close();
                    others.add(redis.async().run(TEXT.ping()));
                    return null;
                  });
      others.add(redis.async().run(TEXT.ping()));
      Eventually.value(closes);
      for (CompletableFuture<String> other : others) {
        assertEquals(Fate.NOT_SENT, Eventually.error(RedisClosedException.class, other).fate());
      }
    }
  }

  /**
   * Returns when it has read nothing for so long that what the server has sent since is there: on a
   * busy machine the kernel takes its time. Shorter than anybody but a caller would look.
   */
  private static void idle(RedisConnection redis) {
    long atLeast = TimeUnit.MILLISECONDS.toNanos(20);
    Eventually.eventually("it idles", () -> redis.core().isStale(System.nanoTime() - atLeast));
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
        RedisClient client = RedisClient.create(cell.options(server.port()).withReconnect(SOON));
        RedisConnection redis = client.connect()) {
      for (int i = 1; i <= 20; i++) {
        CountDownLatch end = new CountDownLatch(1);
        ends.add(end);
        String reply =
            i % 2 == 0
                ? redis.sync().run(TEXT.ping())
                : Eventually.value(redis.async().run(TEXT.ping()));
        assertEquals(String.valueOf(i), reply);
        Eventually.await(end);
        if (cell.drive() == Drive.CALLER) {
          idle(redis);
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
        RedisClient client = RedisClient.create(cell.options(server.port()).withReconnect(SOON));
        RedisConnection redis = client.connect()) {
      for (int i = 1; i <= 20; i++) {
        CountDownLatch end = new CountDownLatch(1);
        ends.add(end);
        String text = "m" + i;
        assertEquals(text, redis.sync().run(TEXT.echo(text).as(Replies.status())));
        Eventually.await(end);
        idle(redis);
      }
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

  @OnEveryLoop
  void aWatchIsNotLostInSilence(Cell cell) {
    String key = Keys.fresh("watched");
    try (RedisClient client = RedisClient.create(options(cell));
        RedisConnection redis = client.connect()) {
      redis.sync().run(TEXT.watch(key));
      assertEquals(null, redis.sync().run(TEXT.get(key)));
      proxy.cut();
      eventuallyReconnected(redis, 1);
      assertEquals(null, redis.sync().run(TEXT.get(key)));
      RedisTransactionAbortedException aborted =
          assertThrows(RedisTransactionAbortedException.class, () -> transact(redis, key));
      assertEquals(Fate.NOT_SENT, aborted.fate());
      assertTrue(
          String.valueOf(aborted.getMessage()).contains("the connection was lost while keys were"),
          aborted::getMessage);
      assertEquals(List.of(1L), transact(redis, key));

      redis.sync().run(TEXT.watch(key));
      redis.sync().run(TEXT.unwatch());
      proxy.cut();
      eventuallyReconnected(redis, 2);
      assertEquals(List.of(2L), transact(redis, key));
      redis.sync().run(TEXT.watch(key));
      assertEquals(List.of(3L), transact(redis, key));
      proxy.cut();
      eventuallyReconnected(redis, 3);
      assertEquals(List.of(4L), transact(redis, key));
    }
  }

  private static List<Object> transact(RedisConnection redis, String key) {
    Pipeline tx = redis.transaction();
    tx.add(TEXT.incr(key));
    return tx.run();
  }

  @OnEveryLoop
  void commandsOfALostMultiAreNotExecutedOneByOne(Cell cell) {
    String key = Keys.fresh("multi");
    try (RedisClient client = RedisClient.create(options(cell));
        RedisConnection redis = client.connect()) {
      redis.sync().run(TEXT.multi());
      proxy.cut();
      eventuallyReconnected(redis, 1);
      for (Command<?> command : List.of(TEXT.incr(key), TEXT.exec())) {
        RedisTransactionAbortedException aborted =
            assertThrows(RedisTransactionAbortedException.class, () -> redis.sync().run(command));
        assertEquals(Fate.NOT_SENT, aborted.fate());
      }
      assertEquals(null, redis.sync().run(TEXT.get(key)));
    }
  }

  @OnEveryLoop
  void afterQuitItStaysClosed(Cell cell) {
    try (RedisClient client = RedisClient.create(options(cell));
        RedisConnection redis = client.connect()) {
      assertEquals("OK", redis.sync().run(TEXT.quit()));
      Eventually.eventually("it is closed", () -> !redis.isOpen());
      assertThrows(RedisClosedException.class, () -> redis.sync().run(TEXT.ping()));
      assertEquals(0, redis.stats().reconnects());
    }
  }
}
