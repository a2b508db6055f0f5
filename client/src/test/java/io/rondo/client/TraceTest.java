package io.rondo.client;

import static io.rondo.client.Commands.TEXT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.client.support.Cell;
import io.rondo.client.support.Eventually;
import io.rondo.client.support.Gate;
import io.rondo.client.support.Keys;
import io.rondo.client.support.OnEveryLoop;
import io.rondo.client.support.OnEveryWait;
import io.rondo.client.support.ScriptedServer;
import io.rondo.client.support.Traces;
import io.rondo.client.support.Traces.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TraceTest {
  private final Traces traces = new Traces();

  private RedisClient client(Cell cell, int oneIn) {
    return RedisClient.create(cell.options().withTrace(oneIn, traces));
  }

  private static void assertAddsUp(Trace trace) {
    assertEquals(trace.totalNanos(), trace.sum(), trace::toString);
    trace.nanos().forEach((stage, nanos) -> assertTrue(nanos >= 0, () -> stage + " of " + trace));
  }

  @OnEveryWait
  void theStagesOfABlockingCallAddUpToItAndLieWithinIt(Cell cell) {
    try (RedisClient client = client(cell, 1);
        RedisConnection redis = client.connect()) {
      for (int i = 0; i < 300; i++) {
        long before = System.nanoTime();
        redis.sync().run(i % 2 == 0 ? TEXT.set("trace", "x") : TEXT.get("trace"));
        long outside = System.nanoTime() - before;
        Trace trace = traces.next();
        assertAddsUp(trace);
        assertEquals(i % 2 == 0 ? "SET" : "GET", trace.command());
        assertTrue(trace.awaited());
        assertTrue(trace.totalNanos() > 0 && trace.totalNanos() <= outside, trace::toString);
        assertEquals(0, trace.in(Stage.TURN));
      }
      assertEquals(0, traces.left());
    }
  }

  @OnEveryLoop
  void everyFormOfRunningAddsUp(Cell cell) {
    try (RedisClient client = client(cell, 1);
        RedisConnection redis = client.connect()) {
      String key = Keys.fresh("trace");
      for (int i = 0; i < 50; i++) {
        Pipeline plain = redis.pipeline();
        plain.add(TEXT.set(key, "1"));
        plain.add(TEXT.incr(key));
        plain.run();
        Pipeline transaction = redis.transaction();
        transaction.add(TEXT.incr(key));
        transaction.add(TEXT.get(key));
        transaction.run();
        Eventually.value(redis.async().run(TEXT.get(key)));
        assertThrows(RedisServerException.class, () -> redis.sync().run(TEXT.lpop(key)));
      }
      Map<String, Integer> commands = new HashMap<>();
      for (int i = 0; i < 50 * 5; i++) {
        Trace trace = traces.next();
        assertAddsUp(trace);
        commands.merge(trace.command(), 1, Integer::sum);
        boolean mayResume = trace.awaited();
        assertTrue(mayResume || trace.in(Stage.RESUME) == 0, trace::toString);
      }
      assertEquals(
          Map.of("SET", 50, "INCR", 50, "MULTI … EXEC", 50, "GET", 50, "LPOP", 50), commands);
      assertEquals(0, traces.left());
    }
  }

  @OnEveryLoop
  void whatCompletionsSubmitWaitsForTheRestOfTheTurn(Cell cell) {
    try (RedisClient client = client(cell, 1);
        RedisConnection redis = client.connect()) {
      CompletableFuture<String> second;
      try (Gate gate = Gate.hold(redis)) { // Else the reply may be there before its completion is.
        second =
            redis.async().run(TEXT.ping()).thenCompose(pong -> redis.async().run(TEXT.echo("x")));
        gate.open();
      }
      Eventually.value(second);
      assertEquals("PING", traces.next().command()); // The gate's.
      assertEquals("PING", traces.next().command());
      Trace onLoop = traces.next();
      assertEquals("ECHO", onLoop.command());
      assertEquals(0, onLoop.in(Stage.HAND_OFF));
      assertAddsUp(onLoop);
    }
  }

  @OnEveryLoop
  void aBatchIsSharedByItsCommands(Cell cell) {
    int commands = 20;
    try (ScriptedServer server =
            ScriptedServer.start(
                session -> {
                  for (int i = 0; i < commands; i++) {
                    session.command();
                  }
                  session.write("+PONG\r\n".repeat(commands));
                  session.hang();
                });
        RedisClient client = RedisClient.create(cell.options(server.port()).withTrace(1, traces));
        RedisConnection redis = client.connect()) {
      Pipeline pipeline = redis.pipeline();
      for (int i = 0; i < commands; i++) {
        pipeline.add(TEXT.ping());
      }
      pipeline.run();
      for (int i = 0; i < commands; i++) {
        Trace trace = traces.next();
        assertAddsUp(trace);
        assertEquals(commands, trace.sharers().get(Stage.FLUSH));
        assertEquals(commands, trace.sharers().get(Stage.SERVER));
        assertEquals(commands, trace.sharers().get(Stage.READ));
        assertEquals(1, trace.sharers().get(Stage.ENCODE));
        assertEquals(1, trace.sharers().get(Stage.DECODE));
      }
    }
  }

  @OnEveryLoop
  void aReplyInPiecesIsOneTrace(Cell cell) {
    CountDownLatch firstPieceSeen = new CountDownLatch(1);
    try (ScriptedServer server =
            ScriptedServer.start(
                session -> {
                  session.command();
                  session.write("$5\r\n12");
                  Eventually.await(firstPieceSeen);
                  session.write("345\r\n");
                  session.hang();
                });
        RedisClient client = RedisClient.create(cell.options(server.port()).withTrace(1, traces));
        RedisConnection redis = client.connect()) {
      CompletableFuture<String> reply = redis.async().run(TEXT.get("x"));
      Eventually.eventually("a piece came", () -> redis.stats().bytesRead() > 0);
      firstPieceSeen.countDown();
      assertEquals("12345", Eventually.value(reply));
      assertAddsUp(traces.next());
    }
  }

  @Test
  void samplesPreferNoneOfTwoCommandsInTurn() {
    Cell cell = new Cell(Transport.NIO, Drive.CALLER, WaitStrategy.BLOCK);
    try (RedisClient client = client(cell, 10);
        RedisConnection redis = client.connect()) {
      for (int i = 0; i < 4_000; i++) {
        redis.sync().run(i % 2 == 0 ? TEXT.ping() : TEXT.echo("x"));
      }
      Map<String, Integer> commands = new HashMap<>();
      for (int left = traces.left(); left > 0; left--) {
        commands.merge(traces.next().command(), 1, Integer::sum);
      }
      int pings = commands.getOrDefault("PING", 0);
      int echoes = commands.getOrDefault("ECHO", 0);
      assertTrue(pings + echoes > 250 && pings + echoes < 600, commands::toString);
      assertTrue(pings > 90 && echoes > 90, commands::toString);
    }
  }

  @OnEveryLoop
  void aCommandThatEndsBeforeItsReplyIsNotTold(Cell cell) {
    CountDownLatch answer = new CountDownLatch(1);
    try (ScriptedServer server =
            ScriptedServer.start(
                session -> {
                  session.command();
                  Eventually.await(answer);
                  session.write("+late\r\n");
                  session.command();
                  session.write("+PONG\r\n");
                  session.hang();
                });
        RedisClient client = RedisClient.create(cell.options(server.port()).withTrace(1, traces));
        RedisConnection redis = client.connect()) {
      Command<String> impatient = TEXT.echo("x").withTimeout(Duration.ofMillis(50));
      assertThrows(RedisTimeoutException.class, () -> redis.sync().run(impatient));
      answer.countDown();
      assertEquals("PONG", redis.sync().run(TEXT.ping()));
      assertEquals("PING", traces.next().command());
      assertEquals(0, traces.left());
    }
  }

  @Test
  void manyThreadsAreTracedAtOnce() throws InterruptedException {
    for (Drive drive : Drive.values()) {
      Cell cell = new Cell(Transport.NIO, drive, WaitStrategy.BLOCK);
      AtomicInteger told = new AtomicInteger();
      AtomicReference<String> wrong = new AtomicReference<>("");
      TraceListener check =
          trace -> {
            long sum = 0;
            for (Stage stage : Stage.values()) {
              sum += trace.nanos(stage);
              if (trace.nanos(stage) < 0) {
                wrong.set(trace.toString());
              }
            }
            if (sum != trace.totalNanos()) {
              wrong.set(trace.toString());
            }
            told.incrementAndGet();
          };
      try (RedisClient client = RedisClient.create(cell.options().withTrace(1, check));
          RedisConnection redis = client.connect()) {
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 8; t++) {
          Thread thread =
              new Thread(
                  () -> {
                    for (int i = 0; i < 500; i++) {
                      redis.sync().run(TEXT.echo("x"));
                    }
                  });
          threads.add(thread);
          thread.start();
        }
        for (Thread thread : threads) {
          Eventually.join(thread);
        }
        Eventually.eventually("all are told", () -> told.get() == 8 * 500);
        assertEquals("", wrong.get());
      }
    }
  }

  @Test
  void aListenerThatThrowsHarmsNobody() {
    AtomicInteger thrown = new AtomicInteger();
    TraceListener broken =
        trace -> {
          throw new IllegalStateException("broken listener");
        };
    Thread thread = Thread.currentThread();
    Thread.UncaughtExceptionHandler before = thread.getUncaughtExceptionHandler();
    thread.setUncaughtExceptionHandler((t, e) -> thrown.incrementAndGet());
    Cell cell = new Cell(Transport.NIO, Drive.CALLER, WaitStrategy.BLOCK);
    try (RedisClient client = RedisClient.create(cell.options().withTrace(1, broken));
        RedisConnection redis = client.connect()) {
      for (int i = 0; i < 3; i++) {
        assertEquals("PONG", redis.sync().run(TEXT.ping()));
      }
      assertEquals(3, thrown.get());
      assertTrue(redis.isOpen());
    } finally {
      thread.setUncaughtExceptionHandler(before);
    }
  }

  @Test
  void aLoopbackAnswersWithoutANetwork() {
    RedisOptions options = RedisOptions.create().withTrace(1, traces);
    try (RedisConnection redis =
        Loopback.answering(options, "+OK\r\n".getBytes(UTF_8), "$1\r\n5\r\n".getBytes(UTF_8))) {
      for (int i = 0; i < 3; i++) {
        assertEquals("OK", redis.sync().run(TEXT.set("k", "5")));
        assertEquals("5", redis.sync().run(TEXT.get("k")));
      }
      Pipeline pipeline = redis.pipeline();
      CompletableFuture<String> stored = pipeline.add(TEXT.set("k", "5"));
      pipeline.add(TEXT.get("k"));
      assertEquals(List.of("OK", "5"), pipeline.run());
      assertTrue(stored.isDone());
      assertEquals("OK", redis.async().run(TEXT.set("k", "5")).join());
      for (int i = 0; i < 9; i++) {
        assertAddsUp(traces.next());
      }
      assertEquals(0, traces.left());
    }
  }

  @Test
  void aGapMustBeANumberFromOne() {
    RedisOptions options = RedisOptions.create();
    String zero =
        assertThrows(IllegalArgumentException.class, () -> options.withTrace(0, traces))
            .getMessage();
    assertEquals("trace is 0: give a number from 1 to 1000000000", zero);
    String word =
        assertThrows(
                IllegalArgumentException.class, () -> RedisOptions.parse("redis://h?trace=often"))
            .getMessage();
    assertEquals("trace 'often' is no number: give one", word);
  }
}
