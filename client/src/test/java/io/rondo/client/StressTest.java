package io.rondo.client;

import static io.rondo.client.Commands.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.client.support.Cell;
import io.rondo.client.support.Eventually;
import io.rondo.client.support.FaultProxy;
import io.rondo.client.support.OnEveryLoop;
import io.rondo.client.support.TestRedis;
import io.rondo.resp.Replies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads that cancel, time out, throw and send what cannot be encoded, through a proxy that delays
 * and splits: no thread ever gets another's reply, every future ends, nothing is left behind.
 */
class StressTest {
  private static final int THREADS = 4;
  private static final int OPERATIONS = 250;

  @OnEveryLoop
  void noReplyIsLostOrMistaken(Cell cell) throws Exception {
    long seed = new Random().nextLong();
    try {
      run(cell, seed);
    } catch (Throwable e) {
      throw new AssertionError("with the seed " + seed + "L: " + e, e);
    }
  }

  private static void run(Cell cell, long seed) throws Exception {
    Queue<Throwable> wrong = new ConcurrentLinkedQueue<>();
    Queue<CompletableFuture<?>> futures = new ConcurrentLinkedQueue<>();
    AtomicInteger answered = new AtomicInteger();
    try (FaultProxy proxy = FaultProxy.delaying(TestRedis.shared().port(), seed);
        RedisClient client = RedisClient.create(cell.options(proxy.port()));
        RedisConnection redis = client.connect()) {
      List<Thread> threads = new ArrayList<>();
      for (int t = 0; t < THREADS; t++) {
        Random random = new Random(seed + t);
        String name = "t" + t;
        Thread thread =
            new Thread(
                () -> {
                  try {
                    for (int i = 0; i < OPERATIONS; i++) {
                      operate(redis, random, name + ":" + i, futures, answered);
                    }
                  } catch (Throwable e) {
                    wrong.add(e);
                  }
                });
        thread.setDaemon(true);
        threads.add(thread);
      }
      threads.forEach(Thread::start);
      for (Thread thread : threads) {
        Eventually.join(thread);
      }
      Throwable first = wrong.peek();
      if (first != null) {
        throw new AssertionError(first);
      }
      Eventually.eventually("every future ends", () -> futures.stream().allMatch(f -> f.isDone()));
      for (CompletableFuture<?> future : futures) {
        checkEnd(future);
      }
      assertEquals("end", redis.sync().run(TEXT.echo("end")));
      assertEquals(0, redis.stats().queued());
      assertEquals(0, redis.stats().inFlight());
      assertTrue(answered.get() > OPERATIONS, () -> "only " + answered + " were answered");
    }
  }

  private static void operate(
      RedisConnection redis,
      Random random,
      String text,
      Queue<CompletableFuture<?>> futures,
      AtomicInteger answered) {
    Command<String> echo = TEXT.echo(text);
    Duration shortly = Duration.ofNanos(1 + random.nextInt(3_000_000));
    switch (random.nextInt(10)) {
      case 0, 1 -> {
        assertEquals(text, redis.sync().run(echo));
        answered.incrementAndGet();
      }
      case 2 -> {
        try {
          assertEquals(text, redis.sync().run(echo.withTimeout(shortly)));
        } catch (RedisTimeoutException e) {
          assertTrue(e.fate() == Fate.NOT_SENT || e.fate() == Fate.MAYBE_EXECUTED);
        }
      }
      case 3 -> {
        CompletableFuture<String> future = redis.async().run(echo.withTimeout(shortly));
        futures.add(future.thenAccept(reply -> assertEquals(text, reply)));
      }
      case 4 -> {
        CompletableFuture<String> future = redis.async().run(echo);
        futures.add(future);
        future.cancel(true);
      }
      case 5 -> {
        CompletableFuture<Object> future =
            redis
                .async()
                .run(
                    echo.map(
                        reply -> {
                          assertEquals(text, reply);
                          throw new IllegalStateException("on purpose");
                        }));
        futures.add(future);
      }
      case 6 ->
          futures.add(redis.async().run(Command.of("ECHO", Replies.string(), new Unwritable())));
      case 7 -> {
        Pipeline pipeline = redis.pipeline();
        pipeline.add(echo);
        pipeline.add(echo.withTimeout(shortly));
        pipeline.add(TEXT.echo(text + "!"));
        pipeline.add(Command.of("ECHO", Replies.string(), new Unwritable()));
        List<Object> replies = pipeline.run();
        assertEquals(text, replies.get(0));
        assertEquals(text + "!", replies.get(2));
        assertTrue(replies.get(3) instanceof RedisException);
        answered.incrementAndGet();
      }
      case 8 -> {
        Pipeline tx = redis.transaction();
        tx.add(TEXT.set("stress:" + text, text));
        tx.add(TEXT.get("stress:" + text));
        assertEquals(List.of("OK", text), tx.run());
        answered.incrementAndGet();
      }
      default -> {
        CompletableFuture<String> future = redis.async().run(echo);
        futures.add(future.thenAccept(reply -> assertEquals(text, reply)));
        if (random.nextInt(3) == 0) {
          assertEquals(text, future.join());
        }
        answered.incrementAndGet();
      }
    }
  }

  /** It ended with its reply, or with one of the errors that were provoked. */
  private static void checkEnd(CompletableFuture<?> future) {
    try {
      future.getNow(null);
    } catch (CancellationException e) {
      return; // Provoked.
    } catch (CompletionException e) {
      boolean provoked =
          e.getCause() instanceof RedisTimeoutException
              || (e.getCause() instanceof RedisReplyException r
                  && String.valueOf(r.getMessage()).endsWith("on purpose"))
              || (e.getCause() instanceof RedisException x && x.fate() == Fate.NOT_SENT);
      if (!provoked) {
        throw e;
      }
    }
  }

  private record Unwritable() implements CharSequence {
    @Override
    public int length() {
      return 1;
    }

    @Override
    public char charAt(int index) {
      throw new IllegalStateException("on purpose");
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      throw new IllegalStateException("on purpose");
    }

    @Override
    public String toString() {
      throw new IllegalStateException("on purpose");
    }
  }
}
