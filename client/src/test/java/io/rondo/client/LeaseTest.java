package io.rondo.client;

import static io.rondo.client.Commands.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.client.support.Cell;
import io.rondo.client.support.Eventually;
import io.rondo.client.support.Gate;
import io.rondo.client.support.Keys;
import io.rondo.client.support.OnEveryLoop;
import io.rondo.client.support.ScriptedServer;
import io.rondo.client.support.TestRedis;
import io.rondo.resp.Replies;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;

class LeaseTest {
  private static long id(RedisConnection connection) {
    return connection.sync().run(TEXT.clientId());
  }

  @OnEveryLoop
  void isItsHoldersAloneAndIsLentAgain(Cell cell) {
    try (RedisClient client = cell.client()) {
      RedisConnection first = client.lease();
      RedisConnection second = client.lease();
      long firstId = id(first);
      assertNotEquals(firstId, id(second));
      assertTrue(first.isOpen());
      first.close();
      assertFalse(first.isOpen());
      first.close(); // Once more does nothing.
      try (RedisConnection again = client.leaseAsync().join()) {
        assertEquals(firstId, id(again));
        assertEquals(new Leases.Figures(2, 0, 0), client.leases().figures());
      }
      second.close();
      assertEquals(new Leases.Figures(2, 2, 0), client.leases().figures());
    }
  }

  @OnEveryLoop
  void whoAsksForOneTooManyWaitsForABoundedTime(Cell cell) {
    RedisOptions options = cell.options().withLeases(1, Duration.ofMillis(40));
    try (RedisClient client = RedisClient.create(options);
        RedisConnection only = client.lease()) {
      RedisTimeoutException late = assertThrows(RedisTimeoutException.class, client::lease);
      assertEquals(Fate.NOT_SENT, late.fate());
      assertEquals(
          "lease: no leased connection became free within 40 ms; not sent; 1 of 1 leases are in"
              + " use, 0 others wait. Give leases back sooner, or raise leases or leaseWait",
          late.getMessage());
      Eventually.error(RedisTimeoutException.class, client.leaseAsync());
      assertEquals(new Leases.Figures(1, 0, 0), client.leases().figures());
      assertEquals("PONG", only.sync().run(TEXT.ping()));
    }
  }

  @OnEveryLoop
  void aBusyCommonPoolHoldsNobodyUp(Cell cell) {
    RedisOptions options = cell.options().withLeases(1, Duration.ofMillis(20));
    CountDownLatch busy = new CountDownLatch(1);
    try (RedisClient client = RedisClient.create(options);
        RedisConnection only = client.lease()) {
      for (int i = 0; i < ForkJoinPool.commonPool().getParallelism(); i++) {
        ForkJoinPool.commonPool().execute(() -> Eventually.await(busy));
      }
      CompletableFuture<RedisConnection> late = client.leaseAsync();
      Eventually.error(RedisTimeoutException.class, late);
      assertTrue(only.isOpen());
    } finally {
      busy.countDown();
    }
  }

  @OnEveryLoop
  void whoWaitsGetsWhatIsGivenBack(Cell cell) {
    RedisOptions options = cell.options().withLeases(1, Duration.ZERO);
    try (RedisClient client = RedisClient.create(options)) {
      RedisConnection only = client.lease();
      long id = id(only);
      CompletableFuture<RedisConnection> cancelled = client.leaseAsync();
      CompletableFuture<RedisConnection> next = client.leaseAsync();
      CompletableFuture<RedisConnection> last = client.leaseAsync();
      assertEquals(new Leases.Figures(1, 0, 3), client.leases().figures());
      cancelled.cancel(false);
      assertEquals(new Leases.Figures(1, 0, 2), client.leases().figures());
      only.close();
      assertFalse(last.isDone());
      try (RedisConnection taken = Eventually.value(next)) {
        assertEquals(id, id(taken));
        taken.sync().run(TEXT.select(1)); // So that it is closed, and another opened.
      }
      try (RedisConnection other = Eventually.value(last)) {
        assertNotEquals(id, id(other));
      }
      assertEquals(new Leases.Figures(1, 1, 0), client.leases().figures());
    }
  }

