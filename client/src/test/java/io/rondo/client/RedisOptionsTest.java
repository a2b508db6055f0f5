package io.rondo.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisOptionsTest {
  @Test
  void aUriSaysAll() {
    RedisOptions options =
        RedisOptions.parse(
            "redis://us%65r:p%40ss+%2F@[::1]:7000/5?loop=nio&drive=caller&wait=adaptive"
                + "&timeout=250ms&connectTimeout=2s&name=tester");
    assertEquals("::1", options.host());
    assertEquals(7000, options.port());
    assertEquals("user", options.username());
    assertEquals("p@ss+/", options.password());
    assertEquals(5, options.database());
    assertEquals(Transport.NIO, options.transport());
    assertEquals(Drive.CALLER, options.drive());
    assertEquals(WaitStrategy.ADAPTIVE, options.waitStrategy());
    assertEquals(Duration.ofMillis(250), options.commandTimeout());
    assertEquals(Duration.ofSeconds(2), options.connectTimeout());
    assertEquals("tester", options.clientName());
    assertEquals(
        "redis://user:***@[::1]:7000/5?loop=nio&drive=caller&wait=adaptive", options.toString());
  }

  @Test
  void whatAUriDoesNotSayIsTheDefault() {
    RedisOptions options = RedisOptions.parse("redis://localhost");
    assertEquals(6379, options.port());
    assertEquals(0, options.database());
    assertNull(options.username());
    assertNull(options.password());
    assertNull(options.clientName());
    assertEquals(Transport.AUTO, options.transport());
    assertEquals(Drive.CALLER, options.drive());
    assertEquals(WaitStrategy.BLOCK, options.waitStrategy());
    assertEquals("redis://localhost:6379/0?loop=auto&drive=caller&wait=block", options.toString());
    assertEquals("secret", RedisOptions.parse("redis://secret@h").password());
    assertEquals("secret", RedisOptions.parse("redis://:secret@h").password());
    assertNull(RedisOptions.parse("redis://:secret@h").username());
    assertEquals(0, RedisOptions.parse("redis://h/").database());
    assertEquals(Duration.ZERO, RedisOptions.parse("redis://h?timeout=0").commandTimeout());
    assertEquals(
        Duration.ofMinutes(2), RedisOptions.parse("redis://h?timeout=2m").commandTimeout());
    assertEquals(
        Duration.ofSeconds(90), RedisOptions.parse("redis://h?timeout=PT1M30S").commandTimeout());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "http://localhost",
        "redis:localhost",
        "redis://",
        "redis://ho st",
        "redis://under_score",
        "redis://h:port",
        "redis://h:0",
        "redis://h:65536",
        "redis://h/x",
        "redis://h/-1",
        "redis://h/99999999999",
        "redis://h?loop",
        "redis://h?loop=x",
        "redis://h?drive=x",
        "redis://h?wait=x",
        "redis://h?lop=nio",
        "redis://h?timeout=soon",
        "redis://h?timeout=-5",
        "redis://h?timeout=PT-5S",
        "redis://h?timeout=99999999999999999999",
        "redis://h?name=a%20b",
        "redis://user:@h?x"
      })
  void badUrisGetOneLine(String uri) {
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> RedisOptions.parse(uri));
    String message = String.valueOf(error.getMessage());
    assertFalse(message.contains("\n"), message);
    assertTrue(message.length() > 20 && message.contains(": "), message);
  }

  /** However broken the address is, the password in it is not shown. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "redis://user:hunter2@h/x",
        "redis://:hun/ter2@h",
        "redis://user:hunter2/@h",
        "redis://user:?hunter2@h",
        "redis://user:1?hunter2@h",
        "redis://user:1/hunter2@h",
        "redis://user:1?hunter2=1@h",
        "redis://user:hunter2#@h",
        "redis://user:#hunter2@h",
        "redis://user:hunter2 @h",
        "redis://user:hunter2%zz@h",
        "redis://user:@hunter2@h:x",
        "redis://user:hunter2\n@h",
        "redis:user:hunter2@h",
        "user:hunter2@h",
        "hunter2@h",
        "http://:hunter2@h",
        "redis://user:hunter2@h:99999",
        "redis://user:hunter2@h?loop=x",
        "redis://user:hunter2@h?nope=x"
      })
  void noMessageShowsThePassword(String uri) {
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> RedisOptions.parse(uri));
    for (Throwable e = error; e != null; e = e.getCause()) {
      String text = e.toString();
      assertFalse(text.contains("hunter2") || text.contains("ter2"), text);
    }
  }

  @Test
  void toStringLeavesThePasswordOut() {
    RedisOptions options = RedisOptions.create().withCredentials("me", "hunter2");
    assertFalse(options.toString().contains("hunter2"), options::toString);
    try (RedisClient client = RedisClient.create(options)) {
      assertFalse(client.toString().contains("hunter2"), client::toString);
    }
  }

  @Test
  void optionsAreImmutable() {
    RedisOptions before = RedisOptions.create();
    RedisOptions after =
        before
            .withAddress("h", 1)
            .withDatabase(2)
            .withLoopThreads(3)
            .withQueueBounds(4, 5)
            .withTcpNoDelay(false)
            .withKeepAlive(false);
    assertEquals("127.0.0.1", before.host());
    assertEquals(0, before.database());
    assertEquals("h", after.host());
    assertEquals(1, after.port());
    assertEquals(2, after.database());
    assertEquals(3, after.loopThreads());
    assertEquals(4, after.maxQueuedCommands());
    assertEquals(5, after.maxQueuedBytes());
    assertFalse(after.tcpNoDelay());
    assertFalse(after.keepAlive());
  }

  @Test
  void badValuesAreRefused() {
    RedisOptions options = RedisOptions.create();
    assertRefused("host is empty", () -> options.withAddress(" ", 1));
    assertRefused("port is 0", () -> options.withAddress("h", 0));
    assertRefused("port is 65536", () -> options.withAddress("h", 65536));
    assertRefused("database is -1", () -> options.withDatabase(-1));
    assertRefused("name is 'a b'", () -> options.withClientName("a b"));
    assertRefused("username is 'u'", () -> options.withCredentials("u", null));
    assertRefused("timeout is PT-1S", () -> options.withCommandTimeout(Duration.ofSeconds(-1)));
    assertRefused(
        "connectTimeout is PT-1S", () -> options.withConnectTimeout(Duration.ofSeconds(-1)));
    assertRefused("loopThreads is 0", () -> options.withLoopThreads(0));
    assertRefused("maxQueuedCommands is 0", () -> options.withQueueBounds(0, 1));
    assertRefused("maxQueuedBytes is 0", () -> options.withQueueBounds(1, 0));
  }

  private static void assertRefused(String begin, Runnable call) {
    String message =
        String.valueOf(assertThrows(IllegalArgumentException.class, call::run).getMessage());
    assertTrue(message.startsWith(begin), message);
  }
}
