package io.rondo.client;

import static io.rondo.client.Commands.TEXT;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.client.support.Cell;
import io.rondo.client.support.Eventually;
import io.rondo.client.support.Gate;
import io.rondo.client.support.Keys;
import io.rondo.client.support.OnEveryLoop;
import io.rondo.client.support.OnEveryWait;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

class PipelineTest {
  @OnEveryWait
  void repliesInOrder(Cell cell) {
    String key = Keys.fresh("pipeline");
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect()) {
      Pipeline pipeline = redis.pipeline();
      CompletableFuture<String> set = pipeline.add(TEXT.set(key, "a"));
      CompletableFuture<Long> wrong = pipeline.add(TEXT.llen(key));
      CompletableFuture<String> get = pipeline.add(TEXT.get(key));
      CompletableFuture<String> none = pipeline.add(TEXT.get(key + "none"));
      assertFalse(set.isDone());
      assertEquals(4, pipeline.size());
      List<Object> replies = pipeline.run();
      assertEquals("OK", replies.get(0));
      assertEquals(
          "WRONGTYPE", assertInstanceOf(RedisServerException.class, replies.get(1)).code());
      assertEquals(Arrays.asList("a", null), replies.subList(2, 4));
      assertEquals("OK", set.getNow(""));
      assertTrue(wrong.isCompletedExceptionally());
      assertEquals("a", get.getNow(""));
      assertNull(none.getNow("x"));
    }
  }

  @OnEveryLoop
  void sendDoesNotWait(Cell cell) {
    String key = Keys.fresh("pipeline");
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect()) {
      Pipeline pipeline = redis.pipeline();
      pipeline.add(TEXT.set(key, "a"));
      CompletableFuture<Long> wrong = pipeline.add(TEXT.llen(key));
      CompletableFuture<List<Object>> sent = pipeline.send();
      List<Object> replies = Eventually.value(sent);
      assertEquals("OK", replies.get(0));
      assertInstanceOf(RedisServerException.class, replies.get(1));
      assertEquals("WRONGTYPE", Eventually.error(RedisServerException.class, wrong).code());
    }
  }

  @OnEveryLoop
  void isUsedOnceAndMayBeEmpty(Cell cell) {
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect()) {
      Pipeline empty = redis.pipeline();
      assertEquals(List.of(), empty.run());
      assertThrows(IllegalStateException.class, empty::run);
      assertThrows(IllegalStateException.class, empty::send);
      assertThrows(IllegalStateException.class, () -> empty.add(TEXT.ping()));
      assertEquals(List.of(), Eventually.value(redis.pipeline().send()));
      assertEquals(List.of(), redis.transaction().run());
      assertEquals(0, redis.stats().flushes());
    }
  }

  @OnEveryLoop
  void aPipelineIsOneFlush(Cell cell) {
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect()) {
      Pipeline pipeline = redis.pipeline();
      for (int i = 0; i < 100; i++) {
        pipeline.add(TEXT.ping());
      }
      assertEquals(100, pipeline.run().size());
      assertEquals(1, redis.stats().flushes());
    }
  }

  @OnEveryLoop
  void tenThousandCommands(Cell cell) {
    String key = Keys.fresh("pipeline");
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect()) {
      redis.sync().run(TEXT.ping());
      ConnectionStats before = redis.stats();
      Pipeline pipeline = redis.pipeline();
      for (int i = 0; i < 10_000; i++) {
        pipeline.add(TEXT.incr(key));
      }
      List<Object> replies = pipeline.run();
      for (int i = 0; i < 10_000; i++) {
        assertEquals((long) i + 1, replies.get(i));
      }
      ConnectionStats after = redis.stats();
      // 400 KB: 4, 8, 16, … KB until the socket is full, or the rest is no more than two parts.
      long flushes = after.flushes() - before.flushes();
      assertTrue(flushes > 1 && flushes <= 8, () -> flushes + " flushes");
      assertEquals(0, after.inFlight());
    }
  }

  @OnEveryLoop
  void staysTogetherAmongOtherThreads(Cell cell) throws Exception {
    String counter = Keys.fresh("contiguous");
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect()) {
      List<Thread> threads = new ArrayList<>();
      List<List<Object>> results = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        List<Object> mine = new ArrayList<>();
        results.add(mine);
        Thread thread =
            new Thread(
                () -> {
                  for (int round = 0; round < 100; round++) {
                    Pipeline pipeline = redis.pipeline();
                    for (int i = 0; i < 5; i++) {
                      pipeline.add(TEXT.incr(counter));
                    }
                    mine.add(pipeline.run());
                    redis.sync().run(TEXT.incr(counter));
                  }
                });
        thread.start();
        threads.add(thread);
      }
      for (Thread thread : threads) {
        Eventually.join(thread);
      }
      for (List<Object> mine : results) {
        assertEquals(100, mine.size());
        for (Object one : mine) {
          List<?> numbers = assertInstanceOf(List.class, one);
          long first = assertInstanceOf(Long.class, numbers.get(0));
          assertEquals(List.of(first, first + 1, first + 2, first + 3, first + 4), numbers);
        }
      }
    }
  }

  @OnEveryLoop
  void aCancelledCommandLeavesTheOthers(Cell cell) {
    String key = Keys.fresh("pipeline");
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect()) {
      Pipeline pipeline = redis.pipeline();
      pipeline.add(TEXT.set(key, "1"));
      CompletableFuture<Long> cancelled = pipeline.add(TEXT.incr(key));
      CompletableFuture<String> get = pipeline.add(TEXT.get(key));
      assertTrue(cancelled.cancel(false));
      List<Object> replies = pipeline.run();
      assertEquals("OK", replies.get(0));
      assertInstanceOf(CancellationException.class, replies.get(1));
      assertEquals("1", get.join());
    }
  }

  /** What one thread submits is sent in that order, whichever of the three ways it takes. */
  @OnEveryWait
  void oneThreadsCommandsKeepTheirOrder(Cell cell) {
    String key = Keys.fresh("order");
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect()) {
      for (int i = 0; i < 200; i++) {
        redis.async().run(TEXT.set(key, "a" + i));
        assertEquals("a" + i, redis.sync().run(TEXT.get(key)));
        redis.async().run(TEXT.set(key, "b" + i));
        Pipeline pipeline = redis.pipeline();
        CompletableFuture<String> get = pipeline.add(TEXT.get(key));
        pipeline.run();
        assertEquals("b" + i, get.join());
      }
    }
  }

  @OnEveryLoop
  void whatACompletionSubmitsKeepsItsOrder(Cell cell) {
    String key = Keys.fresh("order");
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect()) {
      CompletableFuture<CompletableFuture<String>> inner =
          redis
              .async()
              .run(
                  TEXT.ping()
                      .map(
                          pong -> {
                            redis.async().run(TEXT.set(key, "1"));
                            Pipeline pipeline = redis.pipeline();
                            pipeline.add(TEXT.append(key, "2"));
                            pipeline.add(TEXT.append(key, "3"));
                            pipeline.send();
                            redis.async().run(TEXT.append(key, "4"));
                            return redis.async().run(TEXT.get(key));
                          }));
      assertEquals("1234", Eventually.value(Eventually.value(inner)));
    }
  }

  @OnEveryLoop
  void largeAndEmptyValues(Cell cell) {
    String key = Keys.fresh("large");
    byte[] megabyte = noise(1 << 20);
    byte[] twenty = noise(20 << 20);
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect()) {
      Commands<String, byte[]> commands = Commands.TEXT_TO_BYTES;
      redis.sync().run(commands.set(key, megabyte));
      assertArrayEquals(megabyte, redis.sync().run(commands.get(key)));
      Pipeline pipeline = redis.pipeline();
      pipeline.add(commands.set(key, twenty));
      pipeline.add(commands.set(key + "e", new byte[0]));
      CompletableFuture<byte[]> large = pipeline.add(commands.get(key));
      CompletableFuture<byte[]> empty = pipeline.add(commands.get(key + "e"));
      CompletableFuture<byte[]> again = pipeline.add(commands.get(key));
      pipeline.add(commands.del(key));
      pipeline.run();
      assertArrayEquals(twenty, large.join());
      assertArrayEquals(new byte[0], empty.join());
      assertArrayEquals(twenty, again.join());
    }
  }

  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new java.util.Random(length).nextBytes(bytes);
    return bytes;
  }

  @OnEveryLoop
  void aHeldLoopSendsAPipelineAfterwards(Cell cell) {
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect()) {
      CompletableFuture<List<Object>> sent;
      try (Gate gate = Gate.hold(redis)) {
        Pipeline pipeline = redis.pipeline();
        pipeline.add(TEXT.ping());
        pipeline.add(TEXT.ping());
        sent = pipeline.send();
        assertEquals(2, redis.stats().queued());
        gate.open();
      }
      assertEquals(List.of("PONG", "PONG"), Eventually.value(sent));
    }
  }
}
