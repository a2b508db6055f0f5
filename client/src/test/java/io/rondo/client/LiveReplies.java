package io.rondo.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.client.support.ServerVersion;
import io.rondo.client.support.TestRedis;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Runs commands on a live server and compares what comes back, in a line each. */
abstract class LiveReplies {
  private RedisClient client;
  private RedisConnection connection;
  private boolean seven;

  @BeforeEach
  void connect() {
    client = RedisClient.create(options());
    connection = client.connect();
    seven = ServerVersion.of(connection).isAtLeast(7, 0);
  }

  @AfterEach
  void close() {
    client.close();
  }

  static RedisOptions options() {
    return RedisOptions.create().withAddress("127.0.0.1", TestRedis.shared().port());
  }

  RedisClient client() {
    return client;
  }

  boolean isSeven() {
    return seven;
  }

  /** The reply itself. */
  <T extends @Nullable Object> T run(Command<T> command) {
    return connection.sync().run(command);
  }

  void gives(@Nullable Object expected, Command<?> command) {
    assertEquals(expected, run(command), command::toString);
  }

  /** A server of Redis 7 gives this; an older one refuses. */
  void givesInSeven(@Nullable Object expected, Command<?> command) {
    if (seven) {
      gives(expected, command);
    } else {
      assertThrows(RedisServerException.class, () -> run(command), command::toString);
    }
  }

  <T> void satisfies(Predicate<T> condition, Command<T> command) {
    T reply = run(command);
    assertTrue(condition.test(reply), () -> command + " gave " + reply);
  }

  void fails(String code, Command<?> command) {
    RedisServerException refused =
        assertThrows(RedisServerException.class, () -> run(command), command::toString);
    assertEquals(code, refused.code(), refused::toString);
  }
}
