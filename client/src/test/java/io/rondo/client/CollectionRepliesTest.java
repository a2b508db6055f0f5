package io.rondo.client;

import static io.rondo.client.Commands.BYTES;
import static io.rondo.client.Commands.TEXT;
import static java.util.Arrays.asList;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.rondo.client.support.Keys;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Replies of the commands about lists, hashes and sets. */
class CollectionRepliesTest extends LiveReplies {
  private static final Duration SHORT = Duration.ofMillis(5);

  private final String key = Keys.fresh("collection");
  private final String other = Keys.fresh("collection");
  private final String absent = Keys.fresh("absent");

  @Test
  void lists() {
    gives(0L, TEXT.lpushX(key, "x"));
    gives(0L, TEXT.rpushX(key, "x"));
    gives(3L, TEXT.rpush(key, "a", "b", "a"));
    gives(4L, TEXT.lpushX(key, "z"));
    gives(5L, TEXT.rpushX(key, "c"));
    gives("c", TEXT.lindex(key, -1));
    gives(null, TEXT.lindex(key, 9));
    gives(6L, TEXT.linsertBefore(key, "b", "b0"));
    gives(7L, TEXT.linsertAfter(key, "b", "b1"));
    gives(-1L, TEXT.linsertAfter(key, "?", "b1"));
    gives(0L, TEXT.linsertAfter(absent, "?", "b1"));
    gives("OK", TEXT.lset(key, 0, "a"));
    fails("ERR", TEXT.lset(key, 99, "a"));
    gives(List.of("a", "a", "b0", "b", "b1", "a", "c"), TEXT.lrange(key, 0, -1));
    gives(0L, TEXT.lpos(key, "a"));
    gives(null, TEXT.lpos(key, "?"));
    gives(null, TEXT.lpos(absent, "?"));
    gives(5L, TEXT.lpos(key, "a", LposOptions.NONE.rank(-1)));
    gives(null, TEXT.lpos(key, "a", LposOptions.NONE.rank(3).maxLength(3)));
    gives(List.of(0L, 1L, 5L), TEXT.lpos(key, "a", LposOptions.NONE, 0));
    gives(List.of(), TEXT.lpos(key, "?", LposOptions.NONE, 0));
    gives(2L, TEXT.lrem(key, 2, "a"));
    gives("OK", TEXT.ltrim(key, 1, -2));
    gives(List.of("b", "b1", "a"), TEXT.lrange(key, 0, -1));
  }

  @Test
  void moves() {
    gives(null, TEXT.lmove(key, other, ListEnd.LEFT, ListEnd.RIGHT));
    gives(null, TEXT.blmove(key, other, ListEnd.LEFT, ListEnd.RIGHT, SHORT));
    gives(null, TEXT.rpopLpush(key, other));
    gives(null, TEXT.brpopLpush(key, other, SHORT));
    run(TEXT.rpush(key, "1", "2", "3", "4"));
    gives("1", TEXT.lmove(key, other, ListEnd.LEFT, ListEnd.RIGHT));
    gives("2", TEXT.blmove(key, other, ListEnd.LEFT, ListEnd.LEFT, SHORT));
    gives("4", TEXT.rpopLpush(key, other));
    gives("3", TEXT.brpopLpush(key, other, SHORT));
    gives(List.of("3", "4", "2", "1"), TEXT.lrange(other, 0, -1));
  }

  @Test
  void popsOfSeveralLists() {
    givesInSeven(null, TEXT.lmpop(ListEnd.LEFT, 2, absent, key));
    givesInSeven(null, TEXT.blmpop(SHORT, ListEnd.LEFT, 2, absent, key));
    run(TEXT.rpush(key, "1", "2", "3"));
    givesInSeven(new KeyValue<>(key, List.of("1", "2")), TEXT.lmpop(ListEnd.LEFT, 2, absent, key));
    givesInSeven(
        new KeyValue<>(key, List.of("3")), TEXT.blmpop(SHORT, ListEnd.RIGHT, 2, absent, key));
  }

