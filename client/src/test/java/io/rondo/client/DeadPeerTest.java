package io.rondo.client;

import static io.rondo.client.Commands.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.client.support.Cell;
import io.rondo.client.support.Eventually;
import io.rondo.client.support.Fault;
import io.rondo.client.support.FaultProxy;
import io.rondo.client.support.Keys;
import io.rondo.client.support.LocalRedis;
import io.rondo.client.support.OnEveryLoop;
import io.rondo.client.support.TestRedis;
import io.rondo.client.support.VanishingRedis;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Assumptions;

/** Servers that fall silent without closing. */
class DeadPeerTest {
  private static final Duration LIMIT = Duration.ofMillis(240);

  /** Commands wait for ever: whatever ends them is the watchdog. */
  private static RedisOptions options(Cell cell, int port) {
    return cell.options(port).withCommandTimeout(Duration.ZERO).withWatchdog(LIMIT);
  }

  private static RedisOptions off(RedisOptions options) {
    return options.withReconnect(Reconnect.off());
  }

  private static void assertSilent(RedisClosedException dead) {
    assertEquals(Fate.MAYBE_EXECUTED, dead.fate());
    assertTrue(
        String.valueOf(dead.getMessage())
            .matches(".*: the server was silent for \\d+ ms with commands in flight;.*"),
        dead::getMessage);
  }

  /** Stops a server that has a command to answer; what became of that. */
  private static RedisClosedException stopBusy(LocalRedis server, RedisConnection redis) {
    CompletableFuture<RedisClosedException> ended = new CompletableFuture<>();
    new Thread(() -> ended.complete(pingUntilItFails(redis))).start();
    long answered = redis.stats().answered();
    Eventually.eventually("it is busy", () -> redis.stats().answered() > answered);
    server.suspend();
    return Eventually.value(ended);
  }

  @OnEveryLoop
  void aStoppedServerIsNoticedBusy(Cell cell) {
    try (LocalRedis server = TestRedis.startProcess();
        RedisClient client = RedisClient.create(off(options(cell, server.port())));
        RedisConnection redis = client.connect()) {
      assertSilent(stopBusy(server, redis));
      assertFalse(redis.isOpen());
    }
  }

  @OnEveryLoop
  void aStoppedServerIsNoticedIdle(Cell cell) {
    try (LocalRedis server = TestRedis.startProcess();
        RedisClient client = RedisClient.create(off(options(cell, server.port())));
        RedisConnection redis = client.connect()) {
      assertEquals("PONG", redis.sync().run(TEXT.ping()));
      server.suspend();
      Eventually.eventually("it is noticed", () -> !redis.isOpen());
      assertTrue(redis.toString().contains("has not answered a PING for"), redis::toString);
    }
  }

  @OnEveryLoop
  void aServerThatGoesOnIsUsedAgain(Cell cell) {
    try (LocalRedis server = TestRedis.startProcess();
        RedisClient client =
            RedisClient.create(
                options(cell, server.port()).withConnectTimeout(Duration.ofMillis(200)));
        RedisConnection redis = client.connect()) {
      redis.sync().run(TEXT.set("k", "v"));
      assertSilent(stopBusy(server, redis));
      CompletableFuture<String> waits = redis.async().run(TEXT.get("k").withRetries(1000));
      server.resume();
      assertEquals("v", Eventually.value(waits));
    }
  }

  @OnEveryLoop
  void anIdleServerIsAskedAndStays(Cell cell) {
    try (FaultProxy proxy = FaultProxy.before(TestRedis.shared().port());
        RedisClient patient =
            RedisClient.create(
                off(options(cell, proxy.port()).withWatchdog(Duration.ofSeconds(4))));
        RedisClient client = RedisClient.create(off(options(cell, proxy.port())));
        RedisConnection stays = patient.connect()) {
      long before = stays.stats().answered();
      Eventually.eventually("it was asked", () -> stays.stats().answered() > before);
      assertTrue(stays.isOpen());
      assertFalse(
          stays.core().driver() instanceof CallerDriver driver && driver.hasStandBy(),
          "a PING needs no thread of its own");
      try (RedisConnection goes = client.connect()) {
        proxy.toClient(Fault.stall());
        Eventually.eventually("it is noticed", () -> !goes.isOpen());
      }
    }
  }