  @OnEveryLoop
  void aWatchedKeyThatChangesAbortsTheTransaction(Cell cell) {
    String key = Keys.fresh("watched");
    try (RedisClient client = cell.client();
        RedisConnection shared = client.connect();
        RedisConnection mine = client.lease()) {
      mine.sync().run(TEXT.watch(key));
      shared.sync().run(TEXT.set(key, "theirs"));
      Pipeline tooLate = mine.transaction();
      CompletableFuture<String> set = tooLate.add(TEXT.set(key, "mine"));
      RedisTransactionAbortedException aborted =
          assertThrows(RedisTransactionAbortedException.class, tooLate::run);
      assertEquals(Fate.REFUSED, aborted.fate());
      Eventually.error(RedisTransactionAbortedException.class, set);
      assertEquals("theirs", shared.sync().run(TEXT.get(key)));
      mine.sync().run(TEXT.watch(key));
      Pipeline again = mine.transaction();
      again.add(TEXT.set(key, "mine"));
      assertEquals(List.of("OK"), again.run());
      assertEquals("mine", shared.sync().run(TEXT.get(key)));
    }
  }

  @OnEveryLoop
  void aWatchEndsWithTheLease(Cell cell) {
    String key = Keys.fresh("watched");
    try (RedisClient client = cell.client();
        RedisConnection shared = client.connect()) {
      RedisConnection first = client.lease();
      long id = id(first);
      Pipeline watching = first.pipeline();
      watching.add(TEXT.watch(key));
      watching.run();
      first.close();
      shared.sync().run(TEXT.set(key, "theirs"));
      try (RedisConnection second = client.lease()) {
        assertEquals(id, id(second));
        Pipeline unaware = second.transaction();
        unaware.add(TEXT.set(key, "mine"));
        assertEquals(List.of("OK"), unaware.run());
      }
    }
  }

  @OnEveryLoop
  void anOpenTransactionIsDiscarded(Cell cell) {
    String key = Keys.fresh("open");
    try (RedisClient client = cell.client()) {
      RedisConnection first = client.lease();
      long id = id(first);
      first.sync().run(TEXT.multi());
      first.sync().run(TEXT.set(key, "never").as(Replies.status()));
      first.close();
      try (RedisConnection second = client.lease()) {
        assertEquals(id, id(second));
        assertNull(second.sync().run(TEXT.get(key)));
        second.sync().run(TEXT.multi());
        second.sync().run(TEXT.exec()); // Ended by hand: DISCARD will be refused, and no matter.
      }
      try (RedisConnection third = client.lease()) {
        assertEquals(id, id(third));
      }
    }
  }

  @OnEveryLoop
  void aChangedSessionIsNotLentAgain(Cell cell) {
    String key = Keys.fresh("db");
    try (RedisClient client = cell.client()) {
      RedisConnection first = client.lease();
      long id = id(first);
      first.sync().run(TEXT.select(1));
      first.sync().run(TEXT.set(key, "in one"));
      first.close();
      try (RedisConnection second = client.lease()) {
        assertNotEquals(id, id(second));
        assertNull(second.sync().run(TEXT.get(key)));
      }
    }
  }

  @OnEveryLoop
  void whatIsInFlightEndsWithTheLeaseAndTakesNothingAfterwards(Cell cell) {
    String key = Keys.fresh("list");
    try (RedisClient client = cell.client();
        RedisConnection shared = client.connect()) {
      RedisConnection first = client.lease();
      long id = id(first);
      CompletableFuture<KeyValue<String, String>> waiting =
          first.async().run(TEXT.blpop(Duration.ZERO, key));
      Eventually.eventually("the server waits", () -> isBlocked(shared, id));
      first.close();
      RedisClosedException closed = Eventually.error(RedisClosedException.class, waiting);
      assertEquals(Fate.MAYBE_EXECUTED, closed.fate());
      Eventually.eventually(
          "the server is rid of it", () -> shared.sync().run(TEXT.clientList(id)).isEmpty());
      shared.sync().run(TEXT.rpush(key, "kept"));
      try (RedisConnection second = client.lease()) {
        assertNotEquals(id, id(second));
        assertEquals("kept", second.sync().run(TEXT.lpop(key)));
      }
    }
  }

  private static boolean isBlocked(RedisConnection observer, long id) {
    return observer.sync().run(TEXT.clientList(id)).stream()
        .anyMatch(line -> line.getOrDefault("flags", "").contains("b"));
  }

