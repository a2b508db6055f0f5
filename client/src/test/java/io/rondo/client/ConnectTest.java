package io.rondo.client;

import static io.rondo.client.Commands.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.client.support.Cell;
import io.rondo.client.support.Eventually;
import io.rondo.client.support.OnEveryLoop;
import io.rondo.client.support.ScriptedServer;
import io.rondo.client.support.ScriptedServer.Session;
import io.rondo.client.support.TestRedis;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

class ConnectTest {
  private static final String PASSWORD = "hunter2";

  private static RedisConnectException refused(RedisOptions options) {
    try (RedisClient client = RedisClient.create(options)) {
      RedisConnectException sync = assertThrows(RedisConnectException.class, client::connect);
      CompletableFuture<RedisConnection> async = client.connectAsync();
      assertEquals(
          sync.getMessage(), Eventually.error(RedisConnectException.class, async).getMessage());
      assertFalse(String.valueOf(sync.getMessage()).contains("\n"), sync::getMessage);
      assertEquals(Fate.NOT_SENT, sync.fate());
      assertFalse((client + " " + options + trace(sync)).contains(PASSWORD));
      return sync;
    }
  }

  private static String trace(Throwable error) {
    StringWriter text = new StringWriter();
    error.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  private static void assertMessage(RedisConnectException error, String part) {
    assertTrue(String.valueOf(error.getMessage()).contains(part), error::getMessage);
  }

  @OnEveryLoop
  void nothingListens(Cell cell) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    RedisConnectException error = refused(cell.options(port));
    assertMessage(error, "cannot connect to 127.0.0.1:" + port + ": ");
    assertMessage(error, "refused");
  }

  @OnEveryLoop
  void theHostIsUnknown(Cell cell) {
    RedisConnectException error = refused(cell.options().withAddress("no-such-host.invalid", 6379));
    assertEquals(
        "cannot connect to no-such-host.invalid:6379: the host name is not known",
        error.getMessage());
  }

  @OnEveryLoop
  void passwords(Cell cell) {
    try (TestRedis server = TestRedis.start("--requirepass", PASSWORD)) {
      RedisOptions options = cell.options(server.port());
      RedisConnectException wrong =
          refused(options.withCredentials(null, PASSWORD + "x").withDatabase(1));
      assertMessage(wrong, "WRONGPASS");
      assertMessage(refused(options.withCredentials("nobody", PASSWORD)), "WRONGPASS");
      assertMessage(refused(options.withDatabase(1)), "NOAUTH");
      for (String user : new String[] {null, "default"}) {
        try (RedisClient client = RedisClient.create(options.withCredentials(user, PASSWORD));
            RedisConnection redis = client.connect()) {
          assertEquals("PONG", redis.sync().run(TEXT.ping()));
          assertFalse((redis + " " + client).contains(PASSWORD));
          assertEquals("OK", redis.sync().run(TEXT.auth(PASSWORD)));
          assertEquals("OK", redis.sync().run(TEXT.auth("default", PASSWORD)));
          RedisServerException error =
              assertThrows(
                  RedisServerException.class, () -> redis.sync().run(TEXT.auth(PASSWORD + "!")));
          assertFalse(trace(error).contains(PASSWORD), error::getMessage);
        }
      }
      try (RedisClient client = RedisClient.create(options);
          RedisConnection redis = client.connect()) {
        RedisServerException error =
            assertThrows(RedisServerException.class, () -> redis.sync().run(TEXT.ping()));
        assertEquals("NOAUTH", error.code());
      }
    }
  }

  /** A server that does not know AUTH quotes the arguments. */
  @OnEveryLoop
  void aServerThatQuotesThePassword(Cell cell) {
    try (ScriptedServer server =
        ScriptedServer.start(
            session -> {
              List<String> command = session.command();
              session.write(
                  "-ERR unknown command `AUTH`, with args beginning with: `"
                      + command.get(1)
                      + "`, \r\n");
              session.hang();
            })) {
      assertMessage(
          refused(cell.options(server.port()).withCredentials(null, PASSWORD)), "unknown command");
    }
  }

  @OnEveryLoop
  void theDatabaseIsOutOfRange(Cell cell) {
    assertMessage(refused(cell.options().withDatabase(77_777)), "out of range");
  }

  @OnEveryLoop
  void theNameIsSetOrRefused(Cell cell) {
    try (RedisClient client = RedisClient.create(cell.options().withClientName("rondo-test"));
        RedisConnection redis = client.connect()) {
      assertEquals("rondo-test", redis.sync().run(TEXT.clientGetName()));
    }
    try (ScriptedServer server =
        ScriptedServer.start(
            session -> {
              session.command();
              session.write("-ERR Client names cannot contain that\r\n");
              session.hang();
            })) {
      assertMessage(
          refused(cell.options(server.port()).withClientName("x")), "Client names cannot");
    }
  }

  @OnEveryLoop
  void theServerIsNoRedis(Cell cell) {
    try (ScriptedServer server =
        ScriptedServer.start(
            session -> {
              session.command();
              session.write("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
            })) {
      RedisOptions options = cell.options(server.port());
      RedisConnectException error = refused(options.withCredentials(null, PASSWORD));
      assertMessage(error, "HTTP/1.1 400");
      try (RedisClient client = RedisClient.create(options);
          RedisConnection redis = client.connect()) {
        RedisProtocolException first =
            assertThrows(RedisProtocolException.class, () -> redis.sync().run(TEXT.ping()));
        assertTrue(String.valueOf(first.getMessage()).contains("HTTP/1.1"), first::getMessage);
        Eventually.eventually("it is closed", () -> !redis.isOpen());
      }
    }
  }

  @OnEveryLoop
  void theServerIsSilent(Cell cell) {
    try (ScriptedServer server = ScriptedServer.start(Session::hang)) {
      RedisOptions options =
          cell.options(server.port())
              .withCredentials(null, PASSWORD)
              .withDatabase(1)
              .withConnectTimeout(Duration.ofMillis(80));
      try (RedisClient client = RedisClient.create(options)) {
        RedisConnectException error = assertThrows(RedisConnectException.class, client::connect);
        assertMessage(error, "no reply within 80 ms");
        assertFalse(trace(error).contains(PASSWORD));
      }
    }
  }

  @OnEveryLoop
  void theServerClosesInTheHandshake(Cell cell) {
    try (ScriptedServer server = ScriptedServer.start(session -> session.command())) {
      assertMessage(refused(cell.options(server.port()).withCredentials(null, PASSWORD)), "closed");
    }
  }

  @OnEveryLoop
  void connectAsyncNeedsNobodyToWait(Cell cell) {
    try (RedisClient client = RedisClient.create(cell.options().withDatabase(1))) {
      CompletableFuture<RedisConnection> opened = client.connectAsync();
      try (RedisConnection redis = Eventually.value(opened)) {
        assertTrue(redis.isOpen());
        assertEquals("PONG", redis.sync().run(TEXT.ping()));
      }
    }
  }
}
