package io.rondo.client;

import static io.rondo.client.Commands.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.client.support.Cell;
import io.rondo.client.support.Eventually;
import io.rondo.client.support.Gate;
import io.rondo.client.support.OnEveryLoop;
import io.rondo.client.support.OnEveryWait;
import io.rondo.client.support.ScriptedServer;
import io.rondo.client.support.ScriptedServer.Session;
import io.rondo.client.support.TestRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

@SuppressWarnings("try") // To close is what is tested.
class CloseTest {
  @OnEveryWait
  void theServerClosesWithCommandsInFlight(Cell cell) {
    try (ScriptedServer server =
            ScriptedServer.start(
                session -> {
                  session.command();
                  session.command();
                  session.write("+first\r\n$10\r\nhalf of");
                });
        RedisClient client =
            RedisClient.create(cell.options(server.port()).withReconnect(Reconnect.off()));
        RedisConnection redis = client.connect()) {
      CompletableFuture<String> first = redis.async().run(TEXT.ping());
      CompletableFuture<String> second = redis.async().run(TEXT.get("key"));
      assertEquals("first", Eventually.value(first));
      RedisClosedException closed = Eventually.error(RedisClosedException.class, second);
      assertEquals(Fate.MAYBE_EXECUTED, closed.fate());
      assertEquals(
          "GET with 1 argument: the connection was closed by the server; maybe executed",
          closed.getMessage());
      assertFalse(redis.isOpen());
      RedisClosedException after =
          assertThrows(RedisClosedException.class, () -> redis.sync().run(TEXT.ping()));
      assertEquals(Fate.NOT_SENT, after.fate());
      Eventually.error(RedisClosedException.class, redis.async().run(TEXT.ping()));
      Pipeline pipeline = redis.pipeline();
      CompletableFuture<String> piped = pipeline.add(TEXT.ping());
      assertEquals(1, pipeline.run().size());
      assertEquals(Fate.NOT_SENT, Eventually.error(RedisClosedException.class, piped).fate());
      Pipeline tx = redis.transaction();
      tx.add(TEXT.ping());
      assertThrows(RedisClosedException.class, tx::run);
      assertEquals(0, redis.stats().queued());
      assertEquals(0, redis.stats().inFlight());
    }
  }

  @OnEveryLoop
  void theServerResets(Cell cell) {
    try (ScriptedServer server =
            ScriptedServer.start(
                session -> {
                  session.command();
                  session.reset();
                });
        RedisClient client = RedisClient.create(cell.options(server.port()));
        RedisConnection redis = client.connect()) {
      RedisClosedException lost =
          assertThrows(RedisClosedException.class, () -> redis.sync().run(TEXT.ping()));
      assertEquals(Fate.MAYBE_EXECUTED, lost.fate());
    }
  }

  @OnEveryLoop
  void theServerIsKilled(Cell cell) {
    try (TestRedis server = TestRedis.start();
        RedisClient client = RedisClient.create(cell.options(server.port()));
        RedisConnection redis = client.lease()) {
      CompletableFuture<KeyValue<String, String>> popped =
          redis.async().run(TEXT.blpop(Duration.ZERO, "list"));
      Eventually.eventually("it is sent", () -> redis.stats().inFlight() == 1);
      server.kill();
      RedisClosedException closed = Eventually.error(RedisClosedException.class, popped);
      assertEquals(Fate.MAYBE_EXECUTED, closed.fate());
      assertThrows(RedisConnectException.class, client::connect);
    }
  }

  /** Only a server that closes has answered SHUTDOWN. */
  @OnEveryLoop
  void thisSideClosesOnShutdown(Cell cell) {
    try (ScriptedServer server = ScriptedServer.start(Session::hang);
        RedisClient client = RedisClient.create(cell.options(server.port()));
        RedisConnection redis = client.connect()) {
      CompletableFuture<String> shutdown = redis.async().run(TEXT.shutdown(false));
      Eventually.eventually("it is sent", () -> redis.stats().inFlight() == 1);
      redis.close();
      assertTrue(shutdown.isDone(), "close() ends what is in flight before it returns");
      assertEquals(
          Fate.MAYBE_EXECUTED, Eventually.error(RedisClosedException.class, shutdown).fate());
    }
  }

  @OnEveryLoop
  void theServerAnswersShutdownWithNonsense(Cell cell) {
    try (ScriptedServer server =
            ScriptedServer.start(
                session -> {
                  session.command();
                  session.write("nonsense\r\n");
                  session.hang();
                });
        RedisClient client = RedisClient.create(cell.options(server.port()));
        RedisConnection redis = client.connect()) {
      assertThrows(RedisProtocolException.class, () -> redis.sync().run(TEXT.shutdown(false)));
    }
  }

