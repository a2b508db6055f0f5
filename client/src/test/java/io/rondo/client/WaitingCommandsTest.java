package io.rondo.client;

import static io.rondo.client.Commands.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.client.support.Cell;
import io.rondo.client.support.Eventually;
import io.rondo.client.support.Fault;
import io.rondo.client.support.FaultProxy;
import io.rondo.client.support.Keys;
import io.rondo.client.support.OnEveryLoop;
import io.rondo.client.support.ServerVersion;
import io.rondo.client.support.TestRedis;
import io.rondo.resp.Replies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Commands that wait on the server, run on a shared connection. */
class WaitingCommandsTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private static TestRedis server;

  @BeforeAll
  static void startServer() {
    server = TestRedis.start();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  private static RedisClient client(Cell cell) {
    return RedisClient.create(cell.options(server.port()));
  }

  private static void awaitBlocked(RedisConnection observer, int clients) {
    Eventually.eventually(
        clients + " clients wait on the server",
        () ->
            observer
                .sync()
                .run(TEXT.info("clients"))
                .contains("blocked_clients:" + clients + "\r"));
  }

  private static void awaitFigures(RedisClient client, int held, int idle) {
    Eventually.eventually(
        held + " leases, " + idle + " idle",
        () -> client.leases().figures().equals(new Leases.Figures(held, idle, 0)));
  }

  @OnEveryLoop
  void nobodyWaitsBehindThem(Cell cell) {
    String key = Keys.fresh("queue");
    try (RedisClient client = client(cell);
        RedisConnection redis = client.connect()) {
      CompletableFuture<KeyValue<String, String>> first =
          redis.async().run(TEXT.blpop(Duration.ZERO, key));
      CompletableFuture<KeyValue<String, String>> second =
          redis.async().run(TEXT.brpop(LONG, key + "b"));
      awaitBlocked(redis, 2);
      redis.sync().run(TEXT.rpush(key, "a"));
      redis.sync().run(TEXT.rpush(key + "b", "b"));
      assertEquals(new KeyValue<>(key, "a"), first.join());
      assertEquals(new KeyValue<>(key + "b", "b"), Eventually.value(second));
      awaitFigures(client, 2, 2);
      assertEquals(0, redis.stats().inFlight());
    }
  }

  /** The server takes its connection and says nothing over it. */
  @OnEveryLoop
  void theyEndInTimeWhileTheirConnectionIsOpened(Cell cell) {
    try (FaultProxy proxy = FaultProxy.before(server.port());
        RedisClient client = RedisClient.create(cell.options(proxy.port()));
        RedisConnection redis = client.connect()) {
      proxy.toClient(Fault.stall());
      Command<?> command = TEXT.blpop(LONG, Keys.fresh("queue")).withTimeout(Duration.ofMillis(50));
      for (RedisTimeoutException late :
          List.of(
              assertThrows(RedisTimeoutException.class, () -> redis.sync().run(command)),
              Eventually.error(RedisTimeoutException.class, redis.async().run(command)))) {
        assertEquals(Fate.NOT_SENT, late.fate());
        String message = String.valueOf(late.getMessage());
        assertTrue(message.contains(": no connection was ready for it within 50 ms"), message);
      }
      proxy.heal();
      awaitFigures(client, 2, 2);
    }
  }

  @OnEveryLoop
  void aThreadMayWait(Cell cell) throws InterruptedException {
    String key = Keys.fresh("queue");
    List<String> got = new ArrayList<>();
    try (RedisClient client = client(cell);
        RedisConnection redis = client.connect()) {
      Thread consumer =
          new Thread(
              () -> {
                for (int i = 0; i < 20; i++) {
                  got.add(redis.sync().run(TEXT.blpop(LONG, key)).value());
                }
                got.add(String.valueOf(redis.sync().run(TEXT.blpop(Duration.ofMillis(2), key))));
              });
      consumer.start();
      List<String> expected = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        redis.sync().run(TEXT.rpush(key, "v" + i));
        expected.add("v" + i);
      }
      Eventually.join(consumer);
      expected.add("null");
      assertEquals(expected, got);
      awaitFigures(client, 1, 1);
    }
  }

  static Stream<Function<String, Command<?>>> waiting() {
    return Stream.of(
        k -> TEXT.blpop(LONG, k),
        k -> TEXT.brpop(LONG, k),
        k -> TEXT.blmove(k, k + "to", ListEnd.LEFT, ListEnd.LEFT, LONG),
        k -> TEXT.brpopLpush(k, k + "to", LONG),
        k -> TEXT.blmpop(LONG, ListEnd.LEFT, 1, k),
        k -> TEXT.bzpopMin(LONG, k),
        k -> TEXT.bzpopMax(LONG, k),
        k -> TEXT.bzmpop(LONG, ScoreEnd.MIN, 1, k),
        k -> TEXT.xread(XReadOptions.NONE.block(LONG), Map.of(k, "$")),
        k -> TEXT.xreadGroup("group", "me", XReadOptions.NONE.block(LONG), Map.of("stream", ">")));
  }

  @ParameterizedTest
  @MethodSource("waiting")
  void eachOfThemIsRoutedAndCanBeGivenUp(Function<String, Command<?>> command) {
    try (RedisClient client =
            RedisClient.create(RedisOptions.create().withAddress("127.0.0.1", server.port()));
        RedisConnection redis = client.connect()) {
      redis.sync().run(TEXT.del("stream"));
      redis
          .sync()
          .run(Command.of("XGROUP CREATE", Replies.status(), "stream", "group", "$", "MKSTREAM"));
      Command<?> waits = command.apply(Keys.fresh("none"));
      CompletableFuture<?> waiting = redis.async().run(waits);
      if (waits.name().endsWith("MPOP") && !ServerVersion.of(redis).isAtLeast(7, 0)) {
        Eventually.error(RedisServerException.class, waiting);
        return;
      }
      awaitBlocked(redis, 1);
      waiting.cancel(false);
      awaitFigures(client, 1, 1);
      awaitBlocked(redis, 0);
    }
  }

  @OnEveryLoop
  void whatIsPushedAfterACancelStays(Cell cell) {
    try (RedisClient client = client(cell);
        RedisConnection redis = client.connect()) {
      for (int i = 0; i < 10; i++) {
        String key = Keys.fresh("kept");
        CompletableFuture<KeyValue<String, String>> waiting =
            redis.async().run(TEXT.blpop(Duration.ZERO, key));
        awaitBlocked(redis, 1);
        assertTrue(waiting.cancel(false));
        assertTrue(waiting.isCancelled());
        redis.sync().run(TEXT.rpush(key, "kept"));
        assertEquals("kept", redis.sync().run(TEXT.lpop(key)));
        awaitFigures(client, 1, 1); // And the connection goes on to be lent.
      }
    }
  }

  @OnEveryLoop
  void whatIsPushedAfterATimeoutStays(Cell cell) {
    String key = Keys.fresh("kept");
    try (RedisClient client = client(cell);
        RedisConnection redis = client.connect()) {
      Command<KeyValue<String, String>> hasty =
          TEXT.blpop(Duration.ZERO, key).withTimeout(Duration.ofMillis(50));
      redis.sync().run(TEXT.blpop(Duration.ofMillis(2), key)); // So that the lease is open.
      RedisTimeoutException late =
          assertThrows(RedisTimeoutException.class, () -> redis.sync().run(hasty));
      assertEquals(Fate.MAYBE_EXECUTED, late.fate());
      redis.sync().run(TEXT.rpush(key, "one"));
      assertEquals("one", redis.sync().run(TEXT.lpop(key)));
      awaitFigures(client, 1, 1);
      Eventually.error(RedisTimeoutException.class, redis.async().run(hasty));
      redis.sync().run(TEXT.rpush(key, "two"));
      assertEquals("two", redis.sync().run(TEXT.lpop(key)));
      awaitFigures(client, 1, 1);
    }
  }

  @OnEveryLoop
  void theEndOfOneWaitDoesNotEndTheNext(Cell cell) {
    try (RedisClient client = RedisClient.create(cell.options(server.port()));
        RedisConnection redis = client.connect()) {
      for (int i = 0; i < 50; i++) {
        String key = Keys.fresh("next");
        CompletableFuture<?> given = redis.async().run(TEXT.blpop(Duration.ZERO, key + "none"));
        if (i % 2 == 0) {
          awaitBlocked(redis, 1);
        }
        given.cancel(false);
        CompletableFuture<KeyValue<String, String>> next = redis.async().run(TEXT.blpop(LONG, key));
        redis.sync().run(TEXT.rpush(key, "v" + i));
        assertEquals(new KeyValue<>(key, "v" + i), next.join());
      }
    }
  }

  @OnEveryLoop
  void aCancelBeforeItWaitsLeavesNothingBehind(Cell cell) {
    try (RedisClient client = client(cell);
        RedisConnection redis = client.connect()) {
      for (int i = 0; i < 20; i++) {
        redis.async().run(TEXT.blpop(Duration.ZERO, Keys.fresh("none"))).cancel(false);
      }
      awaitBlocked(redis, 0);
      Eventually.eventually(
          "no lease is held",
          () -> {
            Leases.Figures now = client.leases().figures();
            return now.held() == now.idle() && now.waiting() == 0;
          });
    }
  }

  @OnEveryLoop
  void whereTheServerWillNotEndTheWaitTheConnectionDoes(Cell cell) {
    String key = Keys.fresh("kept");
    try (RedisClient admin = client(cell);
        RedisConnection redis = admin.connect()) {
      redis
          .sync()
          .run(
              Command.of(
                  "ACL SETUSER",
                  Replies.status(),
                  "few",
                  "reset",
                  "on",
                  ">pw",
                  "~*",
                  "+@all",
                  "-client"));
      try (RedisClient client =
              RedisClient.create(cell.options(server.port()).withCredentials("few", "pw"));
          RedisConnection limited = client.connect()) {
        CompletableFuture<?> waiting = limited.async().run(TEXT.blpop(Duration.ZERO, key));
        awaitBlocked(redis, 1);
        waiting.cancel(false);
        awaitBlocked(redis, 0);
        awaitFigures(client, 0, 0);
      }
    }
  }

  @OnEveryLoop
  void aFullPoolIsToldSo(Cell cell) {
    RedisOptions options = cell.options(server.port()).withLeases(1, Duration.ofMillis(40));
    try (RedisClient client = RedisClient.create(options);
        RedisConnection redis = client.connect()) {
      CompletableFuture<?> first = redis.async().run(TEXT.blpop(Duration.ZERO, Keys.fresh("none")));
      Command<?> second = TEXT.blpop(LONG, Keys.fresh("none"));
      RedisTimeoutException full =
          assertThrows(RedisTimeoutException.class, () -> redis.sync().run(second));
      assertEquals(Fate.NOT_SENT, full.fate());
      String message = String.valueOf(full.getMessage());
      assertTrue(
          message.startsWith(
              "BLPOP with 2 arguments: no leased connection became free within 40 ms; not sent; 1"
                  + " of 1 leases are in use"),
          message);
      Eventually.error(RedisTimeoutException.class, redis.async().run(second));
      first.cancel(false);
    }
  }

  @OnEveryLoop
  void theirTimeoutCountsWhileTheyWaitForALease(Cell cell) {
    RedisOptions options = cell.options(server.port()).withLeases(1, LONG);
    try (RedisClient client = RedisClient.create(options);
        RedisConnection redis = client.connect();
        RedisConnection only = client.lease()) {
      Command<?> hasty = TEXT.blpop(LONG, Keys.fresh("none")).withTimeout(Duration.ofMillis(30));
      assertThrows(RedisTimeoutException.class, () -> redis.sync().run(hasty));
      assertEquals("PONG", only.sync().run(TEXT.ping()));
    }
  }

  @OnEveryLoop
  void theyStayWhereTheConnectionsOwnStateCounts(Cell cell) {
    String key = Keys.fresh("queue");
    try (RedisClient client = client(cell);
        RedisConnection redis = client.connect()) {
      Pipeline pipeline = redis.pipeline();
      pipeline.add(TEXT.rpush(key, "a"));
      pipeline.add(TEXT.blpop(LONG, key));
      assertEquals(List.of(1L, new KeyValue<>(key, "a")), pipeline.run());
      Pipeline transaction = redis.transaction();
      CompletableFuture<KeyValue<String, String>> atOnce = transaction.add(TEXT.blpop(LONG, key));
      transaction.run();
      assertNull(atOnce.join());
      assertEquals(0, redis.sync().run(TEXT.waitForReplicas(0, LONG)));
      redis.sync().run(TEXT.select(1));
      redis.sync().run(TEXT.rpush(key, "in one"));
      assertEquals("in one", redis.sync().run(TEXT.blpop(LONG, key)).value());
      assertEquals(new Leases.Figures(0, 0, 0), client.leases().figures());
    }
  }

  @OnEveryLoop
  void theyRunInTheDatabaseOfTheOptions(Cell cell) {
    String key = Keys.fresh("queue");
    RedisOptions options = cell.options(server.port()).withDatabase(3).withClientName("consumer");
    try (RedisClient client = RedisClient.create(options);
        RedisConnection redis = client.connect()) {
      redis.sync().run(TEXT.rpush(key, "in three"));
      assertEquals("in three", redis.sync().run(TEXT.blpop(LONG, key)).value());
      assertEquals(1, client.leases().figures().idle());
      assertEquals(
          2,
          redis.sync().run(TEXT.clientList()).stream()
              .filter(line -> "consumer".equals(line.get("name")) && "3".equals(line.get("db")))
              .count());
    }
  }

  @OnEveryLoop
  void completionsMayRunThem(Cell cell) {
    String key = Keys.fresh("queue");
    try (RedisClient client = client(cell);
        RedisConnection redis = client.connect()) {
      CompletableFuture<KeyValue<String, String>> chained =
          redis
              .async()
              .run(TEXT.rpush(key, "a", "b"))
              .thenCompose(two -> redis.async().run(TEXT.blpop(LONG, key)))
              .thenCompose(a -> redis.async().run(TEXT.blpop(LONG, key)));
      assertEquals("b", Eventually.value(chained).value());
    }
  }

  @Test
  void commandsThatChangeWhatTheServerSendsAreRefused() {
    for (String name : List.of("SUBSCRIBE", "psubscribe", "MONITOR", "CLIENT REPLY")) {
      IllegalArgumentException refused =
          assertThrows(IllegalArgumentException.class, () -> Command.of(name, Replies.tree(), "x"));
      assertTrue(String.valueOf(refused.getMessage()).startsWith(name), refused::getMessage);
    }
    assertFalse(TEXT.get("k").blocks());
  }
}