  @Test
  void hashes() {
    gives(null, TEXT.hrandField(absent));
    gives(List.of(), TEXT.hrandField(absent, 2));
    gives(List.of(), TEXT.hrandFieldWithValues(absent, 2));
    gives(List.of(), TEXT.hkeys(absent));
    gives(List.of(), TEXT.hvals(absent));
    gives(new ScanPage<>("0", List.of()), TEXT.hscan(absent, ScanPage.START));
    gives("OK", TEXT.hmset(key, Map.of("a", "1")));
    gives(true, TEXT.hsetNx(key, "b", "22"));
    gives(false, TEXT.hsetNx(key, "b", "3"));
    gives(asList("1", null, "22"), TEXT.hmget(key, "a", "?", "b"));
    gives(Set.of("a", "b"), TEXT.hkeys(key).map(Set::copyOf));
    gives(Set.of("1", "22"), TEXT.hvals(key).map(Set::copyOf));
    gives(2L, TEXT.hlen(key));
    gives(2L, TEXT.hstrlen(key, "b"));
    gives(true, TEXT.hexists(key, "a"));
    gives(false, TEXT.hexists(key, "?"));
    gives(1L, TEXT.hdel(key, "a", "?"));
    gives("b", TEXT.hrandField(key));
    gives(List.of("b"), TEXT.hrandField(key, 5));
    gives(List.of("b", "b"), TEXT.hrandField(key, -2));
    KeyValue<String, String> field = new KeyValue<>("b", "22");
    gives(List.of(field, field), TEXT.hrandFieldWithValues(key, -2));
    gives(new ScanPage<>("0", List.of(field)), TEXT.hscan(key, ScanPage.START));
    gives(
        new ScanPage<>("0", List.of()),
        TEXT.hscan(key, ScanPage.START, ScanOptions.NONE.match("x*").count(5)));
    gives(23L, TEXT.hincrBy(key, "b", 1));
    gives(23.5, TEXT.hincrByFloat(key, "b", 0.5));
  }

  @Test
  void sets() {
    gives(null, TEXT.spop(absent));
    gives(Set.of(), TEXT.spop(absent, 2));
    gives(null, TEXT.srandMember(absent));
    gives(List.of(), TEXT.srandMember(absent, -2));
    gives(new ScanPage<>("0", List.of()), TEXT.sscan(absent, ScanPage.START));
    run(TEXT.sadd(key, "a", "b", "c"));
    run(TEXT.sadd(other, "b", "c", "d"));
    gives(3L, TEXT.scard(key));
    gives(true, TEXT.sisMember(key, "a"));
    gives(List.of(true, false), TEXT.smisMember(key, "a", "?"));
    gives(Set.of("b", "c"), TEXT.sinter(key, other));
    gives(Set.of("a", "b", "c", "d"), TEXT.sunion(key, other));
    gives(Set.of("a"), TEXT.sdiff(key, other));
    gives(Set.of(), TEXT.sinter(key, absent));
    String result = Keys.fresh("result");
    gives(2L, TEXT.sinterStore(result, key, other));
    gives(4L, TEXT.sunionStore(result, key, other));
    gives(1L, TEXT.sdiffStore(result, key, other));
    gives(new ScanPage<>("0", List.of("a")), TEXT.sscan(result, ScanPage.START, ScanOptions.NONE));
    givesInSeven(2L, TEXT.sinterCard(key, other));
    givesInSeven(1L, TEXT.sinterCard(1, key, other));
    gives(true, TEXT.smove(key, other, "a"));
    gives(false, TEXT.smove(key, other, "a"));
    gives(1L, TEXT.srem(key, "b", "?"));
    gives("c", TEXT.srandMember(key));
    gives(List.of("c", "c"), TEXT.srandMember(key, -2));
    gives("c", TEXT.spop(key));
    gives(Set.of("a", "b", "c", "d"), TEXT.spop(other, 9));
  }

  @Test
  void bytes() {
    byte[] name = key.getBytes(StandardCharsets.UTF_8);
    byte[] value = {0, -1};
    run(BYTES.hset(name, value, value));
    KeyValue<byte[], byte[]> field = run(BYTES.hrandFieldWithValues(name, 1)).get(0);
    assertArrayEquals(value, field.key());
    assertArrayEquals(value, field.value());
    assertArrayEquals(value, run(BYTES.hscan(name, "0")).elements().get(0).value());
  }
}
