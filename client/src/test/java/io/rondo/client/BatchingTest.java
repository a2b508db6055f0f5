package io.rondo.client;

import static io.rondo.client.Commands.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.client.support.Cell;
import io.rondo.client.support.Eventually;
import io.rondo.client.support.Gate;
import io.rondo.client.support.Keys;
import io.rondo.client.support.OnEveryCaller;
import io.rondo.client.support.OnEveryLoop;
import io.rondo.client.support.OnEveryLoopThread;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Flushes and wake-ups, counted. */
class BatchingTest {
  @OnEveryLoopThread
  void whatManyThreadsSubmitIsOneFlushAndOneWakeUp(Cell cell) throws Exception {
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect()) {
      ConnectionStats before;
      Queue<CompletableFuture<String>> replies = new ConcurrentLinkedQueue<>();
      try (Gate gate = Gate.hold(redis)) {
        before = redis.stats();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 8; t++) {
          String name = "t" + t;
          Thread thread =
              new Thread(
                  () -> {
                    for (int i = 0; i < 20; i++) {
                      replies.add(redis.async().run(TEXT.echo(name + i)));
                    }
                  });
          thread.start();
          threads.add(thread);
        }
        for (Thread thread : threads) {
          Eventually.join(thread);
        }
        assertEquals(160, redis.stats().queued());
        gate.open();
      }
      for (CompletableFuture<String> reply : replies) {
        Eventually.value(reply);
      }
      ConnectionStats after = redis.stats();
      assertEquals(before.flushes() + 1, after.flushes());
      assertEquals(before.wakeUps() + 1, after.wakeUps());
      assertEquals(before.answered() + 161, after.answered()); // The PING that held the loop too.
      assertEquals(0, after.queued());
      assertEquals(0, after.inFlight());
    }
  }

  @OnEveryLoop
  void whatCompletionsSubmitJoinsOneFlushPerTurn(Cell cell) {
    int workers = 100;
    int rounds = 50;
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect()) {
      List<CompletableFuture<Integer>> done = new ArrayList<>();
      ConnectionStats before;
      try (Gate gate = Gate.hold(redis)) {
        before = redis.stats();
        for (int w = 0; w < workers; w++) {
          CompletableFuture<Integer> end = new CompletableFuture<>();
          done.add(end);
          pingPong(redis, Keys.fresh("worker"), rounds, end);
        }
        gate.open();
      }
      done.forEach(Eventually::value);
      ConnectionStats after = redis.stats();
      long commands = (long) workers * rounds;
      assertEquals(commands + 1, after.answered() - before.answered());
      long flushes = after.flushes() - before.flushes();
      // One per turn would be commands / workers; where ReadPace finds that faster, it is one for
      // each eighth of what is in flight, and the server may answer that in two pieces.
      assertTrue(flushes <= commands / 6, () -> flushes + " flushes of " + commands);
      assertTrue(flushes >= rounds, () -> flushes + " flushes of " + rounds + " rounds");
      long wakeUps = after.wakeUps() - before.wakeUps();
      assertTrue(wakeUps <= 1, () -> wakeUps + " wake-ups, though only completions submitted");
    }
  }

  private static void pingPong(
      RedisConnection redis, String key, int left, CompletableFuture<Integer> end) {
    if (left == 0) {
      end.complete(0);
      return;
    }
    redis
        .async()
        .run(TEXT.incr(key))
        .whenComplete(
            (n, error) -> {
              if (error != null) {
                end.completeExceptionally(error);
              } else {
                pingPong(redis, key, left - 1, end);
              }
            });
  }

  @OnEveryLoopThread
  void aCompletionOnAnotherConnectionsLoopIsOneFlushToo(Cell cell) {
    try (RedisClient client = cell.client();
        RedisConnection one = client.connect();
        RedisConnection two = client.connect()) {
      // One loop thread, two connections: what the one's completion submits to the other is
      // batched.
      two.sync().run(TEXT.ping());
      ConnectionStats before = two.stats();
      CompletableFuture<CompletableFuture<Void>> submitted =
          one.async()
              .run(
                  TEXT.ping()
                      .map(
                          pong ->
                              CompletableFuture.allOf(
                                  two.async().run(TEXT.ping()),
                                  two.async().run(TEXT.ping()),
                                  two.async().run(TEXT.ping()))));
      Eventually.value(Eventually.value(submitted));
      assertEquals(before.flushes() + 1, two.stats().flushes());
      assertEquals(before.wakeUps(), two.stats().wakeUps());
    }
  }

  @OnEveryCaller
  void aLoneSynchronousCallerWakesNobody(Cell cell) {
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect()) {
      for (int i = 0; i < 200; i++) {
        assertEquals("m" + i, redis.sync().run(TEXT.echo("m" + i)));
      }
      assertEquals(0, redis.stats().wakeUps());
      assertEquals(200, redis.stats().flushes());
      assertFalse(hasStandBy(redis));
    }
  }

  @OnEveryCaller
  void synchronousCallersNeedNoStandBy(Cell cell) throws Exception {
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect()) {
      List<Thread> threads = new ArrayList<>();
      Queue<String> wrong = new ConcurrentLinkedQueue<>();
      for (int t = 0; t < 8; t++) {
        String name = "t" + t;
        threads.add(
            new Thread(
                () -> {
                  for (int i = 0; i < 100; i++) {
                    String reply = redis.sync().run(TEXT.echo(name + i));
                    if (!reply.equals(name + i)) {
                      wrong.add(reply);
                    }
                    if (i % 10 == 0) {
                      Pipeline pipeline = redis.pipeline();
                      pipeline.add(TEXT.ping());
                      pipeline.add(TEXT.ping());
                      pipeline.run();
                    }
                  }
                }));
      }
      threads.forEach(Thread::start);
      for (Thread thread : threads) {
        Eventually.join(thread);
      }
      assertEquals(List.of(), List.copyOf(wrong));
      assertEquals(960, redis.stats().answered());
      assertFalse(hasStandBy(redis));
    }
  }

  private static boolean hasStandBy(RedisConnection redis) {
    return redis.core().driver() instanceof CallerDriver driver && driver.hasStandBy();
  }
}
