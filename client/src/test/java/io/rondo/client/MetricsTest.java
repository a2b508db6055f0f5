package io.rondo.client;

import static io.rondo.client.Commands.TEXT;
import static io.rondo.client.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.client.MetricsListener.Outcome;
import io.rondo.client.support.Cell;
import io.rondo.client.support.Eventually;
import io.rondo.client.support.FaultProxy;
import io.rondo.client.support.Keys;
import io.rondo.client.support.OnEveryLoop;
import io.rondo.client.support.ScriptedServer;
import io.rondo.client.support.TestRedis;
import io.rondo.resp.Replies;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** What a listener hears: each command once, the turns in the life of each connection. */
class MetricsTest {
  private record Heard(String command, Outcome outcome) {}

  /** Keeps what it hears. */
  private static final class Ears implements MetricsListener {
    final Queue<Heard> commands = new ConcurrentLinkedQueue<>();
    final Queue<Long> nanos = new ConcurrentLinkedQueue<>();
    final Queue<RedisConnection> opened = new ConcurrentLinkedQueue<>();
    final Queue<RedisConnection> closed = new ConcurrentLinkedQueue<>();

    /** What happens to connections between being opened and closed. */
    final Queue<String> turns = new ConcurrentLinkedQueue<>();

    @Override
    public void commandEnded(String name, long took, Outcome outcome) {
      nanos.add(took);
      commands.add(new Heard(name, outcome));
    }

    @Override
    public void connectionOpened(RedisConnection connection) {
      opened.add(connection);
    }

    @Override
    public void connectionLost(RedisConnection connection) {
      turns.add("lost, " + (connection.isOpen() ? "open" : "down"));
    }

    @Override
    public void connectionReopened(RedisConnection connection, long nanosDown) {
      turns.add("reopened, " + (connection.isOpen() ? "open" : "down"));
      nanos.add(nanosDown);
    }

    @Override
    public void connectionClosed(RedisConnection connection) {
      closed.add(connection);
    }

    /** It hears of a command soon after that has ended, and of those before it. */
    void heard(Heard... expected) {
      eventually("it hears of all", () -> commands.size() >= expected.length);
      assertEquals(List.of(expected), List.copyOf(commands));
      commands.clear();
    }
  }

  private static Heard ok(String command) {
    return new Heard(command, Outcome.SUCCEEDED);
  }

  @OnEveryLoop
  void hearsOfEveryCommandOnce(Cell cell) {
    Ears ears = new Ears();
    try (RedisClient client = RedisClient.create(cell.options().withMetrics(ears));
        RedisConnection redis = client.connect()) {
      String key = Keys.fresh("metrics");
      redis.sync().run(TEXT.set(key, "1"));
      redis.async().run(TEXT.get(key)).join();
      ears.heard(ok("SET"), ok("GET"));
      assertTrue(ears.nanos.stream().allMatch(took -> took > 0), ears.nanos::toString);

      Pipeline pipeline = redis.pipeline();
      pipeline.add(TEXT.incr(key));
      pipeline.add(TEXT.llen(key));
      pipeline.run();
      ears.heard(ok("INCR"), new Heard("LLEN", Outcome.REFUSED));

      Pipeline transaction = redis.transaction();
      transaction.add(TEXT.incr(key));
      transaction.add(TEXT.get(key));
      transaction.run();
      ears.heard(ok("MULTI … EXEC"));

      Script<Long> script = Script.of("return 1 -- " + Keys.fresh("script"), Replies.integer());
      redis.sync().run(TEXT.eval(script, List.of()));
      redis.sync().run(TEXT.eval(script, List.of()));
      ears.heard(ok("EVAL"), ok("EVALSHA"));
    }
  }

  @OnEveryLoop
  void hearsWhatBecameOfThem(Cell cell) {
    Ears ears = new Ears();
    RedisOptions options = cell.options().withMetrics(ears).withQueueBounds(1, 1 << 20);
    try (ScriptedServer server = ScriptedServer.start(ScriptedServer.Session::hang);
        RedisClient client = RedisClient.create(options.withAddress("127.0.0.1", server.port()))) {
      RedisConnection redis = client.connect();
      CompletableFuture<String> late =
          redis.async().run(TEXT.ping().withTimeout(Duration.ofMillis(20)));
      Eventually.error(RedisTimeoutException.class, late); // Not by a thread that waits for it.
      ears.heard(new Heard("PING", Outcome.TIMED_OUT));
      assertThrows(RedisOverloadedException.class, () -> redis.sync().run(TEXT.get("k")));
      ears.heard(new Heard("GET", Outcome.OVERLOADED));
      redis.close();

      RedisConnection another = client.connect();
      CompletableFuture<String> cancelled = another.async().run(TEXT.echo("x"));
      assertTrue(cancelled.cancel(true));
      assertTrue(cancelled.cancel(true));
      ears.heard(new Heard("ECHO", Outcome.CANCELLED));
      another.close();
      assertThrows(RedisClosedException.class, () -> another.sync().run(TEXT.ping()));
      ears.heard(new Heard("PING", Outcome.DISCONNECTED));
    }
  }

  @OnEveryLoop
  void hearsOfMappersThatThrow(Cell cell) {
    Ears ears = new Ears();
    try (RedisClient client = RedisClient.create(cell.options().withMetrics(ears));
        RedisConnection redis = client.connect()) {
      Command<Object> throwing =
          TEXT.ping()
              .map(
                  pong -> {
                    throw new IllegalStateException("the mapper's own");
                  });
      assertThrows(RedisReplyException.class, () -> redis.sync().run(throwing));
      ears.heard(new Heard("PING", Outcome.FAILED));
    }
  }

