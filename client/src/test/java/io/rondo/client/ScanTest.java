package io.rondo.client;

import static io.rondo.client.Commands.TEXT;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.client.support.Keys;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Scans as lazy iterators and streams. */
class ScanTest extends LiveReplies {
  private static final int MANY = 1_000;
  private static final ScanOptions TEN = ScanOptions.NONE.count(10);

  private RedisConnection redis;
  private String key;

  @BeforeEach
  void open() {
    redis = client().connect();
    key = Keys.fresh("scan");
  }

  private static Map<String, String> fields() {
    return IntStream.range(0, MANY).boxed().collect(toMap(i -> "f" + i, i -> "v" + i));
  }

  private long answered() {
    return redis.stats().answered();
  }

  @Test
  void keys() {
    Map<String, String> keys = new LinkedHashMap<>();
    for (int i = 0; i < 100; i++) {
      keys.put(key + ":" + i, "x");
    }
    run(TEXT.mset(keys));
    Set<String> seen = new HashSet<>();
    for (String found :
        redis.sync().scan(at -> TEXT.scan(at, ScanOptions.NONE.match(key + ":*").count(5)))) {
      seen.add(found);
    }
    assertEquals(keys.keySet(), seen);
  }

  @Test
  void fieldsOfAHash() {
    run(TEXT.hset(key, fields()));
    assertEquals(
        fields(),
        redis.sync().scan(at -> TEXT.hscan(key, at, TEN)).stream()
            .collect(toMap(KeyValue::key, KeyValue::value, (a, b) -> a)));
  }

  @Test
  void membersOfASet() {
    run(TEXT.sadd(key, fields().keySet().toArray(String[]::new)));
    assertEquals(
        fields().keySet(),
        redis.sync().scan(at -> TEXT.sscan(key, at, TEN)).stream().collect(toSet()));
  }

  @Test
  void membersOfASortedSet() {
    Map<String, Double> scores =
        IntStream.range(0, MANY).boxed().collect(toMap(i -> "m" + i, i -> i * 0.5));
    run(TEXT.zadd(key, scores));
    assertEquals(
        scores,
        redis.sync().scan(at -> TEXT.zscan(key, at, TEN)).stream()
            .collect(toMap(ScoredValue::value, ScoredValue::score, (a, b) -> a)));
  }

  @Test
  void asksForAPageWhenItIsNeeded() {
    run(TEXT.hset(key, fields()));
    long before = answered();
    Scan<KeyValue<String, String>> scan = redis.sync().scan(at -> TEXT.hscan(key, at, TEN));
    Iterator<KeyValue<String, String>> fields = scan.iterator();
    assertEquals(before, answered(), "nothing is asked for yet");
    int ofFirstPage = run(TEXT.hscan(key, ScanPage.START, TEN)).elements().size();
    for (int i = 0; i < ofFirstPage; i++) {
      fields.next();
      assertEquals(before + 1, answered());
    }
    assertTrue(fields.hasNext());
    assertEquals(before + 2, answered());
    assertEquals(1, scan.stream().limit(1).count());
    assertEquals(before + 3, answered());
  }

  @Test
  void endsOnce() {
    Iterator<String> nothing = redis.sync().scan(at -> TEXT.sscan(key, at)).iterator();
    assertFalse(nothing.hasNext());
    long answered = answered();
    assertThrows(NoSuchElementException.class, nothing::next);
    assertFalse(nothing.hasNext());
    assertEquals(answered, answered(), "the scan is over");
  }

  @Test
  void failsAsTheCommandDoes() {
    run(TEXT.set(key, "text"));
    Iterator<String> members = redis.sync().scan(at -> TEXT.sscan(key, at)).iterator();
    assertEquals("WRONGTYPE", assertThrows(RedisServerException.class, members::hasNext).code());
  }
}
