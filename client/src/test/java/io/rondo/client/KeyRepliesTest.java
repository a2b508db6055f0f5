package io.rondo.client;

import static io.rondo.client.Commands.TEXT;
import static java.util.Arrays.asList;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.client.support.Keys;
import io.rondo.client.support.TestRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Replies of the commands about keys of any type and when they expire. */
class KeyRepliesTest extends LiveReplies {
  private final String key = Keys.fresh("key");
  private final String other = Keys.fresh("key");
  private final String absent = Keys.fresh("absent");

  @Test
  void names() {
    run(TEXT.set(key, "1"));
    gives("string", TEXT.type(key));
    gives("none", TEXT.type(absent));
    gives(1L, TEXT.touch(key, absent));
    gives(true, TEXT.copy(key, other));
    gives(false, TEXT.copy(key, other));
    gives(true, TEXT.copy(key, other, CopyOptions.NONE.replacing()));
    gives(false, TEXT.copy(absent, other));
    gives(false, TEXT.renameNx(key, other));
    gives("OK", TEXT.rename(key, other));
    fails("ERR", TEXT.rename(absent, other));
    gives(true, TEXT.renameNx(other, key));
    gives(true, TEXT.move(key, 9));
    gives(false, TEXT.move(absent, 9));
    gives(0L, TEXT.unlink(key));
    gives(List.of(), TEXT.keys(absent + "*"));
    run(TEXT.set(key, "1"));
    gives(List.of(key), TEXT.keys(key));
    satisfies(Objects::nonNull, TEXT.randomKey());
  }

  @Test
  void expiry() {
    gives(false, TEXT.pexpire(absent, 1));
    gives(-2L, TEXT.pttl(absent));
    run(TEXT.set(key, "1"));
    gives(-1L, TEXT.pttl(key));
    gives(false, TEXT.persist(key));
    gives(true, TEXT.pexpire(key, 100_000));
    gives(true, TEXT.persist(key));
    gives(true, TEXT.expireAt(key, 99_999_999_999L));
    gives(true, TEXT.pexpireAt(key, 99_999_999_999_000L));
    givesInSeven(99_999_999_999_000L, TEXT.pexpireTime(key));
    givesInSeven(99_999_999_999L, TEXT.expireTime(key));
    givesInSeven(-2L, TEXT.expireTime(absent));
    givesInSeven(false, TEXT.expire(key, 1, ExpireCondition.NX));
    givesInSeven(true, TEXT.pexpire(key, 100_000, ExpireCondition.LT));
    givesInSeven(true, TEXT.expireAt(key, 99_999_999_999L, ExpireCondition.GT));
    givesInSeven(true, TEXT.pexpireAt(key, 99_999_999_999L, ExpireCondition.XX));
  }

  @Test
  void scans() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      run(TEXT.sadd(key + ":" + i, "x"));
    }
    ScanOptions matching = ScanOptions.NONE.match(key + ":*").count(7);
    ScanPage<String> page = run(TEXT.scan(ScanPage.START, matching));
    while (!page.isLast()) {
      names.addAll(page.elements());
      page = run(TEXT.scan(page.cursor(), matching));
    }
    names.addAll(page.elements());
    assertEquals(25, Set.copyOf(names).size());
    ScanOptions all = matching.count(1_000_000);
    gives(25, TEXT.scan(ScanPage.START, all, "set").map(found -> found.elements().size()));
    gives(0, TEXT.scan(ScanPage.START, all, "hash").map(found -> found.elements().size()));
    satisfies(found -> !found.elements().isEmpty() || !found.isLast(), TEXT.scan(ScanPage.START));
  }

  /** Both are processes of this machine, for a server in a container does not reach its ports. */
  @Test
  void migrates() {
    try (TestRedis source = TestRedis.startProcess();
        TestRedis target = TestRedis.startProcess();
        RedisClient client =
            RedisClient.create(RedisOptions.create().withAddress("127.0.0.1", source.port()));
        RedisConnection own = client.connect()) {
      Duration wait = Duration.ofSeconds(5);
      MigrateOptions copying = MigrateOptions.NONE.copying().replacing();
      own.sync().run(TEXT.rpush(key, "a", "b"));
      assertEquals(
          "OK", own.sync().run(TEXT.migrate("127.0.0.1", target.port(), 0, wait, copying, key)));
      assertEquals(
          "NOKEY",
          own.sync()
              .run(
                  TEXT.migrate(
                      "127.0.0.1", target.port(), 0, wait, MigrateOptions.NONE, absent, absent)));
    }
  }

  @Test
  void dumps() {
    assertNull(run(TEXT.dump(absent)));
    run(TEXT.rpush(key, "a", "b"));
    byte[] dump = Objects.requireNonNull(run(TEXT.dump(key)));
    gives("OK", TEXT.restore(other, 0, dump));
    fails("BUSYKEY", TEXT.restore(other, 0, dump));
    RestoreOptions options =
        RestoreOptions.NONE.replacing().absoluteTimeToLive().idleTime(Duration.ofSeconds(1000));
    gives("OK", TEXT.restore(other, 99_999_999_999_000L, dump, options));
    satisfies(idle -> idle >= 1000, TEXT.objectIdleTime(other));
    gives(List.of("a", "b"), TEXT.lrange(other, 0, -1));
    assertThrows(
        IllegalArgumentException.class,
        () -> TEXT.migrate("127.0.0.1", 1, 0, Duration.ZERO, MigrateOptions.NONE, key));
  }

  @Test
  void sorts() {
    run(TEXT.rpush(key, "3", "1", "2"));
    run(TEXT.set(key + ":1", "one"));
    gives(List.of("1", "2", "3"), TEXT.sort(key, SortOptions.NONE));
    gives(List.of("3", "2"), TEXT.sort(key, SortOptions.NONE.order(SortOrder.DESC).limit(0, 2)));
    gives(
        asList("1", "one", "2", null, "3", null),
        TEXT.sort(key, SortOptions.NONE.get("#").get(key + ":*")));
    gives(List.of("3", "1", "2"), TEXT.sort(key, SortOptions.NONE.by("nosort").alphabetically()));
    givesInSeven(List.of("1", "2", "3"), TEXT.sortRo(key, SortOptions.NONE));
    gives(List.of(), TEXT.sort(absent, SortOptions.NONE));
    gives(3L, TEXT.sortStore(key, SortOptions.NONE, other));
  }

  @Test
  void objects() {
    run(TEXT.set(key, "12"));
    gives("int", TEXT.objectEncoding(key));
    gives(null, TEXT.objectEncoding(absent));
    gives(null, TEXT.objectIdleTime(absent));
    gives(null, TEXT.objectFreq(absent));
    gives(null, TEXT.objectRefCount(absent));
    satisfies(count -> count >= 1, TEXT.objectRefCount(key));
    fails("ERR", TEXT.objectFreq(key));
    satisfies(size -> size > 0, TEXT.memoryUsage(key));
    satisfies(size -> size > 0, TEXT.memoryUsage(key, 0));
    gives(null, TEXT.memoryUsage(absent));
    gives(0L, TEXT.waitForReplicas(1, Duration.ofMillis(5)));
    assertTrue(run(TEXT.exists(key)) == 1);
  }
}
