package io.rondo.client;

import static io.rondo.client.Commands.BYTES;
import static io.rondo.client.Commands.TEXT;
import static io.rondo.client.Commands.TEXT_TO_BYTES;
import static io.rondo.client.SetOptions.NONE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.client.support.Cell;
import io.rondo.client.support.Keys;
import io.rondo.client.support.OnEveryLoop;
import io.rondo.client.support.ServerVersion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

class StringCommandsTest {
  @OnEveryLoop
  void setAndGet(Cell cell) {
    String key = Keys.fresh("schlüssel 😀 \r\n");
    String value = "grüße\r\n\0\uD83D\uDE00";
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect()) {
      RedisSync sync = redis.sync();
      assertNull(sync.run(TEXT.get(key)));
      assertEquals("OK", sync.run(TEXT.set(key, value)));
      assertEquals(value, sync.run(TEXT.get(key)));
      assertEquals(value.getBytes(StandardCharsets.UTF_8).length, sync.run(TEXT.strlen(key)));
      assertEquals("OK", sync.run(TEXT.set(key, "")));
      assertEquals("", sync.run(TEXT.get(key)));
      assertEquals(0, sync.run(TEXT.strlen(key)));
      assertEquals(3, sync.run(TEXT.append(key, "abc")));
      assertEquals(5, sync.run(TEXT.append(key, "ü")));
      assertEquals("abcü", sync.run(TEXT.get(key)));
    }
  }

  @OnEveryLoop
  void bytes(Cell cell) {
    String key = Keys.fresh("bytes");
    byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect()) {
      RedisSync sync = redis.sync();
      assertEquals("OK", sync.run(BYTES.set(keyBytes, all)));
      assertArrayEquals(all, sync.run(BYTES.get(keyBytes)));
      assertArrayEquals(all, sync.run(TEXT_TO_BYTES.get(key)));
      assertEquals("OK", sync.run(TEXT_TO_BYTES.set(key, new byte[0])));
      assertArrayEquals(new byte[0], sync.run(BYTES.get(keyBytes)));
      assertNull(sync.run(TEXT_TO_BYTES.get(Keys.fresh("none"))));
    }
  }

  @OnEveryLoop
  void severalKeys(Cell cell) {
    String a = Keys.fresh("a");
    String b = Keys.fresh("b");
    String missing = Keys.fresh("missing");
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect()) {
      RedisSync sync = redis.sync();
      Map<String, String> pairs = new LinkedHashMap<>();
      pairs.put(a, "1");
      pairs.put(b, "");
      assertEquals("OK", sync.run(TEXT.mset(pairs)));
      assertEquals(Arrays.asList("1", null, ""), sync.run(TEXT.mget(a, missing, b)));
      assertEquals(3, sync.run(TEXT.exists(a, b, missing, a)));
      assertEquals(2, sync.run(TEXT.del(a, b, missing)));
      assertEquals(0, sync.run(TEXT.exists(a)));
    }
    assertThrows(IllegalArgumentException.class, () -> TEXT.mset(Map.of()));
    assertThrows(IllegalArgumentException.class, () -> TEXT.mget());
    assertThrows(IllegalArgumentException.class, () -> TEXT.del());
  }

  @OnEveryLoop
  void counters(Cell cell) {
    String key = Keys.fresh("counter");
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect()) {
      RedisSync sync = redis.sync();
      assertEquals(1, sync.run(TEXT.incr(key)));
      assertEquals(-41, sync.run(TEXT.incrBy(key, -42)));
      assertEquals(Long.MAX_VALUE - 41, sync.run(TEXT.incrBy(key, Long.MAX_VALUE)));
      RedisServerException overflow =
          assertThrows(
              RedisServerException.class, () -> sync.run(TEXT.incrBy(key, Long.MAX_VALUE)));
      assertEquals("ERR", overflow.code());
      assertEquals(Fate.REFUSED, overflow.fate());
      sync.run(TEXT.set(key, String.valueOf(Long.MIN_VALUE)));
      assertEquals(Long.MIN_VALUE + 1, sync.run(TEXT.incr(key)));
    }
  }

  @OnEveryLoop
  void conditions(Cell cell) {
    String key = Keys.fresh("condition");
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect()) {
      RedisSync sync = redis.sync();
      assertNull(sync.run(TEXT.set(key, "a", NONE.ifPresent())));
      assertNull(sync.run(TEXT.get(key)));
      assertEquals("OK", sync.run(TEXT.set(key, "b", NONE.ifAbsent())));
      assertNull(sync.run(TEXT.set(key, "c", NONE.ifAbsent())));
      assertEquals("b", sync.run(TEXT.get(key)));
      assertEquals("OK", sync.run(TEXT.set(key, "d", NONE.ifPresent())));
      assertEquals("OK", sync.run(TEXT.set(key, "e", NONE)));
      assertEquals("e", sync.run(TEXT.get(key)));
    }
  }

  @OnEveryLoop
  void timesToLive(Cell cell) {
    String key = Keys.fresh("expiry");
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect()) {
      RedisSync sync = redis.sync();
      assertEquals(-2, sync.run(TEXT.ttl(key)));
      assertFalse(sync.run(TEXT.expire(key, 100)));
      sync.run(TEXT.set(key, "a"));
      assertEquals(-1, sync.run(TEXT.ttl(key)));
      assertTrue(sync.run(TEXT.expire(key, 100)));
      assertWithin(90, 100, sync.run(TEXT.ttl(key)));
      sync.run(TEXT.set(key, "b", NONE.keepsTimeToLive()));
      assertWithin(90, 100, sync.run(TEXT.ttl(key)));
      sync.run(TEXT.set(key, "b", NONE.expiresAfter(Duration.ofSeconds(1000)))); // EX
      assertWithin(990, 1000, sync.run(TEXT.ttl(key)));
      sync.run(TEXT.set(key, "b", NONE.expiresAfter(Duration.ofMillis(500_500)))); // PX
      assertWithin(490, 501, sync.run(TEXT.ttl(key)));
      Instant then = Instant.ofEpochSecond(Instant.now().getEpochSecond() + 2000);
      sync.run(TEXT.set(key, "b", NONE.expiresAt(then))); // EXAT
      assertWithin(1990, 2000, sync.run(TEXT.ttl(key)));
      sync.run(TEXT.set(key, "b", NONE.expiresAt(then.plusMillis(1)))); // PXAT
      assertWithin(1990, 2001, sync.run(TEXT.ttl(key)));
      assertEquals(
          "OK",
          sync.run(TEXT.set(key, "c", NONE.ifPresent().expiresAfter(Duration.ofSeconds(50)))));
      assertWithin(40, 50, sync.run(TEXT.ttl(key)));
      sync.run(TEXT.set(key, "d"));
      assertEquals(-1, sync.run(TEXT.ttl(key)));
    }
    assertThrows(
        IllegalArgumentException.class, () -> NONE.expiresAfter(Duration.ofNanos(999_999)));
    assertThrows(IllegalArgumentException.class, () -> NONE.expiresAt(Instant.EPOCH));
  }

  private static void assertWithin(long least, long most, long seconds) {
    assertTrue(
        least <= seconds && seconds <= most,
        () -> seconds + " s to live, expected " + least + " to " + most);
  }

  @OnEveryLoop
  void setWithGet(Cell cell) {
    String key = Keys.fresh("setGet");
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect()) {
      RedisSync sync = redis.sync();
      assertNull(sync.run(TEXT.setGet(key, "a", NONE)));
      assertEquals("a", sync.run(TEXT.setGet(key, "", NONE)));
      assertEquals("", sync.run(TEXT.setGet(key, "b", NONE.expiresAfter(Duration.ofMinutes(1)))));
      assertEquals("b", sync.run(TEXT.setGet(key, "c", NONE.ifPresent())));
      byte[] before = sync.run(TEXT_TO_BYTES.setGet(key, new byte[] {1}, NONE));
      assertArrayEquals(new byte[] {'c'}, before);
      if (ServerVersion.of(redis).isAtLeast(7, 0)) {
        assertEquals("\u0001", sync.run(TEXT.setGet(key, "d", NONE.ifAbsent())));
        assertEquals("\u0001", sync.run(TEXT.get(key)));
      } else {
        RedisServerException refused =
            assertThrows(
                RedisServerException.class, () -> sync.run(TEXT.setGet(key, "d", NONE.ifAbsent())));
        assertEquals("ERR", refused.code());
      }
    }
  }
}