  /** Nothing was submitted, so nothing took any time. */
  @Test
  void hearsOfWhatEndsBeforeItIsSubmitted() {
    Ears ears = new Ears();
    try (RedisClient client = RedisClient.create(LiveReplies.options().withMetrics(ears));
        RedisConnection redis = client.connect()) {
      Pipeline pipeline = redis.pipeline();
      pipeline.add(TEXT.ping()).cancel(false);
      ears.heard(new Heard("PING", Outcome.CANCELLED));
      assertEquals(List.of(0L), List.copyOf(ears.nanos));
    }
  }

  @OnEveryLoop
  void hearsOfConnections(Cell cell) {
    Ears ears = new Ears();
    try (ScriptedServer server = ScriptedServer.start(session -> session.command());
        RedisClient client =
            RedisClient.create(
                cell.options(server.port()).withMetrics(ears).withReconnect(Reconnect.off()))) {
      RedisConnection first = client.connect();
      RedisConnection second = client.connect();
      assertEquals(List.of(first, second), List.copyOf(ears.opened));
      first.close();
      eventually("it hears of it", () -> ears.closed.contains(first));
      assertThrows(RedisClosedException.class, () -> second.sync().run(TEXT.ping()));
      eventually("it hears that the server closed", () -> ears.closed.contains(second));
      second.close();
      assertEquals(List.of(first, second), List.copyOf(ears.closed));
    }
  }

  @OnEveryLoop
  void hearsOfReconnects(Cell cell) {
    Ears ears = new Ears();
    try (FaultProxy proxy = FaultProxy.before(TestRedis.shared().port());
        RedisClient client = RedisClient.create(cell.options(proxy.port()).withMetrics(ears))) {
      RedisConnection redis = client.connect();
      for (int round = 1; round <= 2; round++) {
        int times = 2 * round;
        eventually("the proxy knows of it", () -> proxy.open() == 1);
        proxy.cut();
        eventually("it hears of both", () -> ears.turns.size() == times);
      }
      assertEquals(
          List.of("lost, down", "reopened, open", "lost, down", "reopened, open"),
          List.copyOf(ears.turns));
      ears.nanos.forEach(nanos -> assertTrue(nanos > 0, () -> nanos + " ns"));
      assertEquals(List.of(redis), List.copyOf(ears.opened));
      assertEquals(List.of(), List.copyOf(ears.closed));
      redis.close();
      assertEquals(List.of(redis), List.copyOf(ears.closed));
      assertEquals(4, ears.turns.size());
    }
  }

  @OnEveryLoop
  void hearsNothingOfConnectionsThatWereNeverOpen(Cell cell) {
    Ears ears = new Ears();
    RedisOptions wrong = cell.options().withCredentials("nobody", "wrong").withMetrics(ears);
    try (RedisClient client = RedisClient.create(wrong)) {
      assertThrows(RedisConnectException.class, client::connect);
    }
    assertEquals(0, ears.opened.size());
    assertEquals(0, ears.closed.size());
    assertEquals(0, ears.commands.size());
  }

  /** What the listener throws is seen, and harms nothing. */
  @OnEveryLoop
  void aListenerThatThrows(Cell cell) {
    Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
    RuntimeException thrown = new IllegalStateException("the listener's own");
    MetricsListener listener =
        new MetricsListener() {
          @Override
          public void commandEnded(String name, long nanos, Outcome outcome) {
            throw thrown;
          }

          @Override
          public void connectionOpened(RedisConnection connection) {
            throw thrown;
          }

          @Override
          public void connectionLost(RedisConnection connection) {
            throw thrown;
          }

          @Override
          public void connectionReopened(RedisConnection connection, long nanosDown) {
            throw thrown;
          }

          @Override
          public void connectionClosed(RedisConnection connection) {
            throw thrown;
          }
        };
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((thread, error) -> uncaught.add(error));
    try (FaultProxy proxy = FaultProxy.before(TestRedis.shared().port());
        RedisClient client = RedisClient.create(cell.options(proxy.port()).withMetrics(listener))) {
      try (RedisConnection redis = client.connect()) {
        assertEquals("PONG", redis.sync().run(TEXT.ping()));
        eventually("the proxy knows of it", () -> proxy.open() == 1);
        proxy.cut();
        eventually("opened, a command, lost, reopened", () -> uncaught.size() == 4);
        assertEquals("PONG", redis.async().run(TEXT.ping()).join());
      }
      eventually("a command, closed", () -> uncaught.size() == 6);
      uncaught.forEach(error -> assertSame(thrown, error));
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
  }

  /** Which kind of reply is made is the whole difference. */
  @Test
  void withoutAListenerNothingIsObserved() {
    try (RedisClient client = RedisClient.create(LiveReplies.options());
        RedisConnection redis = client.connect()) {
      assertSame(PendingReply.class, redis.async().run(TEXT.ping()).getClass());
    }
    try (RedisClient client = RedisClient.create(LiveReplies.options().withMetrics(new Ears()));
        RedisConnection redis = client.connect()) {
      assertSame(ObservedReply.class, redis.async().run(TEXT.ping()).getClass());
    }
  }
}
