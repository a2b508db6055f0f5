package io.rondo.client;

import static io.rondo.client.Commands.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.client.support.Cell;
import io.rondo.client.support.Eventually;
import io.rondo.client.support.Keys;
import io.rondo.client.support.OnEveryLoop;
import io.rondo.client.support.OnEveryWait;
import io.rondo.client.support.ScriptedServer;
import io.rondo.client.support.ScriptedServer.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Threads that share a connection: above all in CALLER, where they run its loop in turn. */
@SuppressWarnings("try") // One test closes what others wait for.
class CallerDriveTest {
  private static void inThreads(int count, ThreadBody body) throws Exception {
    Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < count; t++) {
      int number = t;
      Thread thread =
          new Thread(
              () -> {
                try {
                  body.run(number);
                } catch (Throwable e) {
                  failures.add(e);
                }
              },
              "caller-" + t);
      thread.setDaemon(true);
      threads.add(thread);
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      Eventually.join(thread);
    }
    Throwable failure = failures.peek();
    if (failure != null) {
      throw new AssertionError(failures.size() + " threads failed, one with " + failure, failure);
    }
  }

  private interface ThreadBody {
    void run(int number) throws Exception;
  }

  @OnEveryWait
  void manyThreadsGetTheirOwnReplies(Cell cell) throws Exception {
    String prefix = Keys.fresh("shared");
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect()) {
      boolean spins = cell.strategy() == WaitStrategy.SPIN;
      for (int threads : spins ? new int[] {2} : new int[] {2, 8, 64}) {
        int rounds = 1600 / threads / (spins ? 4 : 1);
        inThreads(
            threads,
            number -> {
              for (int i = 0; i < rounds; i++) {
                String key = prefix + ":" + number + ":" + i;
                assertEquals("OK", redis.sync().run(TEXT.set(key, "v" + key)));
                assertEquals("v" + key, redis.sync().run(TEXT.get(key)));
              }
            });
      }
      assertEquals(0, redis.stats().inFlight());
      assertEquals(0, redis.stats().queued());
    }
  }

  @OnEveryWait
  void syncAndAsyncMixed(Cell cell) throws Exception {
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect()) {
      inThreads(
          6,
          number -> {
            for (int i = 0; i < 60; i++) {
              String text = number + ":" + i;
              switch ((number + i) % 6) {
                case 0 -> assertEquals(text, redis.sync().run(TEXT.echo(text)));
                case 1 -> assertEquals(text, redis.async().run(TEXT.echo(text)).join());
                case 2 -> assertEquals(text, redis.async().run(TEXT.echo(text)).get());
                case 3 ->
                    assertEquals(
                        text, redis.async().run(TEXT.echo(text)).get(20, TimeUnit.SECONDS));
                case 4 ->
                    assertEquals(
                        text + "!",
                        redis.async().run(TEXT.echo(text)).thenApply(s -> s + "!").join());
                default -> {
                  Pipeline pipeline = redis.pipeline();
                  pipeline.add(TEXT.echo(text));
                  pipeline.add(TEXT.echo(text + "2"));
                  assertEquals(List.of(text, text + "2"), pipeline.run());
                }
              }
            }
          });
    }
  }

  @OnEveryWait
  void futuresNeedNobodyToWait(Cell cell) {
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect()) {
      List<CompletableFuture<String>> futures = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        futures.add(redis.async().run(TEXT.echo("m" + i)));
      }
      Eventually.eventually("all are answered", () -> futures.stream().allMatch(f -> f.isDone()));
      for (int i = 0; i < 100; i++) {
        assertEquals("m" + i, futures.get(i).getNow(""));
      }
    }
  }

  @OnEveryWait
  void severalThreadsWaitForTheSameFuture(Cell cell) throws Exception {
    String list = Keys.fresh("list");
    try (RedisClient client = cell.client();
        RedisConnection redis = client.lease();
        RedisConnection pusher = client.connect()) {
      CompletableFuture<KeyValue<String, String>> popped =
          redis.async().run(TEXT.blpop(Duration.ZERO, list));
      CountDownLatch begun = new CountDownLatch(4);
      Thread push =
          new Thread(
              () -> {
                Eventually.await(begun);
                pusher.sync().run(TEXT.rpush(list, "x"));
              });
      push.start();
      inThreads(
          4,
          number -> {
            begun.countDown();
            assertEquals("x", popped.join().value());
          });
      Eventually.join(push);
    }
  }

  @OnEveryWait
  void anInterruptEndsNoWaitAndIsKept(Cell cell) throws Exception {
    String list = Keys.fresh("list");
    try (RedisClient client = cell.client();
        RedisConnection redis = client.lease();
        RedisConnection pusher = client.connect()) {
      Thread.currentThread().interrupt();
      assertEquals("PONG", redis.sync().run(TEXT.ping()));
      assertTrue(Thread.currentThread().isInterrupted());
      assertEquals(List.of(), redis.pipeline().run());
      assertEquals("PONG", redis.sync().run(TEXT.ping()));
      assertTrue(Thread.interrupted());
      AtomicBoolean kept = new AtomicBoolean();
      Queue<Object> popped = new ConcurrentLinkedQueue<>();
      Thread waiter =
          new Thread(
              () -> {
                popped.add(redis.sync().run(TEXT.blpop(Duration.ZERO, list)));
                kept.set(Thread.currentThread().isInterrupted());
              });
      waiter.start();
      Eventually.eventually("BLPOP is sent", () -> redis.stats().inFlight() == 1);
      for (int i = 0; i < 5; i++) {
        waiter.interrupt();
        pusher.sync().run(TEXT.ping());
      }
      assertTrue(waiter.isAlive());
      pusher.sync().run(TEXT.rpush(list, "x"));
      Eventually.join(waiter);
      assertEquals(new KeyValue<>(list, "x"), popped.peek());
      assertTrue(kept.get(), "the interrupt flag is lost");
    }
  }

  @OnEveryLoop
  void connectKeepsTheInterruptFlag(Cell cell) {
    try (RedisClient client = cell.client()) {
      Thread.currentThread().interrupt();
      try (RedisConnection redis = client.connect()) {
        assertTrue(Thread.interrupted());
        assertEquals("PONG", redis.sync().run(TEXT.ping()));
        Thread.currentThread().interrupt();
      }
      assertTrue(Thread.interrupted());
    }
  }

  @OnEveryWait
  void aLeaderThatTimesOutLeavesTheOthersALead(Cell cell) throws Exception {
    CountDownLatch timedOut = new CountDownLatch(1);
    try (ScriptedServer server =
            ScriptedServer.start(
                session -> {
                  for (int i = 0; i < 4; i++) {
                    session.command();
                  }
                  Eventually.await(timedOut);
                  session.write("+1\r\n+2\r\n+3\r\n+4\r\n");
                  session.hang();
                });
        RedisClient client = RedisClient.create(cell.options(server.port()));
        RedisConnection redis = client.connect()) {
      Queue<String> replies = new ConcurrentLinkedQueue<>();
      inThreads(
          4,
          number -> {
            if (number == 0) {
              RedisTimeoutException late =
                  assertThrows(
                      RedisTimeoutException.class,
                      () -> redis.sync().run(TEXT.ping().withTimeout(Duration.ofMillis(50))));
              assertTrue(late.fate() == Fate.MAYBE_EXECUTED || late.fate() == Fate.NOT_SENT);
              Eventually.eventually("all others are sent", () -> redis.stats().inFlight() == 4);
              timedOut.countDown();
            } else {
              Eventually.eventually("the first leads", () -> redis.stats().inFlight() > 0);
              replies.add(redis.sync().run(TEXT.ping().withTimeout(Duration.ofSeconds(15))));
            }
          });
      assertEquals(3, replies.size());
    }
  }

  /** A thread that led, left with a read outstanding, and has ended. */
  @OnEveryWait
  void theLeaderMayEnd(Cell cell) throws Exception {
    try (RedisClient client = cell.client();
        RedisConnection redis = client.lease();
        RedisConnection pusher = client.connect()) {
      for (int i = 0; i < 3; i++) {
        String list = Keys.fresh("list");
        inThreads(1, number -> assertEquals("PONG", redis.sync().run(TEXT.ping())));
        assertEquals("PONG", redis.sync().run(TEXT.ping().withTimeout(Duration.ofSeconds(3))));
        inThreads(
            1,
            number -> {
              assertEquals("PONG", redis.sync().run(TEXT.ping()));
              assertThrows(
                  RedisTimeoutException.class,
                  () ->
                      redis
                          .sync()
                          .run(TEXT.blpop(Duration.ZERO, list).withTimeout(Duration.ofMillis(20))));
            });
        pusher.sync().run(TEXT.rpush(list, "x"));
        assertEquals("PONG", redis.sync().run(TEXT.ping().withTimeout(Duration.ofSeconds(3))));
      }
    }
  }

  @OnEveryWait
  void aDeadlinePassesBehindABlockingCommand(Cell cell) throws Exception {
    String list = Keys.fresh("list");
    try (RedisClient client = cell.client();
        RedisConnection redis = client.lease();
        RedisConnection pusher = client.connect()) {
      CompletableFuture<Void> late = new CompletableFuture<>();
      inThreads(
          2,
          number -> {
            if (number == 0) {
              assertEquals(
                  "x",
                  assertInstanceOf(
                          KeyValue.class, redis.sync().run(TEXT.blpop(Duration.ZERO, list)))
                      .value());
            } else {
              Eventually.eventually("BLPOP is sent", () -> redis.stats().inFlight() == 1);
              assertThrows(
                  RedisTimeoutException.class,
                  () -> redis.sync().run(TEXT.ping().withTimeout(Duration.ofMillis(30))));
              late.complete(null);
              pusher.sync().run(TEXT.rpush(list, "x"));
            }
          });
      assertNull(Eventually.value(late));
      assertEquals("PONG", redis.sync().run(TEXT.ping()));
    }
  }

  @OnEveryWait
  void closingEndsThoseWhoWait(Cell cell) throws Exception {
    try (ScriptedServer server = ScriptedServer.start(Session::hang);
        RedisClient client =
            RedisClient.create(cell.options(server.port()).withCommandTimeout(Duration.ZERO));
        RedisConnection redis = client.connect()) {
      inThreads(
          5,
          number -> {
            if (number == 0) {
              Eventually.eventually("all are sent", () -> redis.stats().inFlight() == 4);
              redis.close();
              assertFalse(redis.isOpen());
            } else {
              RedisClosedException closed =
                  assertThrows(RedisClosedException.class, () -> redis.sync().run(TEXT.ping()));
              assertEquals(Fate.MAYBE_EXECUTED, closed.fate());
            }
          });
    }
  }

  @OnEveryWait
  void aFutureThatAnotherThreadEndsWakesTheWaiter(Cell cell) throws Exception {
    try (ScriptedServer server = ScriptedServer.start(Session::hang);
        RedisClient client =
            RedisClient.create(cell.options(server.port()).withCommandTimeout(Duration.ZERO));
        RedisConnection redis = client.connect()) {
      CompletableFuture<String> cancelled = redis.async().run(TEXT.ping());
      CompletableFuture<String> completed = redis.async().run(TEXT.ping());
      CompletableFuture<String> late = redis.async().run(TEXT.ping());
      CountDownLatch waiting = new CountDownLatch(2);
      inThreads(
          4,
          number -> {
            switch (number) {
              case 0 -> {
                waiting.countDown();
                assertThrows(CancellationException.class, cancelled::join);
              }
              case 1 -> {
                waiting.countDown();
                assertEquals("mine", completed.get());
              }
              case 2 -> assertThrows(java.util.concurrent.CompletionException.class, late::join);
              default -> {
                Eventually.await(waiting);
                Eventually.eventually("all are sent", () -> redis.stats().inFlight() == 3);
                late.orTimeout(100, TimeUnit.MILLISECONDS);
                assertTrue(late.handle((v, e) -> e != null).get(20, TimeUnit.SECONDS));
                cancelled.cancel(true);
                completed.complete("mine");
              }
            }
          });
    }
  }
}