  @OnEveryLoop
  void thisSideCloses(Cell cell) {
    try (ScriptedServer server = ScriptedServer.start(Session::hang);
        RedisClient client = RedisClient.create(cell.options(server.port()));
        RedisConnection redis = client.connect()) {
      CompletableFuture<String> sent = redis.async().run(TEXT.ping());
      Eventually.eventually("it is sent", () -> redis.stats().inFlight() == 1);
      redis.close();
      RedisClosedException closed = Eventually.error(RedisClosedException.class, sent);
      assertEquals(Fate.MAYBE_EXECUTED, closed.fate());
      assertEquals(
          "PING: the connection was closed by this client; maybe executed", closed.getMessage());
      redis.close();
      assertFalse(redis.isOpen());
      assertTrue(redis.toString().contains("closed by this client"), redis::toString);
    }
  }

  @OnEveryLoop
  void theClientCloses(Cell cell) {
    RedisClient client = cell.client();
    RedisConnection redis = client.connect();
    RedisConnection other = client.connect();
    client.close();
    assertFalse(redis.isOpen());
    assertFalse(other.isOpen());
    assertThrows(RedisClosedException.class, () -> redis.sync().run(TEXT.ping()));
    Eventually.error(RedisClosedException.class, redis.async().run(TEXT.ping()));
    redis.close();
    other.close();
    client.close();
    IllegalStateException closed = assertThrows(IllegalStateException.class, client::connect);
    assertTrue(String.valueOf(closed.getMessage()).contains("closed"), closed::getMessage);
    assertThrows(IllegalStateException.class, client::connectAsync);
  }

  @OnEveryLoop
  void aCompletionCloses(Cell cell) {
    try (ScriptedServer server =
            ScriptedServer.start(
                session -> {
                  session.command();
                  session.command();
                  session.command();
                  session.write("+1\r\n+2\r\n");
                  session.hang();
                });
        RedisClient client = RedisClient.create(cell.options(server.port()));
        RedisConnection redis = client.connect()) {
      CompletableFuture<String> first;
      CompletableFuture<String> third;
      Pipeline pipeline = redis.pipeline();
      first =
          pipeline.add(
              TEXT.ping()
                  .map(
                      pong -> {
                        redis.close();
                        return pong;
                      }));
      pipeline.add(TEXT.ping());
      third = pipeline.add(TEXT.ping());
      pipeline.run();
      assertEquals("1", Eventually.value(first));
      Eventually.error(RedisClosedException.class, third);
      Eventually.eventually("it is closed", () -> !redis.isOpen());
    }
  }