  @OnEveryLoop
  void isOfNoUseAfterwards(Cell cell) {
    try (RedisClient client = cell.client()) {
      RedisConnection lease = client.lease();
      lease.close();
      RedisClosedException error =
          assertThrows(RedisClosedException.class, () -> lease.sync().run(TEXT.get("secret")));
      assertEquals(Fate.NOT_SENT, error.fate());
      assertEquals(
          "GET with 1 argument: the leased connection was given back; not sent. Take another lease",
          error.getMessage());
      Eventually.error(RedisClosedException.class, lease.async().run(TEXT.ping()));
      Pipeline pipeline = lease.pipeline();
      pipeline.add(TEXT.ping());
      assertInstanceOf(RedisClosedException.class, pipeline.run().get(0));
      Pipeline sent = lease.pipeline();
      sent.add(TEXT.ping());
      assertInstanceOf(RedisClosedException.class, Eventually.value(sent.send()).get(0));
      Pipeline transaction = lease.transaction();
      transaction.add(TEXT.ping());
      assertThrows(RedisClosedException.class, transaction::run);
      try (RedisConnection next = client.lease()) {
        assertEquals("PONG", next.sync().run(TEXT.ping()));
      }
    }
  }

  @OnEveryLoop
  void whatTheServerClosedWhileIdleIsReplaced(Cell cell) {
    try (RedisClient client = cell.client();
        RedisConnection shared = client.connect()) {
      RedisConnection first = client.lease();
      long id = id(first);
      first.close();
      long since = System.nanoTime();
      shared.sync().run(Command.of("CLIENT KILL", Replies.integer(), "ID", id));
      Eventually.eventually("idle for a while", () -> System.nanoTime() - since > 150_000_000);
      try (RedisConnection second = client.lease()) {
        assertNotEquals(id, id(second));
      }
      Eventually.eventually(
          "one is left", () -> client.leases().figures().equals(new Leases.Figures(1, 1, 0)));
    }
  }

  @OnEveryLoop
  void withoutAServerItFails(Cell cell) {
    RedisClient client;
    try (TestRedis server = TestRedis.start()) {
      client = RedisClient.create(cell.options(server.port()).withLeases(1, Duration.ZERO));
    }
    try (client) {
      assertThrows(RedisConnectException.class, client::lease);
      CompletableFuture<RedisConnection> one = client.leaseAsync();
      CompletableFuture<RedisConnection> other = client.leaseAsync();
      Eventually.error(RedisConnectException.class, one);
      Eventually.error(RedisConnectException.class, other);
      assertEquals(new Leases.Figures(0, 0, 0), client.leases().figures());
    }
  }

  @OnEveryLoop
  void aConnectionThatDoesNotAnswerThePoolIsNotLent(Cell cell) {
    try (ScriptedServer server =
            ScriptedServer.start(
                session -> {
                  session.command();
                  session.write(":1\r\n"); // To CLIENT ID.
                  session.command();
                  session.write("+OK\r\n"); // To WATCH; nothing to UNWATCH.
                  session.hang();
                });
        RedisClient client = RedisClient.create(cell.options(server.port()))) {
      RedisConnection lease = client.lease();
      lease.sync().run(TEXT.watch("k"));
      lease.close();
      Eventually.eventually(
          "it is given up", () -> client.leases().figures().equals(new Leases.Figures(0, 0, 0)));
    }
  }

  @OnEveryLoop
  void closesWithItsClient(Cell cell) {
    RedisClient client = RedisClient.create(cell.options().withLeases(2, Duration.ZERO));
    RedisConnection held = client.lease();
    RedisConnection busy = client.lease();
    CompletableFuture<KeyValue<String, String>> waiting =
        busy.async().run(TEXT.blpop(Duration.ZERO, Keys.fresh("none")));
    CompletableFuture<RedisConnection> next = client.leaseAsync();
    client.close();
    Eventually.error(RedisClosedException.class, next);
    Eventually.error(RedisClosedException.class, waiting);
    assertThrows(RedisClosedException.class, () -> held.sync().run(TEXT.ping()));
    assertThrows(RedisClosedException.class, client::lease);
    held.close();
    busy.close();
    assertEquals(new Leases.Figures(0, 0, 0), client.leases().figures());
  }

  @OnEveryLoop
  void aLeaseTakenAndGivenBackOnTheLoop(Cell cell) {
    try (RedisClient client = cell.client();
        RedisConnection shared = client.connect()) {
      CompletableFuture<String> done;
      try (Gate gate = Gate.hold(shared)) { // Else this thread may be the one that goes on.
        done =
            shared
                .async()
                .run(TEXT.ping())
                .thenCompose(pong -> client.leaseAsync())
                .thenCompose(
                    lease -> {
                      assertThrows(IllegalStateException.class, client::lease);
                      return lease
                          .async()
                          .run(TEXT.watch(Keys.fresh("loop")))
                          .whenComplete((ok, error) -> lease.close());
                    });
        gate.open();
      }
      assertEquals("OK", Eventually.value(done));
      Eventually.eventually(
          "it is back", () -> client.leases().figures().equals(new Leases.Figures(1, 1, 0)));
    }
  }
}
