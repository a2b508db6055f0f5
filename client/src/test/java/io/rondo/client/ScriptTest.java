package io.rondo.client;

import static io.rondo.client.Commands.BYTES;
import static io.rondo.client.Commands.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.client.support.Cell;
import io.rondo.client.support.Eventually;
import io.rondo.client.support.Keys;
import io.rondo.client.support.OnEveryLoop;
import io.rondo.client.support.ScriptedServer;
import io.rondo.resp.Replies;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Scripts that travel as their SHA-1, and whole where the server does not know them. */
class ScriptTest {
  private static final String NOSCRIPT = "-NOSCRIPT No matching script. Please use EVAL.\r\n";

  /** One that no server knows yet: adds to a key. */
  private static Script<Long> unknown() {
    return Script.of(
        "return redis.call('INCRBY', KEYS[1], ARGV[1]) -- " + Keys.fresh("script"),
        Replies.integer());
  }

  @OnEveryLoop
  void synchronously(Cell cell) {
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect()) {
      Command<Long> add = TEXT.eval(unknown(), List.of(Keys.fresh("sum")), "2");
      long before = redis.stats().answered();
      assertEquals(2L, redis.sync().run(add));
      assertEquals(before + 2, redis.stats().answered(), "EVALSHA and EVAL");
      assertEquals(4L, redis.sync().run(add));
      assertEquals(before + 3, redis.stats().answered(), "EVALSHA");
    }
  }

  @OnEveryLoop
  void asFuturesAndFromCompletions(Cell cell) {
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect()) {
      List<String> sum = List.of(Keys.fresh("sum"));
      Command<Long> first = TEXT.eval(unknown(), sum, "2");
      Command<Long> second = TEXT.eval(unknown(), sum, "3");
      CompletableFuture<Long> both =
          redis.async().run(first).thenCompose(two -> redis.async().run(second));
      assertEquals(5L, Eventually.value(both));
    }
  }

  @OnEveryLoop
  void fromManyThreadsAtOnce(Cell cell) throws Exception {
    int threads = 8;
    int rounds = 20;
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect()) {
      ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
      CyclicBarrier start = new CyclicBarrier(threads);
      List<Script<Long>> scripts = new ArrayList<>();
      for (int i = 0; i < rounds; i++) {
        scripts.add(unknown());
      }
      List<Thread> all = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        String key = Keys.fresh("sum");
        all.add(
            new Thread(
                () -> {
                  try {
                    for (int round = 0; round < rounds; round++) {
                      start.await(Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS);
                      Script<Long> script = scripts.get(round);
                      long sum = redis.sync().run(TEXT.eval(script, List.of(key), "7"));
                      assertEquals(7L * (round + 1), sum);
                    }
                  } catch (Throwable e) {
                    failures.add(e);
                    start.reset();
                  }
                }));
      }
      all.forEach(Thread::start);
      for (Thread thread : all) {
        Eventually.join(thread);
      }
      assertEquals(List.of(), List.copyOf(failures));
    }
  }

  @OnEveryLoop
  void pipelinesAndTransactionsKeepTheirOrder(Cell cell) {
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect()) {
      for (Pipeline pipeline : List.of(redis.pipeline(), redis.transaction())) {
        String sum = Keys.fresh("sum");
        Script<Long> script = unknown();
        pipeline.add(TEXT.set(sum, "1"));
        pipeline.add(TEXT.eval(script, List.of(sum), "2"));
        pipeline.add(TEXT.get(sum));
        pipeline.add(TEXT.eval(script, List.of(sum), "3"));
        pipeline.add(TEXT.get(sum));
        pipeline.add(TEXT.scriptExists(script.sha1()));
        assertEquals(List.of("OK", 3L, "3", 6L, "6", List.of(true)), pipeline.run());
      }
    }
  }

  @OnEveryLoop
  void changedCommandsFallBackToo(Cell cell) {
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect()) {
      List<String> sum = List.of(Keys.fresh("sum"));
      RedisSync sync = redis.sync();
      Command<Long> tenfold = TEXT.eval(unknown(), sum, "2").map(n -> n * 10);
      assertEquals(20L, sync.run(tenfold));
      assertEquals(4L, sync.run(TEXT.eval(unknown(), sum, "2").withTimeout(Duration.ofSeconds(9))));
      Script<String> text = Script.of("return ARGV[1] -- é " + Keys.fresh("s"), Replies.string());
      byte[] word = "wörd".getBytes(StandardCharsets.UTF_8);
      assertEquals("wörd", sync.run(BYTES.eval(text, List.of(), word)));
      assertEquals(text.sha1(), sync.run(TEXT.scriptLoad(text.text())));
    }
  }

  @OnEveryLoop
  void errorsOfTheScriptAreItsOwn(Cell cell) {
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect()) {
      Script<Long> wrong = Script.of("return } " + Keys.fresh("script"), Replies.integer());
      RedisServerException refused =
          assertThrows(
              RedisServerException.class, () -> redis.sync().run(TEXT.eval(wrong, List.of())));
      assertEquals("ERR", refused.code());
      assertEquals("PONG", redis.sync().run(TEXT.ping()));
    }
  }

  /** The second NOSCRIPT is an answer to EVAL, which has nothing to fall back to. */
  @OnEveryLoop
  void fallsBackOnce(Cell cell) {
    try (ScriptedServer server =
            ScriptedServer.start(
                session -> {
                  assertEquals("EVALSHA", session.command().get(0));
                  session.write(NOSCRIPT);
                  assertEquals("EVAL", session.command().get(0));
                  session.write(NOSCRIPT);
                  session.hang();
                });
        RedisClient client = RedisClient.create(cell.options(server.port()));
        RedisConnection redis = client.connect()) {
      RedisServerException refused =
          assertThrows(
              RedisServerException.class,
              () -> redis.sync().run(TEXT.eval(unknown(), List.of("k"), "1")));
      assertEquals("NOSCRIPT", refused.code());
    }
  }

  /** Both share one deadline, and what is said of the fate is about EVAL. */
  @OnEveryLoop
  void endsByTheDeadlineOfTheCommand(Cell cell) {
    try (ScriptedServer server =
            ScriptedServer.start(
                session -> {
                  session.command();
                  session.write(NOSCRIPT);
                  session.hang();
                });
        RedisClient client = RedisClient.create(cell.options(server.port()));
        RedisConnection redis = client.connect()) {
      Command<Long> add =
          TEXT.eval(unknown(), List.of("k"), "1").withTimeout(Duration.ofMillis(500));
      RedisTimeoutException late =
          assertThrows(RedisTimeoutException.class, () -> redis.sync().run(add));
      assertEquals(Fate.MAYBE_EXECUTED, late.fate());
      assertTrue(String.valueOf(late.getMessage()).startsWith("EVAL with 4"), late::getMessage);
      assertEquals(1, redis.stats().inFlight(), "its place is kept for its reply");
    }
  }

  /** What was cancelled meanwhile is not sent again. */
  @OnEveryLoop
  void cancelledInBetween(Cell cell) {
    try (ScriptedServer server =
            ScriptedServer.start(
                session -> {
                  session.command();
                  assertEquals("PING", session.command().get(0));
                  session.write(NOSCRIPT + "+PONG\r\n");
                  assertEquals("ECHO", session.command().get(0));
                  session.write("+next\r\n");
                  session.hang();
                });
        RedisClient client = RedisClient.create(cell.options(server.port()));
        RedisConnection redis = client.connect()) {
      CompletableFuture<Long> sum = redis.async().run(TEXT.eval(unknown(), List.of("k"), "1"));
      Eventually.eventually("EVALSHA is written", () -> redis.stats().inFlight() == 1);
      assertTrue(sum.cancel(false));
      assertEquals("PONG", redis.sync().run(TEXT.ping()));
      assertEquals("next", redis.sync().run(TEXT.echo("next")));
    }
  }

  @Test
  void showsNoText() {
    Script<Long> script = Script.of("return 1", Replies.integer());
    assertEquals("e0e1f9fabfc9d4800c877a703b823ac0578ff8db", script.sha1());
    assertEquals("Script[e0e1f9fabfc9d4800c877a703b823ac0578ff8db]", script.toString());
    assertEquals("EVALSHA", TEXT.eval(script, List.of()).name());
    assertEquals("EVALSHA_RO", TEXT.evalRo(script, List.of()).name());
  }
}