  @OnEveryLoop
  void aSynchronousCallersCompletionCloses(Cell cell) {
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect()) {
      String pong =
          redis
              .sync()
              .run(
                  TEXT.ping()
                      .map(
                          reply -> {
                            redis.close();
                            return reply;
                          }));
      assertEquals("PONG", pong);
      Eventually.eventually("it is closed", () -> !redis.isOpen());
    }
  }

  @OnEveryLoop
  void theStandByEndsWhereACompletionCloses(Cell cell) {
    Set<Thread> before = standBys();
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect()) {
      assertEquals("PONG", Eventually.value(redis.async().run(TEXT.ping())));
      redis.sync().run(TEXT.ping().map(pong -> closed(redis)));
      Eventually.eventually("its thread has ended", () -> before.containsAll(standBys()));
    }
  }

  private static boolean closed(RedisConnection redis) {
    redis.close();
    return true;
  }

  private static Set<Thread> standBys() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("rondo-stand-by"))
        .collect(Collectors.toSet());
  }

  @OnEveryLoop
  void whatACompletionSubmitsToAClosedConnectionFails(Cell cell) {
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect()) {
      Pipeline pipeline = redis.pipeline();
      CompletableFuture<CompletableFuture<String>> next =
          pipeline.add(TEXT.ping()).handle((pong, error) -> redis.async().run(TEXT.ping()));
      redis.close();
      assertEquals(1, pipeline.run().size());
      Eventually.error(RedisClosedException.class, Eventually.value(next));
    }
  }

  /** Each of two loops is in a completion that closes the other's connection. */
  @OnEveryLoop
  void completionsCloseEachOthersConnections(Cell cell) {
    try (RedisClient client = RedisClient.create(cell.options().withLoopThreads(2));
        RedisConnection one = client.connect();
        RedisConnection two = client.connect()) {
      CountDownLatch both = new CountDownLatch(2);
      CompletableFuture<Boolean> first = closeInCompletion(one, two, both);
      CompletableFuture<Boolean> second = closeInCompletion(two, one, both);
      assertTrue(Eventually.value(first));
      assertTrue(Eventually.value(second));
      Eventually.eventually("both are closed", () -> !one.isOpen() && !two.isOpen());
    }
  }

  /** Whether blocking calls are refused after the close as before. */
  private static CompletableFuture<Boolean> closeInCompletion(
      RedisConnection redis, RedisConnection other, CountDownLatch both) {
    return redis
        .async()
        .run(
            TEXT.ping()
                .map(
                    pong -> {
                      both.countDown();
                      Eventually.await(both);
                      other.close();
                      assertThrows(
                          IllegalStateException.class, () -> redis.sync().run(TEXT.ping()));
                      return true;
                    }));
  }

  @OnEveryLoop
  void whatIsSubmittedWhileItClosesEnds(Cell cell) throws Exception {
    for (int round = 0; round < 10; round++) {
      try (RedisClient client =
              RedisClient.create(cell.options().withCommandTimeout(Duration.ZERO));
          RedisConnection redis = client.connect()) {
        Queue<CompletableFuture<String>> futures = new ConcurrentLinkedQueue<>();
        CountDownLatch begun = new CountDownLatch(4);
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 3; t++) {
          int kind = t;
          threads.add(
              new Thread(
                  () -> {
                    begun.countDown();
                    for (int i = 0; i < 60; i++) {
                      if (kind == 0) {
                        runIgnoringClose(redis);
                      } else {
                        futures.add(redis.async().run(TEXT.ping()));
                      }
                    }
                  }));
        }
        threads.add(
            new Thread(
                () -> {
                  begun.countDown();
                  Eventually.await(begun);
                  redis.close();
                }));
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
          Eventually.join(thread);
        }
        Eventually.eventually("all ended", () -> futures.stream().allMatch(f -> f.isDone()));
        assertEquals(0, redis.stats().queued());
      }
    }
  }

  private static void runIgnoringClose(RedisConnection redis) {
    try {
      redis.sync().run(TEXT.ping());
    } catch (RedisClosedException e) {
      assertTrue(e.fate() == Fate.NOT_SENT || e.fate() == Fate.MAYBE_EXECUTED);
    }
  }

  /** A drain after the close must not swallow what another thread is just submitting. */
  @OnEveryLoop
  void aDrainAfterTheCloseFailsWhatItFinds(Cell cell) {
    try (RedisClient client = RedisClient.create(cell.options().withCommandTimeout(Duration.ZERO));
        RedisConnection redis = client.connect()) {
      Connection handler = redis.core();
      try (Gate gate = Gate.hold(redis)) {
        redis.async().run(TEXT.ping().map(pong -> "closing")).thenRun(redis::close);
        gate.open();
      }
      Eventually.eventually("it is closed", () -> !redis.isOpen());
      PendingReply<String> reply = new PendingReply<>(TEXT.ping(), handler);
      handler.queue().submit(reply); // As far as a submitter has come that is then held up.
      if (handler.driver().loop() instanceof CallerEventLoop loop) {
        Eventually.eventually("the loop is free", loop.owner()::tryAcquire);
        handler.drain();
        loop.owner().release();
      } else {
        handler.driver().signal();
      }
      Eventually.error(RedisClosedException.class, reply);
    }
  }

  @OnEveryLoop
  void connectingWhileTheClientCloses(Cell cell) throws Exception {
    for (int round = 0; round < 20; round++) {
      RedisClient client = cell.client();
      CountDownLatch begun = new CountDownLatch(2);
      Queue<Throwable> unexpected = new ConcurrentLinkedQueue<>();
      Thread connecting =
          new Thread(
              () -> {
                begun.countDown();
                try {
                  for (int i = 0; i < 100; i++) {
                    client.connect();
                  }
                } catch (RedisException | IllegalStateException e) {
                  return; // Told so.
                } catch (Throwable e) {
                  unexpected.add(e);
                }
              });
      connecting.setDaemon(true);
      connecting.start();
      begun.countDown();
      Eventually.await(begun);
      client.close();
      Eventually.join(connecting);
      assertEquals(List.of(), List.copyOf(unexpected));
    }
  }
}
