package io.rondo.client;

import static io.rondo.client.Commands.TEXT;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.client.support.Cell;
import io.rondo.client.support.Eventually;
import io.rondo.client.support.Fault;
import io.rondo.client.support.FaultProxy;
import io.rondo.client.support.OnEveryLoop;
import io.rondo.client.support.Outage;
import io.rondo.client.support.TestRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;

/**
 * No future outlives its deadline by more than a tick of the connection's timer, whatever goes on.
 *
 * <p>On a machine that is busy every clock is late. So what counts is the time of the connection's
 * own loop: a look at the same time on the same loop, and another one two ticks later, for a loop
 * that was stalled has the look and the deadline to catch up with in any order. That somebody runs
 * the loop at all, another clock shows: by that some are on time, which few would be if nobody did.
 */
class EndsOnTimeTest {
  /** From one look at the deadlines to the next: {@code Connection.TICK_NANOS}. */
  private static final long TICK_NANOS = 1_000_000;

  /** The second one is for the moment between two readings of the clock, ours and the timer's. */
  private static final long LATE_NANOS = 2 * TICK_NANOS;

  /** What a thread may take to be woken. */
  private static final long AWOKEN_NANOS = 5 * TICK_NANOS;

  private static final int COMMANDS = 200;
  private static final int LONGEST_MILLIS = 100;

  /** A thread may be put aside between those two readings, for longer than a tick. */
  private static final int PUT_ASIDE = COMMANDS / 50;

  private static final int LATE_BY_CLOCK = COMMANDS * 9 / 10;

