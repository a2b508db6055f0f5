package io.rondo.client;

import static io.rondo.client.Commands.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.client.support.Keys;
import io.rondo.resp.RespValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Replies of the commands about streams and their consumer groups. */
class StreamRepliesTest extends LiveReplies {
  private static final Duration SHORT = Duration.ofMillis(5);
  private static final StreamEntry<String, String> FIRST =
      new StreamEntry<>("1-0", Map.of("a", "1"));
  private static final StreamEntry<String, String> SECOND =
      new StreamEntry<>("2-0", Map.of("b", "2"));

  private final String key = Keys.fresh("stream");
  private final String absent = Keys.fresh("absent");

  private void fill() {
    gives("1-0", TEXT.xadd(key, XAddOptions.NONE.id("1-0"), Map.of("a", "1")));
    gives("2-0", TEXT.xadd(key, XAddOptions.NONE.id("2-0"), Map.of("b", "2")));
  }

  @Test
  void entries() {
    gives(null, TEXT.xadd(absent, XAddOptions.NONE.ifStreamPresent(), Map.of("a", "1")));
    fill();
    satisfies(id -> id.endsWith("-0"), TEXT.xadd(key, Map.of("c", "3")));
    gives(3L, TEXT.xlen(key));
    gives(List.of(FIRST), TEXT.xrange(key, "-", "(2-0"));
    gives(List.of(SECOND), TEXT.xrange(key, "(1-0", "+", 1));
    gives(List.of(SECOND, FIRST), TEXT.xrevRange(key, "2", "-"));
    gives(List.of(FIRST), TEXT.xrevRange(key, "1", "-", 1));
    gives(List.of(), TEXT.xrange(absent, "-", "+"));
    gives(1L, TEXT.xdel(key, "1-0", "9-9"));
    gives(0L, TEXT.xtrim(key, StreamTrim.minId("1").approximately(10)));
    gives(1L, TEXT.xtrim(key, StreamTrim.maxLength(1)));
    XAddOptions one = XAddOptions.NONE.trimming(StreamTrim.maxLength(1));
    run(TEXT.xadd(key, one, Map.of("d", "4")));
    gives(1L, TEXT.xlen(key));
    gives("OK", TEXT.xsetId(key, "99999999999999-0"));
    givesInSeven("OK", TEXT.xsetId(key, "99999999999999-1", XSetIdOptions.NONE.entriesAdded(9)));
  }

  @Test
  void reads() {
    gives(null, TEXT.xread(XReadOptions.NONE, Map.of(absent, "0")));
    gives(null, TEXT.xread(XReadOptions.NONE.block(SHORT), Map.of(absent, "$")));
    fill();
    gives(
        Map.of(key, List.of(FIRST, SECOND)),
        TEXT.xread(XReadOptions.NONE, Map.of(key, "0", absent, "0")));
    gives(
        Map.of(key, List.of(SECOND)),
        TEXT.xread(XReadOptions.NONE.count(1).block(SHORT), Map.of(key, "1")));
  }

