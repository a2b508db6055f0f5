package io.rondo.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisOptionsTest {
  @Test
  void aUriSaysAll() {
    RedisOptions options =
        RedisOptions.parse(
            "redis://us%65r:p%40ss+%2F@[::1]:7000/5?loop=nio&drive=caller&wait=adaptive"
                + "&timeout=250ms&connectTimeout=2s&name=tester&leases=3&leaseWait=70ms");
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
    assertEquals(3, options.maxLeases());
    assertEquals(Duration.ofMillis(70), options.leaseWait());
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

  @Test
  void aUriSaysHowTcpIsSetUp() {
    RedisOptions options =
        RedisOptions.parse(
            "redis://h?tcpNoDelay=off&keepAlive=on&keepAliveIdle=7s&keepAliveInterval=2s"
                + "&keepAliveProbes=5&userTimeout=1500ms&clientInfo=off&db=3");
    SocketOptions socket = options.socket();
    assertFalse(socket.tcpNoDelay());
    assertTrue(socket.keepAlive());
    assertEquals(Duration.ofSeconds(7), socket.keepAliveIdle());
    assertEquals(Duration.ofSeconds(2), socket.keepAliveInterval());
    assertEquals(5, socket.keepAliveProbes());
    assertEquals(Duration.ofMillis(1500), socket.userTimeout());
    assertFalse(options.clientInfo());
    assertEquals(3, options.database());
    assertFalse(RedisOptions.parse("redis://h?keepAlive=off").socket().keepAlive());
  }

  @Test
  void aUriWithTls() {
    RedisOptions options =
        RedisOptions.parse(
            "rediss://u:p@h:7000/1?trust=/etc/ca.pem&key=/etc/k.pem&cert=/etc/c.pem"
                + "&serverName=redis.example&hostNameCheck=off");
    TlsOptions tls = Objects.requireNonNull(options.tls());
    assertEquals(Path.of("/etc/ca.pem"), tls.trustStore());
    assertEquals(Path.of("/etc/c.pem"), tls.certificate());
    assertEquals(Path.of("/etc/k.pem"), tls.key());
    assertEquals("redis.example", tls.serverName());
    assertFalse(tls.hostNameCheck());
    assertEquals(
        "TlsOptions[trust=/etc/ca.pem, cert=/etc/c.pem, key=/etc/k.pem, serverName=redis.example,"
            + " hostNameCheck=off]",
        tls.toString());
    assertEquals("rediss://u:***@h:7000/1?loop=auto&drive=caller&wait=block", options.toString());
    TlsOptions plain = Objects.requireNonNull(RedisOptions.parse("rediss://h").tls());
    assertTrue(plain.hostNameCheck());
    assertNull(plain.trustStore());
    assertEquals(6379, RedisOptions.parse("rediss://h").port());
  }

  @Test
  void aUriWithAUnixSocket() {
    RedisOptions options = RedisOptions.parse("redis+unix:///run/redis%20a.sock?db=2&loop=nio");
    assertEquals("/run/redis a.sock", options.unixSocket());
    assertEquals(2, options.database());
    assertNull(options.password());
    assertEquals(
        "redis+unix:///run/redis a.sock?db=2&loop=nio&drive=caller&wait=block", options.toString());
    RedisOptions secured = RedisOptions.parse("redis+unix://us%65r:p%40ss@/run/r.sock");
    assertEquals("user", secured.username());
    assertEquals("p@ss", secured.password());
    assertEquals(
        "redis+unix://user:***@/run/r.sock?db=0&loop=auto&drive=caller&wait=block",
        secured.toString());
    assertEquals("secret", RedisOptions.parse("redis+unix://secret@/r").password());
    assertNull(options.withAddress("h", 1).unixSocket());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "redis:///0",
        "rediss://",
        "redissss://h",
        "redis+unix://",
        "redis+unix:///",
        "redis+unix://host/path",
        "redis+unix:relative",
        "redis+unix:///a?trust=/b",
        "redis://h?trust=/ca.pem",
        "redis://h?hostNameCheck=on",
        "rediss://h?trust=",
        "rediss://h?trust=%00",
        "rediss://h?cert=/c.pem",
        "rediss://h?key=/k.pem",
        "rediss://h?serverName=a/b",
        "rediss://h?hostNameCheck=no",
        "redis://h?tcpNoDelay=true",
        "redis://h?keepAliveIdle=500ms",
        "redis://h?keepAliveProbes=0",
        "redis://h?keepAliveProbes=many",
        "redis://h?userTimeout=PT-1S",
        "redis://h?clientInfo=maybe",
        "redis://h?db=x",
        "redis://h?db=-1",
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
        "redis://h?leases=0",
        "redis://h?leases=many",
        "redis://h?leaseWait=-5",
        "redis://h?name=a%20b",
        "redis://h?reconnect=yes",
        "redis://h?backOff=1s",
        "redis://h?backOff=1s..1ms",
        "redis://h?backOff=0..1s",
        "redis://h?backOff=1s..2d",
        "redis://h?watchdog=x",
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
        "redis://user:hunter2",
        "redis://user:hunter2%40h",
        "redis://:hunter2?db=1",
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
        "redis://user:hunter2@h?nope=x",
        "rediss://user:hunter2@h?nope=x",
        "rediss://user:hunter2@h?cert=/x",
        "redis+unix://user:hunter2@/p?nope=x",
        "redis+unix://user:hunter2@host/p",
        "redis+unix://user:hunter2@",
        "redis+unix://user:hunt/er2@/p",
        "redis+unix://user:hunter2@/p#x",
        "redis://h?password=hunter2",
        "rediss://h?nope=1&trustPassword=hunter2&x=y",
        "rediss://h?Auth-Token=hunter2"
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
            .withSocket(SocketOptions.create().withTcpNoDelay(false).withKeepAlive(false));
    assertEquals("127.0.0.1", before.host());
    assertEquals(0, before.database());
    assertEquals("h", after.host());
    assertEquals(1, after.port());
    assertEquals(2, after.database());
    assertEquals(3, after.loopThreads());
    assertEquals(4, after.maxQueuedCommands());
    assertEquals(5, after.maxQueuedBytes());
    assertTrue(before.socket().tcpNoDelay());
    assertFalse(after.socket().tcpNoDelay());
    assertFalse(after.socket().keepAlive());
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
    assertRefused("unix socket is empty", () -> options.withUnixSocket(""));
    assertRefused("unix socket '/xx", () -> options.withUnixSocket("/" + "x".repeat(107)));
    assertEquals(
        107, String.valueOf(options.withUnixSocket("/" + "x".repeat(106)).unixSocket()).length());
    TlsOptions tls = TlsOptions.create();
    assertRefused(
        "TLS is asked for with unix socket '/s'", () -> options.withTls(tls).withUnixSocket("/s"));
    assertRefused(
        "TLS is asked for with unix socket '/s'", () -> options.withUnixSocket("/s").withTls(tls));
    assertRefused("serverName is 'a b'", () -> tls.withServerName("a b"));
    SocketOptions socket = SocketOptions.create();
    Duration second = Duration.ofSeconds(1);
    assertRefused(
        "keepAliveIdle is PT0S", () -> socket.withKeepAliveTimes(Duration.ZERO, second, 1));
    assertRefused(
        "keepAliveInterval is PT1.5S",
        () -> socket.withKeepAliveTimes(second, Duration.ofMillis(1500), 1));
    assertRefused(
        "keepAliveIdle is PT9H6M8S",
        () -> socket.withKeepAliveTimes(Duration.ofSeconds(32768), second, 1));
    assertRefused("keepAliveProbes is 128", () -> socket.withKeepAliveTimes(second, second, 128));
    assertRefused("userTimeout is PT-1S", () -> socket.withUserTimeout(Duration.ofSeconds(-1)));
    assertRefused("userTimeout is PT720H", () -> socket.withUserTimeout(Duration.ofDays(30)));
    assertRefused("loopThreads is 0", () -> options.withLoopThreads(0));
    assertRefused("leases is 0", () -> options.withLeases(0, Duration.ZERO));
    assertRefused("leaseWait is PT-1S", () -> options.withLeases(1, Duration.ofSeconds(-1)));
    assertRefused("maxQueuedCommands is 0", () -> options.withQueueBounds(0, 1));
    assertRefused("maxQueuedBytes is 0", () -> options.withQueueBounds(1, 0));
  }

  private static void assertRefused(String begin, Runnable call) {
    String message =
        String.valueOf(assertThrows(IllegalArgumentException.class, call::run).getMessage());
    assertTrue(message.startsWith(begin), message);
  }

  @Test
  void reconnecting() {
    RedisOptions plain = RedisOptions.parse("redis://h");
    assertTrue(plain.reconnect().isOn());
    assertFalse(plain.reconnect().failsFast());
    RedisOptions options =
        RedisOptions.parse("redis://h?reconnect=fail-fast&backOff=20ms..3s&watchdog=9s");
    assertTrue(options.reconnect().isOn());
    assertTrue(options.reconnect().failsFast());
    assertEquals(Duration.ofMillis(20), options.reconnect().base());
    assertEquals(Duration.ofSeconds(3), options.reconnect().cap());
    assertEquals(Duration.ofSeconds(9), options.watchdog());
    RedisOptions off = RedisOptions.parse("redis://h?backOff=20ms..3s&reconnect=off");
    assertFalse(off.reconnect().isOn());
    assertEquals(Duration.ofMillis(20), off.reconnect().base());
    assertEquals("reconnect=off", off.reconnect().toString());
  }
}
