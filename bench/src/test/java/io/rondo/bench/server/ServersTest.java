package io.rondo.bench.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.rondo.bench.common.BenchException;
import io.rondo.client.Commands;
import io.rondo.client.RedisClient;
import io.rondo.client.RedisConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;

class ServersTest {
  private static final ServerChoice EMBEDDED = ServerChoice.parse("embedded");

  @Test
  void aServerAnswersWithoutPersistenceOnLoopbackAndIsGoneAfterwards() {
    ProcessHandle process;
    String uri;
    try (BenchServer server = Servers.start(EMBEDDED, List.of());
        RedisAdmin admin = RedisAdmin.connect(server.uri())) {
      uri = server.uri();
      process = ProcessHandle.of(Long.parseLong(server.pid())).orElseThrow();
      assertEquals("127.0.0.1", URI.create(uri).getHost());
      assertEquals("", admin.configuration().get("save"));
      assertEquals("no", admin.configuration().get("appendonly"));
      assertTrue(admin.info().containsKey("redis_version"));
      assertEquals(0, admin.keys());
    }
    assertFalse(process.isAlive());
    assertThrows(BenchException.class, () -> RedisAdmin.connect(uri));
  }

  @Test
  void aServerThatDoesNotStartSaysWhy() {
    BenchException failure =
        assertThrows(
            BenchException.class,
            () -> LocalServer.start(folder -> Path.of("no-such-redis-server"), List.of()));
    assertTrue(BenchException.oneLine(failure).startsWith("redis-server did not start"));
    assertTrue(
        BenchException.oneLine(failure).contains("no-such-redis-server"),
        BenchException.oneLine(failure));
  }

  @Test
  void dockerServesOrSaysThatItDoesNot() {
    ServerChoice docker = ServerChoice.parse("docker");
    if (DockerClientFactory.instance().isDockerAvailable()) {
      try (BenchServer server = Servers.start(docker, List.of());
          RedisAdmin admin = RedisAdmin.connect(server.uri())) {
        assertEquals(0, admin.keys());
      }
    } else {
      BenchException refusal =
          assertThrows(BenchException.class, () -> Servers.start(docker, List.of()));
      assertTrue(BenchException.oneLine(refusal).contains("no container engine answers"));
    }
  }

  @Test
  void aDeadAddressIsNamed() throws IOException {
    int port;
    try (ServerSocket closedAgain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closedAgain.getLocalPort();
    }
    assertNoRedisAt("redis://127.0.0.1:" + port);
  }

  @Test
  void aSilentServerIsNoRedis() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertNoRedisAt("redis://127.0.0.1:" + silent.getLocalPort());
    }
  }

  @Test
  void aWebServerIsNoRedis() throws IOException {
    HttpServer web =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    web.start();
    try {
      assertNoRedisAt("redis://127.0.0.1:" + web.getAddress().getPort());
    } finally {
      web.stop(0);
    }
  }

  @Test
  void aWrongPasswordIsRefusedAndNotRepeated() {
    try (BenchServer server = Servers.start(EMBEDDED, List.of())) {
      String address = server.uri().replace("redis://", "");
      try (RedisClient client = RedisClient.create(server.uri());
          RedisConnection redis = client.connect()) {
        redis.sync().run(Commands.TEXT.configSet("requirepass", "right"));
      }
      String refusal = assertNoRedisAt("redis://:wr0ng@" + address);
      assertFalse(refusal.contains("wr0ng"), refusal);
      RedisAdmin.connect("redis://:right@" + address).close();
    }
  }

  private static String assertNoRedisAt(String uri) {
    BenchException refusal = assertThrows(BenchException.class, () -> RedisAdmin.connect(uri));
    String message = BenchException.oneLine(refusal);
    assertTrue(message.startsWith("no Redis that can be measured at redis://"), message);
    assertEquals(1, message.lines().count());
    return message;
  }
}