  @Test
  void groups() {
    gives("OK", TEXT.xgroupCreate(key, "g", "0", XGroupOptions.NONE.makingStream()));
    fails("BUSYGROUP", TEXT.xgroupCreate(key, "g", "0", XGroupOptions.NONE));
    gives(new PendingSummary(0, null, null, Map.of()), TEXT.xpending(key, "g"));
    gives(null, TEXT.xreadGroup("g", "me", XReadOptions.NONE.block(SHORT), Map.of(key, ">")));
    fill();
    gives(
        Map.of(key, List.of(FIRST)),
        TEXT.xreadGroup("g", "me", XReadOptions.NONE.count(1), Map.of(key, ">")));
    gives(
        Map.of(key, List.of(SECOND)),
        TEXT.xreadGroup("g", "me", XReadOptions.NONE, Map.of(key, ">")));
    gives(new PendingSummary(2, "1-0", "2-0", Map.of("me", 2L)), TEXT.xpending(key, "g"));
    run(TEXT.xdel(key, "1-0"));
    gives(
        Map.of(key, List.of(new StreamEntry<>("1-0", null), SECOND)),
        TEXT.xreadGroup("g", "me", XReadOptions.NONE, Map.of(key, "0")));
    PendingEntry pending =
        run(TEXT.xpending(key, "g", XPendingOptions.NONE.minIdle(Duration.ZERO), "-", "+", 9))
            .get(0);
    assertEquals("1-0", pending.id());
    assertEquals("me", pending.consumer());
    assertTrue(pending.deliveries() >= 1);
    gives(List.of(), TEXT.xpending(key, "g", XPendingOptions.NONE, "-", "+", 9, "you"));
    gives(1L, TEXT.xack(key, "g", "2-0", "9-9"));
    gives(
        Map.of(),
        TEXT.xreadGroupNoAck("g", "me", XReadOptions.NONE, Map.of(key, ">"))
            .map(m -> m == null ? Map.of() : m));
    gives("OK", TEXT.xgroupSetId(key, "g", "0"));
    givesInSeven("OK", TEXT.xgroupSetId(key, "g", "0", 0));
    gives(true, TEXT.xgroupCreateConsumer(key, "g", "you"));
    gives(false, TEXT.xgroupCreateConsumer(key, "g", "you"));
    gives(0L, TEXT.xgroupDelConsumer(key, "g", "you"));
    gives(true, TEXT.xgroupDestroy(key, "g"));
    gives(false, TEXT.xgroupDestroy(key, "g"));
  }

  private void deliver() {
    run(TEXT.xgroupCreate(key, "g", "0", XGroupOptions.NONE.makingStream()));
    fill();
    run(TEXT.xreadGroup("g", "me", XReadOptions.NONE, Map.of(key, ">")));
  }

  @Test
  void claims() {
    deliver();
    gives(
        List.of(FIRST),
        TEXT.xclaim(
            key, "g", "you", Duration.ZERO, XClaimOptions.NONE.deliveries(7), "1-0", "9-9"));
    gives(
        List.of("1-0"),
        TEXT.xclaimJustId(
            key,
            "g",
            "you",
            Duration.ZERO,
            XClaimOptions.NONE.deliveredAt(Instant.ofEpochSecond(1)).forcing().lastId("1-0"),
            "1-0"));
    gives(
        List.of(), TEXT.xclaim(key, "g", "me", Duration.ofDays(99_999), XClaimOptions.NONE, "1-0"));
    gives(
        new ClaimedEntries<>("2-0", List.of(FIRST), List.of()),
        TEXT.xautoClaim(key, "g", "you", Duration.ZERO, "0-0", 1));
    gives(
        new ClaimedEntries<>("0-0", List.of("2-0"), List.of()),
        TEXT.xautoClaimJustId(key, "g", "you", Duration.ZERO, "2-0", 1));
    run(TEXT.xdel(key, "1-0"));
    gives(List.of(), TEXT.xclaim(key, "g", "me", Duration.ZERO, XClaimOptions.NONE, "1-0"));
  }

  @Test
  void deletedEntriesThatAreClaimed() {
    deliver();
    run(TEXT.xdel(key, "1-0"));
    gives(
        new ClaimedEntries<>("0-0", List.of(SECOND), isSeven() ? List.of("1-0") : List.of()),
        TEXT.xautoClaim(key, "g", "you", Duration.ZERO, "0-0", 9));
  }

  @Test
  void information() {
    deliver();
    StreamGroup group = run(TEXT.xinfoGroups(key)).get(0);
    Long two = isSeven() ? Long.valueOf(2) : null;
    Long none = isSeven() ? Long.valueOf(0) : null;
    assertEquals(new StreamGroup("g", 1, 2, "2-0", two, none), group);
    run(TEXT.xgroupSetId(key, "g", "1-1"));
    assertNull(run(TEXT.xinfoGroups(key)).get(0).entriesRead());
    StreamConsumer consumer = run(TEXT.xinfoConsumers(key, "g")).get(0);
    assertEquals(new StreamConsumer("me", 2, consumer.idle()), consumer);
    assertTrue(!consumer.idle().isNegative());
    gives(new RespValue.Int(2), TEXT.xinfoStream(key).map(stream -> stream.get("length")));
    satisfies(
        stream ->
            stream.get("entries") instanceof RespValue.Array all && all.elements().size() == 1,
        TEXT.xinfoStreamFull(key, 1));
    fails("ERR", TEXT.xinfoStream(absent));
  }
}
