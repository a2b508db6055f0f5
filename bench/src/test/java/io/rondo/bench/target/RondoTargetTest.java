package io.rondo.bench.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.bench.server.BenchServer;
import io.rondo.bench.server.ServerChoice;
import io.rondo.bench.server.Servers;
import io.rondo.client.Commands;
import io.rondo.client.RedisClient;
import io.rondo.client.RedisConnection;
import io.rondo.client.RedisException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RondoTargetTest {
  private final BenchServer server = Servers.start(ServerChoice.parse("embedded"), List.of());

  /** What a callback was handed. */
  private record Outcome(@Nullable String value, @Nullable Throwable failure) {}

  private interface Call {
    void on(TargetConnection<String> connection, TargetConnection.Done<String> callback);
  }

  @BeforeAll
  void fill() {
    limitMemory("0");
    try (Target target = open("loop-thread");
        TargetConnection<String> redis = target.connect()) {
      assertEquals("old", redis.setThenGet("key", "old"));
    }
  }

  @BeforeEach
  void unlimited() {
    limitMemory("0");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private Target open(String drive) {
    return Targets.named("rondo")
        .open(new TargetSettings(server.uri(), "nio", drive, "block", false));
  }

  /** With a limit of one byte SET is refused, while GET goes on to return the old value. */
  private void limitMemory(String bytes) {
    try (RedisClient client = RedisClient.create(server.uri());
        RedisConnection redis = client.connect()) {
      redis.sync().run(Commands.TEXT.configSet("maxmemory", bytes));
    }
  }

  private static Outcome outcome(TargetConnection<String> connection, Call call) {
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    call.on(connection, (value, failure) -> outcome.complete(new Outcome(value, failure)));
    return outcome.join();
  }

  @Test
  void everyFormStoresAndFetches() {
    for (String drive : Targets.named("rondo").drives()) {
      try (Target target = open(drive);
          TargetConnection<String> redis = target.connect()) {
        assertEquals("NioSocketChannel", redis.channel());
        assertEquals("1", redis.setThenGet("a", "1"));
        assertEquals("2", redis.pipelinedSetGet("a", "2"));
        assertEquals("3", redis.transactionalSetGet("a", "3"));
      }
    }
    try (Target target = open("loop-thread");
        TargetConnection<String> redis = target.connectAsync().toCompletableFuture().join()) {
      assertEquals("4", outcome(redis, (on, then) -> on.pipelinedSetGet("a", "4", then)).value());
      assertNull(
          outcome(redis, (on, then) -> on.set("a", "5", (ok, e) -> then.accept(null, e)))
              .failure());
      assertEquals("5", outcome(redis, (on, then) -> on.get("a", then)).value());
    }
  }

  @Test
  void aRefusedSetIsFoundThoughGetReturnsAValue() {
    try (Target target = open("loop-thread");
        TargetConnection<String> redis = target.connect()) {
      limitMemory("1");
      assertThrows(RedisException.class, () -> redis.setThenGet("key", "new"));
      assertThrows(RedisException.class, () -> redis.pipelinedSetGet("key", "new"));
      assertThrows(RedisException.class, () -> redis.transactionalSetGet("key", "new"));
      Throwable failure =
          outcome(redis, (on, then) -> on.pipelinedSetGet("key", "new", then)).failure();
      assertNotNull(failure);
      assertTrue(String.valueOf(failure.getMessage()).contains("OOM"), failure.toString());
    }
  }
}