  private final FaultProxy proxy = FaultProxy.before(TestRedis.shared().port());
  private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1);

  /** Commands that had not ended when their loop's timer fired, and the other one. */
  private final AtomicInteger late = new AtomicInteger();

  private final AtomicInteger lateByClock = new AtomicInteger();

  /** Deadlines that are not their timeout after the submission. */
  private final AtomicInteger wronglySet = new AtomicInteger();

  private final AtomicInteger seen = new AtomicInteger();
  private final List<CompletableFuture<String>> futures = new ArrayList<>();

  @AfterEach
  void close() {
    clock.shutdownNow();
    proxy.close();
  }

  private RedisClient client(Cell cell) {
    return RedisClient.create(
        cell.options(proxy.port())
            .withCommandTimeout(Duration.ZERO)
            .withReconnect(
                Reconnect.waiting().withBackOff(Duration.ofMillis(1), Duration.ofMillis(20))));
  }

  /** Sends a command with each of the deadlines, and the two timers to compare it with. */
  private void sendAll(RedisConnection redis) {
    for (int i = 0; i < COMMANDS; i++) {
      // In an order that is not that of the deadlines.
      send(redis, Duration.ofMillis(1 + (i * 37) % LONGEST_MILLIS));
    }
  }

  private void send(RedisConnection redis, Duration timeout) {
    long before = System.nanoTime();
    CompletableFuture<String> future = redis.async().run(TEXT.ping().withTimeout(timeout));
    futures.add(future);
    long deadline = ((PendingReply<?>) future).deadline;
    long now = System.nanoTime();
    if (deadline - before < timeout.toNanos() || deadline - now > timeout.toNanos()) {
      wronglySet.incrementAndGet();
    }
    long left = deadline - now;
    redis
        .core()
        .loop()
        .schedule(() -> look(redis, future), left + LATE_NANOS, TimeUnit.NANOSECONDS);
    clock.schedule(
        () -> future.isDone() ? 0 : lateByClock.incrementAndGet(),
        left + AWOKEN_NANOS,
        TimeUnit.NANOSECONDS);
  }

  private void look(RedisConnection redis, CompletableFuture<String> future) {
    if (future.isDone()) {
      seen.incrementAndGet();
    } else {
      redis.core().loop().schedule(() -> lookAgain(future), LATE_NANOS, TimeUnit.NANOSECONDS);
    }
  }

  private void lookAgain(CompletableFuture<String> future) {
    if (!future.isDone()) {
      late.incrementAndGet();
    }
    seen.incrementAndGet();
  }

  /** All have ended, on time, and not for the server was fast. */
  private void assertOnTime(int leastTimeouts, int mostByClock) throws InterruptedException {
    Eventually.eventually("all timers have fired", () -> seen.get() == COMMANDS);
    awaitClock();
    long timeouts = futures.stream().filter(CompletableFuture::isCompletedExceptionally).count();
    String figures =
        late
            + " late by the loop, "
            + lateByClock
            + " by the clock, "
            + timeouts
            + " timeouts, "
            + wronglySet
            + " deadlines wrongly set";
    assertTrue(wronglySet.get() == 0, figures);
    assertTrue(late.get() <= PUT_ASIDE, figures);
    assertTrue(lateByClock.get() <= mostByClock, figures);
    assertTrue(timeouts >= leastTimeouts, figures);
    for (CompletableFuture<String> future : futures) {
      assertTrue(future.isDone(), figures);
      if (future.isCompletedExceptionally()) {
        Eventually.error(RedisTimeoutException.class, future);
      }
    }
  }

  @OnEveryLoop
  void whileTheServerSaysNothing(Cell cell) throws InterruptedException {
    try (RedisClient client = client(cell);
        RedisConnection redis = client.connect()) {
      proxy.toClient(Fault.stall());
      CompletableFuture<String> forEver = redis.async().run(TEXT.ping());
      sendAll(redis);
      assertOnTime(COMMANDS, LATE_BY_CLOCK);
      assertFalse(forEver.isDone());
      proxy.heal();
      Eventually.value(forEver);
      Eventually.eventually("all was answered", () -> redis.stats().inFlight() == 0);
    }
  }

  @OnEveryLoop
  void whatTheLoopItselfSubmits(Cell cell) throws InterruptedException {
    try (RedisClient client = client(cell);
        RedisConnection redis = client.connect()) {
      proxy.toClient(Fault.stall());
      CompletableFuture<String> forEver = redis.async().run(TEXT.ping());
      redis.core().loop().execute(() -> sendAll(redis));
      assertOnTime(COMMANDS, LATE_BY_CLOCK);
      assertFalse(forEver.isDone());
    }
  }

  @OnEveryLoop
  void whileTheConnectionIsDown(Cell cell) throws InterruptedException {
    try (RedisClient client = client(cell);
        RedisConnection redis = client.connect()) {
      Outage.begin(proxy, redis);
      CompletableFuture<String> forEver = redis.async().run(TEXT.ping());
      sendAll(redis);
      assertOnTime(COMMANDS, LATE_BY_CLOCK);
      assertFalse(forEver.isDone());
      proxy.accept();
      Eventually.value(forEver);
    }
  }

  /** Commands by the thousand are answered before them, and others are submitted behind them. */
  @OnEveryLoop
  void inAFlood(Cell cell) throws InterruptedException {
    AtomicBoolean enough = new AtomicBoolean();
    try (RedisClient client = client(cell);
        RedisConnection redis = client.connect()) {
      proxy.toClient(InSips::pass);
      Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
      List<Thread> flood = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        Thread thread = new Thread(() -> flood(redis, enough, failures));
        flood.add(thread);
        thread.start();
      }
      Eventually.eventually("there are thousands", () -> held(redis) >= InSips.COMMANDS);
      sendAll(redis);
      assertOnTime(
          COMMANDS / 4, COMMANDS); // A loop that is busy has no share of the processor left.
      enough.set(true);
      for (Thread thread : flood) {
        Eventually.join(thread);
      }
      assertTrue(failures.isEmpty(), failures::toString);
    } finally {
      enough.set(true);
    }
  }

  /** Every timer of the clock has fired. */
  private void awaitClock() throws InterruptedException {
    clock.shutdown();
    assertTrue(clock.awaitTermination(Eventually.PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
  }

  private static int held(RedisConnection redis) {
    ConnectionStats stats = redis.stats();
    return stats.queued() + stats.inFlight();
  }

  private static void flood(
      RedisConnection redis, AtomicBoolean enough, Queue<Throwable> failures) {
    try {
      while (!enough.get()) {
        Eventually.eventually(
            "some are answered", () -> enough.get() || held(redis) <= InSips.COMMANDS);
        redis.async().run(TEXT.ping());
      }
    } catch (Throwable e) {
      failures.add(e);
    }
  }

  /**
   * Replies a little at a time, so that so many of them take ten times as long as the longest
   * deadline.
   */
  private static final class InSips {
    static final int COMMANDS = 10_000;
    private static final int BYTES = COMMANDS * "+PONG\r\n".length() / (10 * LONGEST_MILLIS);

    static void pass(byte[] bytes, int length, Fault.Wire wire) throws java.io.IOException {
      for (int at = 0; at < length; at += BYTES) {
        wire.write(bytes, at, Math.min(BYTES, length - at));
        LockSupport.parkNanos(TICK_NANOS);
      }
    }
  }

  /** Threads that wait for a reply come back when it is late, whoever runs the loop. */
  @OnEveryLoop
  void threadsThatWait(Cell cell) throws InterruptedException {
    int threads = 8;
    int rounds = 5;
    AtomicInteger ended = new AtomicInteger();
    Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    try (RedisClient client = client(cell);
        RedisConnection redis = client.connect()) {
      proxy.toClient(Fault.stall());
      List<Thread> callers = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        Duration timeout = Duration.ofMillis(10 + t);
        Thread caller =
            new Thread(
                () -> {
                  for (int i = 0; i < rounds; i++) {
                    waitInVain(redis, timeout, ended, failures);
                  }
                });
        callers.add(caller);
        caller.start();
      }
      for (Thread caller : callers) {
        Eventually.join(caller);
      }
      assertTrue(failures.isEmpty(), failures::toString);
      awaitClock();
      assertTrue(
          ended.get() == threads * rounds && lateByClock.get() <= threads * rounds * 9 / 10,
          () -> lateByClock + " late of " + ended);
    }
  }

  private void waitInVain(
      RedisConnection redis, Duration timeout, AtomicInteger ended, Queue<Throwable> failures) {
    AtomicBoolean done = new AtomicBoolean();
    clock.schedule(
        () -> done.get() ? 0 : lateByClock.incrementAndGet(),
        timeout.toNanos() + AWOKEN_NANOS,
        TimeUnit.NANOSECONDS);
    try {
      redis.sync().run(TEXT.ping().withTimeout(timeout));
      failures.add(new AssertionError("answered"));
    } catch (RedisTimeoutException e) {
      ended.incrementAndGet();
    } catch (Throwable e) {
      failures.add(e);
    }
    done.set(true);
  }
}
