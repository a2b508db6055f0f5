package io.rondo.client;

import static io.rondo.client.Commands.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.client.support.Cell;
import io.rondo.client.support.Eventually;
import io.rondo.client.support.Gate;
import io.rondo.client.support.Keys;
import io.rondo.client.support.OnEveryLoop;
import io.rondo.client.support.OnEveryWait;
import io.rondo.client.support.ScriptedServer;
import io.rondo.client.support.ScriptedServer.Session;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

class TimeoutTest {
  /** Answers the first command only when told; echoes the rest. */
  private static ScriptedServer lateServer(CountDownLatch answer, Queue<List<String>> seen) {
    return ScriptedServer.start(
        session -> {
          seen.add(session.command());
          Eventually.await(answer);
          session.write("+late\r\n");
          while (true) {
            List<String> command = session.command();
            seen.add(command);
            session.write(Session.bulk(command.get(command.size() - 1)));
          }
        });
  }

  @OnEveryWait
  void aLateReplyIsDroppedAndTheNextCommandGetsItsOwn(Cell cell) {
    CountDownLatch answer = new CountDownLatch(1);
    try (ScriptedServer server = lateServer(answer, new ConcurrentLinkedQueue<>());
        RedisClient client =
            RedisClient.create(
                cell.options(server.port()).withCommandTimeout(Duration.ofMillis(60)));
        RedisConnection redis = client.connect()) {
      RedisTimeoutException late =
          assertThrows(RedisTimeoutException.class, () -> redis.sync().run(TEXT.get("secret")));
      assertEquals(Fate.MAYBE_EXECUTED, late.fate());
      String message = String.valueOf(late.getMessage());
      assertTrue(
          message.startsWith(
              "GET with 1 argument: no reply within 60 ms; maybe executed; connected, "),
          message);
      assertTrue(message.contains("0 queued, 1 in flight, 25 bytes out, 0 bytes in"), message);
      assertFalse(message.contains("secret"), message);
      assertTrue(redis.isOpen());
      assertEquals(1, redis.stats().inFlight());
      CompletableFuture<String> next =
          redis.async().run(TEXT.echo("mine").withTimeout(Eventually.PATIENCE));
      answer.countDown();
      assertEquals("mine", next.join());
      assertEquals("too", redis.sync().run(TEXT.echo("too").withTimeout(Eventually.PATIENCE)));
      assertEquals(0, redis.stats().inFlight());
    }
  }

  @OnEveryWait
  void aCommandsOwnTimeoutCounts(Cell cell) {
    CountDownLatch answer = new CountDownLatch(1);
    try (ScriptedServer server = lateServer(answer, new ConcurrentLinkedQueue<>());
        RedisClient client =
            RedisClient.create(cell.options(server.port()).withCommandTimeout(Duration.ZERO));
        RedisConnection redis = client.connect()) {
      CompletableFuture<String> patient = redis.async().run(TEXT.ping());
      CompletableFuture<String> hasty =
          redis.async().run(TEXT.echo("x").withTimeout(Duration.ofMillis(30)));
      RedisTimeoutException late = Eventually.error(RedisTimeoutException.class, hasty);
      assertTrue(String.valueOf(late.getMessage()).contains("within 30 ms"), late::getMessage);
      assertFalse(patient.isDone());
      answer.countDown();
      assertEquals("late", patient.join());
      assertEquals("y", redis.sync().run(TEXT.echo("y")));
    }
  }

  @OnEveryLoop
  void deadlinesPassInAnyOrder(Cell cell) {
    try (ScriptedServer server = ScriptedServer.start(Session::hang);
        RedisClient client =
            RedisClient.create(
                cell.options(server.port()).withCommandTimeout(Duration.ofMillis(150)));
        RedisConnection redis = client.connect()) {
      CompletableFuture<String> second = redis.async().run(TEXT.ping());
      CompletableFuture<String> third =
          redis.async().run(TEXT.ping().withTimeout(Duration.ofMillis(200)));
      CompletableFuture<String> first =
          redis.async().run(TEXT.ping().withTimeout(Duration.ofMillis(20)));
      CompletableFuture<String> never = redis.async().run(TEXT.ping().withTimeout(Duration.ZERO));
      Eventually.error(RedisTimeoutException.class, first);
      Eventually.error(RedisTimeoutException.class, second);
      Eventually.error(RedisTimeoutException.class, third);
      assertFalse(never.isDone());
      assertEquals(4, redis.stats().inFlight());
    }
  }

