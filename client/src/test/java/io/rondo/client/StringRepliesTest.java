package io.rondo.client;

import static io.rondo.client.Commands.BYTES;
import static io.rondo.client.Commands.TEXT;
import static java.util.Arrays.asList;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.rondo.client.support.Keys;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Replies of the commands about strings, bitmaps and HyperLogLogs. */
class StringRepliesTest extends LiveReplies {
  private final String key = Keys.fresh("string");
  private final String other = Keys.fresh("string");
  private final String absent = Keys.fresh("absent");

  @Test
  void values() {
    gives(true, TEXT.setNx(key, "hello"));
    gives(false, TEXT.setNx(key, "x"));
    gives("hello", TEXT.getEx(key, GetExOptions.NONE));
    gives("hello", TEXT.getEx(key, GetExOptions.expiresAfter(Duration.ofMillis(100_500))));
    satisfies(millis -> millis > 90_000, TEXT.pttl(key));
    gives("hello", TEXT.getEx(key, GetExOptions.expiresAt(Instant.ofEpochSecond(99_999_999_999L))));
    givesInSeven(99_999_999_999L, TEXT.expireTime(key));
    gives("hello", TEXT.getEx(key, GetExOptions.PERSIST));
    gives(-1L, TEXT.ttl(key));
    gives(null, TEXT.getEx(absent, GetExOptions.NONE));
    gives("ell", TEXT.getRange(key, 1, -2));
    gives("", TEXT.getRange(absent, 0, -1));
    gives("ell", TEXT.substr(key, 1, -2));
    gives(5L, TEXT.setRange(key, 1, "u"));
    gives("hullo", TEXT.getSet(key, "x"));
    gives("x", TEXT.setGet(key, "y", SetOptions.NONE.expiresAfter(Duration.ofSeconds(9))));
    gives("y", TEXT.getDel(key));
    gives(null, TEXT.getDel(key));
    gives(null, TEXT.getSet(key, "x"));
    gives("OK", TEXT.setEx(key, 100, "1"));
    gives("OK", TEXT.psetEx(key, 100_000, "1"));
    gives(false, TEXT.msetNx(Map.of(key, "2", absent, "2")));
    gives(true, TEXT.msetNx(Map.of(absent, "2", other, "3")));
    gives(asList("1", "2", "3", null), TEXT.mget(key, absent, other, Keys.fresh("absent")));
  }

  @Test
  void numbers() {
    gives(-1L, TEXT.decr(key));
    gives(-11L, TEXT.decrBy(key, 10));
    gives(-0.5, TEXT.incrByFloat(key, 10.5));
    gives(5.0e20, TEXT.incrByFloat(key, 5e20));
  }

  @Test
  void longestCommonSubsequence() {
    run(TEXT.mset(Map.of(key, "ohmytext", other, "mynewtext")));
    givesInSeven("mytext", TEXT.lcs(key, other));
    givesInSeven("", TEXT.lcs(key, absent));
    givesInSeven(6L, TEXT.lcsLen(key, other));
    LcsMatch text = new LcsMatch(4, 7, 5, 8, 4);
    givesInSeven(
        new LcsMatches(List.of(text, new LcsMatch(2, 3, 0, 1, 2)), 6), TEXT.lcsIdx(key, other, 0));
    givesInSeven(new LcsMatches(List.of(text), 6), TEXT.lcsIdx(key, other, 4));
    givesInSeven(new LcsMatches(List.of(), 0), TEXT.lcsIdx(key, absent, 0));
  }

  @Test
  void bitmaps() {
    gives(false, TEXT.getBit(absent, 7));
    gives(false, TEXT.setBit(key, 7, true));
    gives(true, TEXT.setBit(key, 7, true));
    gives(true, TEXT.getBit(key, 7));
    gives(1L, TEXT.bitCount(key));
    gives(0L, TEXT.bitCount(absent));
    gives(0L, TEXT.bitCount(key, BitRange.of(1, -1)));
    givesInSeven(1L, TEXT.bitCount(key, BitRange.of(7, 7, BitUnit.BIT)));
    gives(7L, TEXT.bitPos(key, true));
    gives(0L, TEXT.bitPos(key, false));
    gives(-1L, TEXT.bitPos(key, true, 1));
    gives(-1L, TEXT.bitPos(key, true, BitRange.of(1, 2)));
    givesInSeven(7L, TEXT.bitPos(key, true, BitRange.of(1, 9, BitUnit.BIT)));
    gives(1L, TEXT.bitOp(BitOperation.NOT, other, key));
    gives(7L, TEXT.bitCount(other));
    gives(1L, TEXT.bitOp(BitOperation.OR, other, key, other));
    gives(8L, TEXT.bitCount(other));
  }

  @Test
  void bitFields() {
    gives(List.of(), TEXT.bitField(key, BitField.NONE));
    gives(
        asList(0L, 254L, 0L, 255L, null, -128L),
        TEXT.bitField(
            key,
            BitField.NONE
                .get("u8", 0)
                .incrBy("u8", 0, -2, BitOverflow.WRAP)
                .set("i8", 8, 100, BitOverflow.SAT)
                .incrBy("u8", 0, 9, BitOverflow.SAT)
                .incrBy("u8", 0, 1, BitOverflow.FAIL)
                .incrBy("i8", 16, -129, BitOverflow.SAT)));
    gives(List.of(255L, 100L), TEXT.bitFieldRo(key, BitFieldGets.NONE.get("u8", 0).get("i8", 8)));
  }

  @Test
  void hyperLogLogs() {
    gives(true, TEXT.pfAdd(key));
    gives(false, TEXT.pfAdd(key));
    gives(true, TEXT.pfAdd(key, "a", "b"));
    gives(false, TEXT.pfAdd(key, "a"));
    gives(true, TEXT.pfAdd(other, "c"));
    gives(3L, TEXT.pfCount(key, other));
    gives("OK", TEXT.pfMerge(other, key));
    gives(3L, TEXT.pfCount(other));
    gives(0L, TEXT.pfCount(absent));
  }

  @Test
  void bytes() {
    byte[] name = key.getBytes(StandardCharsets.UTF_8);
    byte[] value = {0, -1, '\r', '\n'};
    run(BYTES.set(name, value));
    assertArrayEquals(value, run(BYTES.getEx(name, GetExOptions.NONE)));
    assertArrayEquals(new byte[] {-1}, run(BYTES.getRange(name, 1, 1)));
    assertArrayEquals(value, run(BYTES.getDel(name)));
  }
}
