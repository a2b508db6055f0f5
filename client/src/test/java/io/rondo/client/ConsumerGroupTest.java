package io.rondo.client;

import static io.rondo.client.Commands.BYTES;
import static io.rondo.client.Commands.TEXT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.rondo.client.support.Cell;
import io.rondo.client.support.Eventually;
import io.rondo.client.support.Keys;
import io.rondo.client.support.OnEveryLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A consumer group at work: entries are shared out, acknowledged, and taken over from the dead. */
class ConsumerGroupTest extends LiveReplies {
  private static final XGroupOptions MAKING = XGroupOptions.NONE.makingStream();
  private static final String NEW = ">";

  private final String key = Keys.fresh("jobs");

  private List<String> add(int count) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(run(TEXT.xadd(key, Map.of("job", String.valueOf(i)))));
    }
    return ids;
  }

  private List<String> ids(Command<List<StreamEntry<String, String>>> read) {
    return run(read).stream().map(StreamEntry::id).toList();
  }

  private Command<List<StreamEntry<String, String>>> read(String consumer, long count) {
    return TEXT.xreadGroup("group", consumer, XReadOptions.NONE.count(count), key, NEW);
  }

  @Test
  void aDeadConsumersEntriesAreTakenOver() {
    run(TEXT.xgroupCreate(key, "group", "0", MAKING));
    List<String> all = add(5);
    assertEquals(all.subList(0, 3), ids(read("dead", 3)));
    assertEquals(all.subList(3, 5), ids(read("alive", 9)));
    assertEquals(List.of(), ids(read("alive", 9)), "all were delivered");
    gives(1L, TEXT.xack(key, "group", all.get(0)));
    gives(2L, TEXT.xack(key, "group", all.get(3), all.get(4), all.get(0)));
    gives(
        new PendingSummary(2, all.get(1), all.get(2), Map.of("dead", 2L)),
        TEXT.xpending(key, "group"));

    ClaimedEntries<StreamEntry<String, String>> first =
        run(TEXT.xautoClaim(key, "group", "alive", Duration.ZERO, "0-0", 1));
    assertEquals(List.of(new StreamEntry<>(all.get(1), Map.of("job", "1"))), first.entries());
    ClaimedEntries<StreamEntry<String, String>> rest =
        run(TEXT.xautoClaim(key, "group", "alive", Duration.ZERO, first.cursor(), 9));
    assertEquals(List.of(new StreamEntry<>(all.get(2), Map.of("job", "2"))), rest.entries());
    assertEquals("0-0", rest.cursor(), "all were looked at");

    List<PendingEntry> pending =
        run(TEXT.xpending(key, "group", XPendingOptions.NONE, "-", "+", 9));
    assertEquals(List.of("alive", "alive"), pending.stream().map(PendingEntry::consumer).toList());
    assertEquals(List.of(2L, 2L), pending.stream().map(PendingEntry::deliveries).toList());
    gives(2L, TEXT.xack(key, "group", all.get(1), all.get(2)));
    gives(new PendingSummary(0, null, null, Map.of()), TEXT.xpending(key, "group"));
  }

  /** A consumer that comes back asks for what it was given before it goes on with new entries. */
  @Test
  void aConsumerThatComesBackReadsItsOwnAgain() {
    run(TEXT.xgroupCreate(key, "group", "0", MAKING));
    List<String> all = add(2);
    run(read("me", 9));
    run(TEXT.xdel(key, all.get(0)));
    List<StreamEntry<String, String>> mine =
        run(TEXT.xreadGroup("group", "me", XReadOptions.NONE, key, "0"));
    assertEquals(all, mine.stream().map(StreamEntry::id).toList());
    assertNull(mine.get(0).fields(), "deleted meanwhile");
    assertEquals(Map.of("job", "1"), mine.get(1).fields());
    gives(List.of(), TEXT.xreadGroup("group", "me", XReadOptions.NONE, key, all.get(1)));
  }

  @Test
  void readsOneStreamWithKeysOfBytes() {
    byte[] bytes = key.getBytes(UTF_8);
    run(BYTES.xadd(bytes, Map.of(new byte[] {1}, new byte[] {2})));
    List<StreamEntry<byte[], byte[]>> entries = run(BYTES.xread(XReadOptions.NONE, bytes, "0"));
    Map<byte[], byte[]> fields = assertNotNullAnd(entries.get(0).fields());
    assertArrayEquals(new byte[] {2}, fields.values().iterator().next());
    gives(List.of(), BYTES.xread(XReadOptions.NONE, bytes, entries.get(0).id()));
    gives(List.of(), TEXT.xread(XReadOptions.NONE, Keys.fresh("absent"), "0"));
  }

  private static <T> T assertNotNullAnd(@org.jspecify.annotations.Nullable T value) {
    assertNotNull(value);
    return value;
  }

  /** Two consumers that wait on connections of their own each get the entries that come. */
  @OnEveryLoop
  void consumersWaitForEntries(Cell cell) {
    try (RedisClient client = cell.client();
        RedisConnection producer = client.connect();
        RedisConnection first = client.lease();
        RedisConnection second = client.lease()) {
      producer.sync().run(TEXT.xgroupCreate(key, "group", "$", MAKING));
      XReadOptions wait = XReadOptions.NONE.count(1).block(Eventually.PATIENCE);
      List<CompletableFuture<List<StreamEntry<String, String>>>> waiting =
          List.of(
              first.async().run(TEXT.xreadGroup("group", "first", wait, key, NEW)),
              second.async().run(TEXT.xreadGroup("group", "second", wait, key, NEW)));
      for (RedisConnection consumer : List.of(first, second)) {
        Eventually.eventually("it waits", () -> consumer.stats().inFlight() == 1);
      }
      String one = producer.sync().run(TEXT.xadd(key, Map.of("job", "1")));
      String two = producer.sync().run(TEXT.xadd(key, Map.of("job", "2")));
      List<String> got =
          waiting.stream().map(Eventually::value).map(all -> all.get(0).id()).sorted().toList();
      assertEquals(List.of(one, two), got);
      assertEquals(2L, producer.sync().run(TEXT.xack(key, "group", one, two)));
    }
  }

  /** What keeps waiting in vain ends with nothing, and not with an error. */
  @Test
  void waitingInVain() {
    run(TEXT.xgroupCreate(key, "group", "$", MAKING));
    XReadOptions wait = XReadOptions.NONE.block(Duration.ofMillis(1));
    gives(List.of(), TEXT.xreadGroup("group", "me", wait, key, NEW));
    gives(null, TEXT.xreadGroup("group", "me", wait, Map.of(key, NEW)));
    fails("NOGROUP", TEXT.xreadGroup("none", "me", XReadOptions.NONE, key, NEW));
  }
}