  @OnEveryLoop
  void aBlockingCommandAddsItsOwnWait(Cell cell) {
    String list = Keys.fresh("list");
    try (RedisClient client =
            RedisClient.create(cell.options().withCommandTimeout(Duration.ofSeconds(5)));
        RedisConnection redis = client.connect()) {
      // The server waits for longer than the connection's own limit would allow without the sum.
      try (RedisClient hasty =
              RedisClient.create(cell.options().withCommandTimeout(Duration.ofSeconds(1)));
          RedisConnection impatient = hasty.connect()) {
        assertNull(impatient.sync().run(TEXT.blpop(Duration.ofMillis(1200), list)));
      }
      assertEquals(
          Duration.ofSeconds(7).toNanos(),
          TEXT.blpop(Duration.ofSeconds(2), list).timeoutNanos(Duration.ofSeconds(5).toNanos()));
      assertEquals(0, TEXT.blpop(Duration.ZERO, list).timeoutNanos(1));
      assertEquals("PONG", redis.sync().run(TEXT.ping()));
    }
  }

  @OnEveryLoop
  void aCommandWhoseDeadlinePassesInTheQueueIsNeverSent(Cell cell) {
    Queue<List<String>> seen = new ConcurrentLinkedQueue<>();
    CountDownLatch answer = new CountDownLatch(1);
    answer.countDown();
    try (ScriptedServer server = lateServer(answer, seen);
        RedisClient client = RedisClient.create(cell.options(server.port()));
        RedisConnection redis = client.connect()) {
      Thread.interrupted();
      try (Gate gate = Gate.hold(redis)) {
        RedisTimeoutException late =
            assertThrows(
                RedisTimeoutException.class,
                () -> redis.sync().run(TEXT.echo("x").withTimeout(Duration.ofMillis(20))));
        assertEquals(Fate.NOT_SENT, late.fate());
        assertTrue(String.valueOf(late.getMessage()).contains("; not sent; "), late::getMessage);
        gate.open();
      }
      assertEquals("y", redis.sync().run(TEXT.echo("y")));
      assertEquals(List.of(List.of("PING"), List.of("ECHO", "y")), List.copyOf(seen));
    }
  }

  @OnEveryLoop
  void aCommandCancelledInTheQueueIsNeverSent(Cell cell) {
    Queue<List<String>> seen = new ConcurrentLinkedQueue<>();
    CountDownLatch answer = new CountDownLatch(1);
    answer.countDown();
    try (ScriptedServer server = lateServer(answer, seen);
        RedisClient client = RedisClient.create(cell.options(server.port()));
        RedisConnection redis = client.connect()) {
      CompletableFuture<String> kept;
      CompletableFuture<String> cancelled;
      try (Gate gate = Gate.hold(redis)) {
        cancelled = redis.async().run(TEXT.echo("x"));
        kept = redis.async().run(TEXT.echo("y"));
        assertTrue(cancelled.cancel(false));
        gate.open();
      }
      assertEquals("y", kept.join());
      assertTrue(cancelled.isCancelled());
      assertEquals(List.of(List.of("PING"), List.of("ECHO", "y")), List.copyOf(seen));
      assertEquals(0, redis.stats().queued());
    }
  }

  @OnEveryLoop
  void aCommandCancelledInFlightKeepsItsPlace(Cell cell) {
    CountDownLatch answer = new CountDownLatch(1);
    try (ScriptedServer server = lateServer(answer, new ConcurrentLinkedQueue<>());
        RedisClient client = RedisClient.create(cell.options(server.port()));
        RedisConnection redis = client.connect()) {
      CompletableFuture<String> cancelled = redis.async().run(TEXT.ping());
      CompletableFuture<String> next = redis.async().run(TEXT.echo("mine"));
      Eventually.eventually("both are sent", () -> redis.stats().inFlight() == 2);
      assertTrue(cancelled.cancel(true));
      assertEquals(2, redis.stats().inFlight());
      answer.countDown();
      assertEquals("mine", next.join());
      assertEquals(0, redis.stats().inFlight());
    }
  }

  @OnEveryLoop
  void aCommandCancelledInTheMiddleOfItsReply(Cell cell) {
    CountDownLatch cancelledNow = new CountDownLatch(1);
    try (ScriptedServer server =
            ScriptedServer.start(
                session -> {
                  session.command();
                  session.command();
                  session.write("*3\r\n$5\r\nhello\r\n$10\r\n01234");
                  Eventually.await(cancelledNow);
                  session.write("56789\r\n:1\r\n$4\r\nmine\r\n");
                  session.hang();
                });
        RedisClient client = RedisClient.create(cell.options(server.port()));
        RedisConnection redis = client.connect()) {
      CompletableFuture<List<String>> cancelled = redis.async().run(TEXT.lrange("list", 0, -1));
      CompletableFuture<String> next = redis.async().run(TEXT.get("key"));
      Eventually.eventually("half of it has come", () -> redis.stats().bytesRead() == 25);
      cancelled.cancel(true);
      cancelledNow.countDown();
      assertEquals("mine", next.join());
    }
  }
}
