package io.rondo.client;

import static io.rondo.client.Commands.BYTES;
import static io.rondo.client.Commands.TEXT;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.client.support.Cell;
import io.rondo.client.support.Keys;
import io.rondo.client.support.OnEveryLoop;
import io.rondo.resp.Replies;
import java.math.BigDecimal;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandTest {
  @OnEveryLoop
  void byHand(Cell cell) {
    String key = Keys.fresh("by hand");
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect()) {
      RedisSync sync = redis.sync();
      sync.run(TEXT.set(key, "17"));
      assertEquals("int", sync.run(Command.of("OBJECT ENCODING", Replies.string(), key)));
      assertEquals(
          List.of("17", "7"),
          sync.run(
              Command.of(
                  " eval ",
                  Replies.list(Replies.string()),
                  "return {redis.call('get', KEYS[1]), ARGV[1]}",
                  1,
                  key.getBytes(StandardCharsets.UTF_8),
                  CharBuffer.wrap("7"))));
      assertEquals(
          List.of("1", "-9223372036854775808", "1.5", "0.25", "3.10", "3"),
          sync.run(
              Command.of(
                  "EVAL",
                  Replies.list(Replies.string()),
                  "return ARGV",
                  0,
                  1,
                  Long.MIN_VALUE,
                  1.5,
                  0.25f,
                  new BigDecimal("3.10"),
                  (short) 3)));
    }
  }

  @OnEveryLoop
  void anotherReply(Cell cell) {
    String key = Keys.fresh("as");
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect()) {
      RedisSync sync = redis.sync();
      sync.run(TEXT.set(key, "17"));
      assertEquals(17, sync.run(TEXT.get(key).as(Replies.integer())));
      assertArrayEquals(new byte[] {'1', '7'}, sync.run(TEXT.get(key).as(Replies.bytes())));
      assertEquals("17!", sync.run(TEXT.get(key).map(value -> value + "!")));
      assertEquals("null!", sync.run(TEXT.get(key + "x").map(value -> value + "!")));
      Object nothing = sync.run(TEXT.get(key).map(value -> null));
      assertNull(nothing);
      sync.run(TEXT.set(key, "no number"));
      RedisReplyException undecodable =
          assertThrows(
              RedisReplyException.class, () -> sync.run(TEXT.get(key).as(Replies.integer())));
      assertEquals(Fate.EXECUTED, undecodable.fate());
      assertEquals("no number", sync.run(TEXT.get(key)));
    }
  }

  @OnEveryLoop
  void errorsOfTheServer(Cell cell) {
    String key = Keys.fresh("list");
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect()) {
      RedisSync sync = redis.sync();
      sync.run(TEXT.rpush(key, "a"));
      RedisServerException wrongType =
          assertThrows(RedisServerException.class, () -> sync.run(TEXT.get(key)));
      assertEquals("WRONGTYPE", wrongType.code());
      assertEquals(Fate.REFUSED, wrongType.fate());
      assertTrue(String.valueOf(wrongType.getMessage()).endsWith("(GET)"), wrongType::getMessage);
      assertTrue(
          List.of(wrongType.getStackTrace()).stream()
              .anyMatch(frame -> frame.getClassName().equals(CommandTest.class.getName())),
          "the stack trace is that of the caller");
      RedisServerException unknown =
          assertThrows(
              RedisServerException.class,
              () -> sync.run(Command.of("NOSUCHCOMMAND", Replies.status())));
      assertEquals("ERR", unknown.code());
      assertEquals("PONG", sync.run(TEXT.ping()));
    }
  }

  @Test
  void refusesWhatCannotBeSent() {
    IllegalArgumentException type =
        assertThrows(
            IllegalArgumentException.class,
            () -> Command.of("GET", Replies.string(), "key", List.of("x")));
    assertTrue(message(type).startsWith("argument 2 of GET is a java.util."), () -> message(type));
    assertTrue(message(type).endsWith(": give text, byte[] or a number"), () -> message(type));
    IllegalArgumentException name =
        assertThrows(IllegalArgumentException.class, () -> Command.of("  ", Replies.string()));
    assertTrue(message(name).contains("name is empty"), () -> message(name));
    assertThrows(
        IllegalArgumentException.class, () -> TEXT.ping().withTimeout(Duration.ofMillis(-1)));
  }

  @Test
  @SuppressWarnings("NullAway") // What callers without a null checker do.
  void refusesNull() {
    IllegalArgumentException byHand =
        assertThrows(
            IllegalArgumentException.class,
            () -> Command.of("GET", Replies.string(), new Object[] {null}));
    assertEquals("argument 1 of GET is null: give text, byte[] or a number", message(byHand));
    IllegalArgumentException typed =
        assertThrows(IllegalArgumentException.class, () -> TEXT.set("key", null));
    assertEquals("argument 2 of SET is null: give text, byte[] or a number", message(typed));
  }

  @Test
  void showsNoArguments() {
    assertEquals("SET with 2 arguments", TEXT.set("key", "secret").toString());
    assertEquals("AUTH with 1 argument", TEXT.auth("secret").toString());
    assertEquals("PING", TEXT.ping().toString());
    assertEquals("CLIENT SETNAME", TEXT.clientSetName("x").name());
    assertFalse(BYTES.get(new byte[] {'x'}).map(String::valueOf).toString().contains("x "));
  }

  private static String message(Throwable error) {
    return String.valueOf(error.getMessage());
  }
}