  @OnEveryLoop
  void aServerThatBlocksOnPurposeIsNotDead(Cell cell) {
    String list = Keys.fresh("list");
    int port = TestRedis.shared().port();
    try (RedisClient client = RedisClient.create(off(options(cell, port)));
        RedisConnection redis = client.connect();
        RedisConnection slow = client.connect();
        RedisClient unwatched = RedisClient.create(cell.options(port).withWatchdog(Duration.ZERO));
        RedisConnection pusher = unwatched.connect()) {
      CompletableFuture<KeyValue<String, String>> forEver =
          redis.async().run(TEXT.blpop(Duration.ZERO, list));
      CompletableFuture<?> patient =
          slow.async()
              .run(
                  Command.of("BLPOP", io.rondo.resp.Replies.skip(), list + "2", 0)
                      .withTimeout(Duration.ofSeconds(50)));
      long end = System.nanoTime() + 3 * LIMIT.toNanos();
      Eventually.eventually("time passes", () -> System.nanoTime() - end > 0);
      assertFalse(forEver.isDone());
      assertFalse(patient.isDone());
      pusher.sync().run(TEXT.rpush(list, "x"));
      pusher.sync().run(TEXT.rpush(list + "2", "x"));
      assertEquals("x", Eventually.value(forEver).value());
      Eventually.value(patient);
    }
  }

  @OnEveryLoop
  void aPeerThatVanishesIsNoticed(Cell cell) {
    Assumptions.assumeTrue(
        VanishingRedis.isPossible(), "needs root, ip netns and a redis-server on the PATH");
    try (VanishingRedis server = VanishingRedis.start();
        RedisClient client =
            RedisClient.create(
                off(options(cell, server.port()).withAddress(server.host(), server.port())));
        RedisConnection busy = client.connect();
        RedisConnection idle = client.connect()) {
      assertEquals("PONG", busy.sync().run(TEXT.ping()));
      assertEquals("PONG", idle.sync().run(TEXT.ping()));
      CompletableFuture<RedisClosedException> ended = new CompletableFuture<>();
      Thread caller = new Thread(() -> ended.complete(pingUntilItFails(busy)));
      caller.start();
      server.vanish();
      assertSilent(Eventually.value(ended));
      Eventually.eventually("it is noticed", () -> !idle.isOpen());
      assertTrue(idle.toString().contains("has not answered a PING for"), idle::toString);
    }
  }

  private static RedisClosedException pingUntilItFails(RedisConnection redis) {
    try {
      while (true) {
        redis.sync().run(TEXT.ping());
      }
    } catch (RedisClosedException e) {
      return e;
    }
  }

  /**
   * A large value takes twice the limit to get through, but it gets through: at a rate at which the
   * most that the kernel holds, 4 MB, takes half the limit.
   */
  @OnEveryLoop
  void aServerThatReadsSlowlyIsNotDead(Cell cell) {
    try (FaultProxy proxy = FaultProxy.before(TestRedis.shared().port());
        RedisClient client =
            RedisClient.create(
                off(options(cell, proxy.port()).withWatchdog(Duration.ofSeconds(1))));
        RedisConnection redis = client.connect()) {
      long start = System.nanoTime();
      AtomicLong passed = new AtomicLong();
      proxy.toServer(
          (bytes, length, wire) -> {
            long due = start + passed.addAndGet(length) * TimeUnit.SECONDS.toNanos(1) / (8 << 20);
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
              LockSupport.parkNanos(left);
            }
            wire.write(bytes, 0, length);
          });
      byte[] value = new byte[16 << 20];
      String key = Keys.fresh("large");
      try {
        assertEquals(
            "OK",
            redis
                .async()
                .run(Commands.TEXT_TO_BYTES.set(key, value))
                .orTimeout(50, TimeUnit.SECONDS)
                .join());
      } finally {
        redis.sync().run(TEXT.del(key));
      }
    }
  }
}
