package io.rondo.client;

import static io.rondo.client.Commands.BYTES;
import static io.rondo.client.Commands.TEXT;
import static io.rondo.client.Commands.TEXT_TO_BYTES;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.rondo.client.support.Cell;
import io.rondo.client.support.Keys;
import io.rondo.client.support.OnEveryLoop;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

class CollectionCommandsTest {
  @OnEveryLoop
  void lists(Cell cell) {
    String key = Keys.fresh("list");
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect()) {
      RedisSync sync = redis.sync();
      assertEquals(List.of(), sync.run(TEXT.lrange(key, 0, -1)));
      assertEquals(0, sync.run(TEXT.llen(key)));
      assertNull(sync.run(TEXT.lpop(key)));
      assertNull(sync.run(TEXT.rpop(key)));
      assertNull(sync.run(TEXT.lpop(key, 2)));
      assertNull(sync.run(TEXT.rpop(key, 2)));
      assertEquals(3, sync.run(TEXT.rpush(key, "c", "d", "")));
      assertEquals(5, sync.run(TEXT.lpush(key, "b", "a")));
      assertEquals(5, sync.run(TEXT.llen(key)));
      assertEquals(List.of("a", "b", "c", "d", ""), sync.run(TEXT.lrange(key, 0, -1)));
      assertEquals(List.of("b", "c"), sync.run(TEXT.lrange(key, 1, 2)));
      assertEquals("", sync.run(TEXT.rpop(key)));
      assertEquals("a", sync.run(TEXT.lpop(key)));
      assertEquals(List.of("d", "c"), sync.run(TEXT.rpop(key, 2)));
      assertArrayEquals(new byte[] {'b'}, sync.run(TEXT_TO_BYTES.lpop(key)));
      assertEquals(
          2, sync.run(BYTES.rpush(key.getBytes(StandardCharsets.UTF_8), bytes(), bytes())));
      assertEquals(List.of("\u0001", "\u0001"), sync.run(TEXT.lpop(key, 9)));
    }
    assertThrows(IllegalArgumentException.class, () -> TEXT.lpush("key"));
    assertThrows(IllegalArgumentException.class, () -> TEXT.rpush("key"));
  }

  private static byte[] bytes() {
    return new byte[] {1};
  }

  @OnEveryLoop
  void blockingPops(Cell cell) {
    String key = Keys.fresh("blocking");
    String other = Keys.fresh("blocking");
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect();
        RedisConnection pusher = client.connect()) {
      RedisSync sync = redis.sync();
      sync.run(TEXT.rpush(key, "a", "b"));
      Duration timeout = Duration.ofSeconds(5);
      assertEquals(new KeyValue<>(key, "a"), sync.run(TEXT.blpop(timeout, other, key)));
      assertEquals(new KeyValue<>(key, "b"), sync.run(TEXT.brpop(timeout, key, other)));
      // A wait of less than a millisecond is a short one, and never one without an end.
      assertNull(sync.run(TEXT.blpop(Duration.ofNanos(1), key)));
      assertNull(sync.run(TEXT.brpop(Duration.ofMillis(1), key)));
      var popped = redis.async().run(TEXT.blpop(Duration.ZERO, key, other));
      pusher.sync().run(TEXT.rpush(other, "c"));
      assertEquals(new KeyValue<>(other, "c"), popped.join());
    }
    assertThrows(IllegalArgumentException.class, () -> TEXT.blpop(Duration.ZERO));
    assertThrows(IllegalArgumentException.class, () -> TEXT.brpop(Duration.ofSeconds(-1), "key"));
  }

  @OnEveryLoop
  void hashes(Cell cell) {
    String key = Keys.fresh("hash");
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect()) {
      RedisSync sync = redis.sync();
      assertEquals(Map.of(), sync.run(TEXT.hgetAll(key)));
      assertNull(sync.run(TEXT.hget(key, "field")));
      assertEquals(1, sync.run(TEXT.hset(key, "füld", "")));
      assertEquals(0, sync.run(TEXT.hset(key, "füld", "1")));
      Map<String, String> more = new LinkedHashMap<>();
      more.put("füld", "2");
      more.put("", "3");
      assertEquals(1, sync.run(TEXT.hset(key, more)));
      assertEquals("2", sync.run(TEXT.hget(key, "füld")));
      assertEquals(Map.of("füld", "2", "", "3"), sync.run(TEXT.hgetAll(key)));
      assertArrayEquals(new byte[] {'3'}, sync.run(TEXT_TO_BYTES.hgetAll(key)).get(""));
    }
    assertThrows(IllegalArgumentException.class, () -> TEXT.hset("key", Map.of()));
  }

  @OnEveryLoop
  void sets(Cell cell) {
    String key = Keys.fresh("set");
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect()) {
      RedisSync sync = redis.sync();
      assertEquals(Set.of(), sync.run(TEXT.smembers(key)));
      assertEquals(2, sync.run(TEXT.sadd(key, "a", "", "a")));
      assertEquals(1, sync.run(TEXT.sadd(key, "a", "ü")));
      assertEquals(Set.of("a", "", "ü"), sync.run(TEXT.smembers(key)));
      assertEquals(3, sync.run(BYTES.smembers(key.getBytes(StandardCharsets.UTF_8))).size());
    }
    assertThrows(IllegalArgumentException.class, () -> TEXT.sadd("key"));
  }

  @OnEveryLoop
  void sortedSets(Cell cell) {
    String key = Keys.fresh("zset");
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect()) {
      RedisSync sync = redis.sync();
      assertEquals(List.of(), sync.run(TEXT.zrange(key, 0, -1)));
      assertEquals(List.of(), sync.run(TEXT.zrangeWithScores(key, 0, -1)));
      assertEquals(1, sync.run(TEXT.zadd(key, 1.5, "b")));
      assertEquals(0, sync.run(TEXT.zadd(key, 2.25, "b")));
      Map<String, Double> more = new LinkedHashMap<>();
      more.put("a", Double.NEGATIVE_INFINITY);
      more.put("c", 1e100);
      more.put("d", Double.POSITIVE_INFINITY);
      assertEquals(3, sync.run(TEXT.zadd(key, more)));
      assertEquals(List.of("a", "b", "c", "d"), sync.run(TEXT.zrange(key, 0, -1)));
      assertEquals(List.of("b", "c"), sync.run(TEXT.zrange(key, 1, 2)));
      assertEquals(
          List.of(
              new ScoredValue<>("a", Double.NEGATIVE_INFINITY),
              new ScoredValue<>("b", 2.25),
              new ScoredValue<>("c", 1e100),
              new ScoredValue<>("d", Double.POSITIVE_INFINITY)),
          sync.run(TEXT.zrangeWithScores(key, 0, -1)));
    }
    assertThrows(IllegalArgumentException.class, () -> TEXT.zadd("key", Map.of()));
  }
}
