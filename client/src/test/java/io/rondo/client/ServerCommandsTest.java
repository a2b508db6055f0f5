package io.rondo.client;

import static io.rondo.client.Commands.BYTES;
import static io.rondo.client.Commands.TEXT;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.client.support.Cell;
import io.rondo.client.support.Eventually;
import io.rondo.client.support.Keys;
import io.rondo.client.support.OnEveryLoop;
import io.rondo.client.support.ServerVersion;
import io.rondo.client.support.TestRedis;
import io.rondo.resp.Replies;
import io.rondo.resp.RespValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

class ServerCommandsTest {
  @OnEveryLoop
  void connectionCommands(Cell cell) {
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect();
        RedisConnection other = client.connect()) {
      RedisSync sync = redis.sync();
      assertEquals("PONG", sync.run(TEXT.ping()));
      assertEquals("", sync.run(TEXT.echo("")));
      assertEquals("höhö", sync.run(TEXT.echo("höhö")));
      assertArrayEquals(new byte[] {0, -1}, sync.run(BYTES.echo(new byte[] {0, -1})));
      String unnamed = sync.run(TEXT.clientGetName());
      assertTrue(unnamed == null || unnamed.isEmpty());
      assertEquals("OK", sync.run(TEXT.clientSetName("tester")));
      assertEquals("tester", sync.run(TEXT.clientGetName()));
      assertNotEquals(sync.run(TEXT.clientId()), other.sync().run(TEXT.clientId()));
    }
  }

  @OnEveryLoop
  void select(Cell cell) {
    String key = Keys.fresh("selected");
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect()) {
      RedisSync sync = redis.sync();
      assertEquals("OK", sync.run(TEXT.select(3)));
      sync.run(TEXT.set(key, "in 3"));
      assertEquals("OK", sync.run(TEXT.select(0)));
      assertNull(sync.run(TEXT.get(key)));
      RedisServerException refused =
          assertThrows(RedisServerException.class, () -> sync.run(TEXT.select(99_999)));
      assertEquals("ERR", refused.code());
    }
    try (RedisClient client = RedisClient.create(cell.options().withDatabase(3));
        RedisConnection redis = client.connect()) {
      assertEquals("in 3", redis.sync().run(TEXT.get(key)));
    }
  }

  @OnEveryLoop
  void info(Cell cell) {
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect()) {
      RedisSync sync = redis.sync();
      String all = sync.run(TEXT.info());
      assertTrue(all.contains("# Server") && all.contains("# Memory"), all);
      String one = sync.run(TEXT.info("memory"));
      assertTrue(one.contains("# Memory") && !one.contains("# Server"), one);
    }
  }

  /** What the server quotes of a command that it does not know may be a secret. */
  @OnEveryLoop
  void anUnknownCommandsArgumentsAreNotQuoted(Cell cell) {
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect()) {
      RedisServerException unknown =
          assertThrows(
              RedisServerException.class,
              () -> redis.sync().run(Command.of("NO-SUCH", Replies.status(), "token", "s3cret")));
      String message = String.valueOf(unknown.getMessage());
      assertTrue(message.contains("NO-SUCH"), message);
      assertFalse(message.contains("s3cret"), message);
      assertFalse(message.contains("token"), message);
    }
  }

  @OnEveryLoop
  void config(Cell cell) {
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect()) {
      RedisSync sync = redis.sync();
      assertEquals(Map.of("save", ""), sync.run(TEXT.configGet("save")));
      assertEquals(Map.of(), sync.run(TEXT.configGet("no-such-parameter")));
      assertEquals("OK", sync.run(TEXT.configSet("latency-monitor-threshold", "17")));
      assertEquals("17", sync.run(TEXT.configGet("latency-*")).get("latency-monitor-threshold"));
      assertEquals("OK", sync.run(TEXT.configSet("latency-monitor-threshold", "0")));
      assertThrows(
          RedisServerException.class, () -> sync.run(TEXT.configSet("no-such-parameter", "1")));
      Map<String, String> two = new LinkedHashMap<>();
      two.put("latency-monitor-threshold", "0");
      two.put("slowlog-max-len", "128");
      if (ServerVersion.of(redis).isAtLeast(7, 0)) {
        assertEquals("OK", sync.run(TEXT.configSet(two)));
        assertEquals(2, sync.run(TEXT.configGet("save", "appendonly")).size());
      } else {
        assertThrows(RedisServerException.class, () -> sync.run(TEXT.configSet(two)));
        assertThrows(
            RedisServerException.class, () -> sync.run(TEXT.configGet("save", "appendonly")));
      }
    }
  }

  @OnEveryLoop
  void command(Cell cell) {
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect()) {
      RespValue commands = redis.sync().run(TEXT.command());
      RespValue.Array array = assertInstanceOf(RespValue.Array.class, commands);
      assertTrue(array.toString().length() > 100);
    }
  }

  @OnEveryLoop
  void keysOfADatabase(Cell cell) {
    try (TestRedis server = TestRedis.start();
        RedisClient client = RedisClient.create(cell.options(server.port()));
        RedisConnection redis = client.connect()) {
      RedisSync sync = redis.sync();
      assertEquals(0, sync.run(TEXT.dbSize()));
      sync.run(TEXT.set("a", "1"));
      sync.run(TEXT.select(1));
      sync.run(TEXT.set("a", "1"));
      sync.run(TEXT.set("b", "1"));
      assertEquals(2, sync.run(TEXT.dbSize()));
      assertEquals("OK", sync.run(TEXT.flushDb()));
      assertEquals(0, sync.run(TEXT.dbSize()));
      sync.run(TEXT.select(0));
      assertEquals(1, sync.run(TEXT.dbSize()));
      assertEquals("OK", sync.run(TEXT.flushAll()));
      assertEquals(0, sync.run(TEXT.dbSize()));
    }
  }

  @OnEveryLoop
  void shutdownSucceedsWhenTheServerCloses(Cell cell) {
    try (TestRedis server = TestRedis.start();
        RedisClient client =
            RedisClient.create(cell.options(server.port()).withReconnect(Reconnect.off()));
        RedisConnection redis = client.connect()) {
      assertNull(redis.sync().run(TEXT.shutdown(false)));
      Eventually.eventually("the connection knows", () -> !redis.isOpen());
      CompletableFuture<String> after = redis.async().run(TEXT.ping());
      RedisClosedException closed = Eventually.error(RedisClosedException.class, after);
      assertEquals(Fate.NOT_SENT, closed.fate());
      assertFalse(redis.isOpen());
    }
  }
}
