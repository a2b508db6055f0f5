package io.rondo.client.micrometer;

import static io.rondo.client.Commands.TEXT;
import static io.rondo.client.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rondo.client.Command;
import io.rondo.client.ConnectionStats;
import io.rondo.client.RedisClient;
import io.rondo.client.RedisConnection;
import io.rondo.client.RedisServerException;
import io.rondo.client.support.Cell;
import io.rondo.client.support.FaultProxy;
import io.rondo.client.support.Keys;
import io.rondo.client.support.OnEveryLoop;
import io.rondo.client.support.TestRedis;
import io.rondo.resp.Replies;
import io.rondo.resp.RespValue;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

class MicrometerMetricsTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final MicrometerMetrics metrics =
      new MicrometerMetrics(registry, Tags.of("redis", "test"));

  private RedisClient client(Cell cell) {
    return RedisClient.create(cell.options().withMetrics(metrics));
  }

  private Timer timer(String command, String outcome) {
    return registry
        .get("rondo.commands")
        .tags("redis", "test", "command", command, "outcome", outcome)
        .timer();
  }

  /** How many commands were timed; a listener hears of one soon after it has ended. */
  private long counted(String command, String outcome) {
    Timer timer =
        registry.find("rondo.commands").tags("command", command, "outcome", outcome).timer();
    return timer == null ? 0 : timer.count();
  }

  private double gauge(String name) {
    return registry.get(name).tags("redis", "test").gauge().value();
  }

  private double bytes(String name) {
    FunctionCounter counter = registry.get(name).tags("redis", "test").functionCounter();
    assertEquals("bytes", counter.getId().getBaseUnit());
    return counter.count();
  }

  @OnEveryLoop
  void timesCommandsByNameAndOutcome(Cell cell) {
    try (RedisClient client = client(cell);
        RedisConnection redis = client.connect()) {
      String key = Keys.fresh("micrometer");
      for (int i = 0; i < 3; i++) {
        redis.sync().run(TEXT.set(key, "text"));
      }
      assertThrows(RedisServerException.class, () -> redis.sync().run(TEXT.incr(key)));
      redis.sync().run(TEXT.incr(Keys.fresh("number")));
      eventually("the last is counted", () -> counted("INCR", "succeeded") == 1);
      assertEquals(3, timer("SET", "succeeded").count());
      assertEquals(1, timer("INCR", "refused").count());
      assertEquals(1, timer("INCR", "succeeded").count());
      assertTrue(timer("SET", "succeeded").totalTime(TimeUnit.NANOSECONDS) > 0);
    }
  }

  @OnEveryLoop
  void addsConnectionsUp(Cell cell) {
    try (RedisClient client = client(cell);
        RedisConnection second = client.connect()) {
      RedisConnection first = client.connect();
      assertEquals(2, gauge("rondo.connections"));
      first.sync().run(TEXT.ping());
      second.sync().run(TEXT.ping());
      ConnectionStats one = first.stats();
      ConnectionStats two = second.stats();
      assertEquals(
          (double) (one.bytesWritten() + two.bytesWritten()), bytes("rondo.bytes.written"));
      assertEquals((double) (one.bytesRead() + two.bytesRead()), bytes("rondo.bytes.read"));

      String list = Keys.fresh("list");
      CompletableFuture<?> waiting = first.async().run(byHand(list));
      eventually("it is in flight", () -> gauge("rondo.commands.in.flight") == 1);
      assertEquals(0, gauge("rondo.commands.queued"));
      second.sync().run(TEXT.rpush(list, "x"));
      waiting.join();
      assertEquals(0, gauge("rondo.commands.in.flight"));

      double written = bytes("rondo.bytes.written");
      double read = bytes("rondo.bytes.read");
      first.close();
      eventually("one is left", () -> gauge("rondo.connections") == 1);
      assertEquals(written, bytes("rondo.bytes.written"), "what is closed still counts");
      assertEquals(read, bytes("rondo.bytes.read"));
      assertEquals(2, registry.get("rondo.connections.opened").counter().count());
    }
    eventually("none is left", () -> gauge("rondo.connections") == 0);
  }

  @OnEveryLoop
  void timesReconnects(Cell cell) {
    try (FaultProxy proxy = FaultProxy.before(TestRedis.shared().port());
        RedisClient client = RedisClient.create(cell.options(proxy.port()).withMetrics(metrics));
        RedisConnection redis = client.connect()) {
      Timer reconnects = registry.get("rondo.reconnects").tags("redis", "test").timer();
      assertEquals(0, reconnects.count());
      eventually("the proxy knows of it", () -> proxy.open() == 1);
      proxy.refuse();
      proxy.cut();
      eventually("it is down", () -> gauge("rondo.connections") == 0);
      proxy.accept();
      eventually("it is counted", () -> reconnects.count() == 1);
      assertTrue(reconnects.totalTime(TimeUnit.NANOSECONDS) > 0);
      assertEquals(1, gauge("rondo.connections"));
      assertEquals(1, registry.get("rondo.connections.opened").counter().count());
      assertEquals("PONG", redis.sync().run(TEXT.ping()));
    }
  }

  /** BLPOP that stays on its connection: the vocabulary's goes to a leased one. */
  private static Command<RespValue> byHand(String list) {
    return Command.of("BLPOP", Replies.tree(), list, 0).withTimeout(Duration.ZERO);
  }
}
