package io.rondo.client;

import static io.rondo.client.Commands.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.uring.IoUringChannelOption;
import io.rondo.client.support.Cell;
import io.rondo.client.support.Eventually;
import io.rondo.client.support.OnEveryLoop;
import io.rondo.client.support.ScriptedServer;
import io.rondo.client.support.ScriptedServer.Session;
import io.rondo.client.support.ServerVersion;
import io.rondo.client.support.TestRedis;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import jdk.net.ExtendedSocketOptions;

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
      RedisOptions options = cell.options(server.port()).withReconnect(Reconnect.off());
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

  /** What CLIENT LIST shows of a library, where the server knows that; others take no notice. */
  @OnEveryLoop
  void theServerIsToldWhatLibraryThisIs(Cell cell) {
    try (RedisClient client = RedisClient.create(cell.options().withClientInfo(true));
        RedisConnection redis = client.connect()) {
      Map<String, String> shown = redis.sync().run(TEXT.clientInfo());
      boolean knows = shown.containsKey("lib-name");
      assertEquals(knows, ServerVersion.of(redis).isAtLeast(7, 2));
      assertEquals(knows ? "rondo" : null, shown.get("lib-name"));
    }
    Queue<List<String>> told = new ConcurrentLinkedQueue<>();
    try (ScriptedServer server =
        ScriptedServer.start(
            session -> {
              told.add(session.command());
              told.add(session.command());
              session.write("+OK\r\n-ERR unknown subcommand 'SETINFO'. Try CLIENT HELP.\r\n");
              session.command();
              session.write("+PONG\r\n");
              session.hang();
            })) {
      RedisOptions options = cell.options(server.port()).withClientInfo(true);
      try (RedisClient client = RedisClient.create(options);
          RedisConnection redis = client.connect()) {
        assertEquals(1, redis.stats().flushes(), "both in one");
        assertEquals("PONG", redis.sync().run(TEXT.ping()));
      }
      List<List<String>> commands = List.copyOf(told);
      assertEquals(List.of("CLIENT", "SETINFO", "LIB-NAME", "rondo"), commands.get(0));
      assertEquals(List.of("CLIENT", "SETINFO", "LIB-VER"), commands.get(1).subList(0, 3));
      assertTrue(commands.get(1).get(3).matches("\\d+\\.\\d+\\.\\d+\\S*"), commands::toString);
    }
  }

  /** Redis with a password knows nobody yet: then it refuses CLIENT SETINFO, and that is all. */
  @OnEveryLoop
  void aServerThatTakesNoInformation(Cell cell) {
    try (TestRedis server = TestRedis.start("--requirepass", PASSWORD);
        RedisClient client = RedisClient.create(cell.options(server.port()).withClientInfo(true));
        RedisConnection redis = client.connect()) {
      assertTrue(redis.isOpen());
      assertEquals("OK", redis.sync().run(TEXT.auth(PASSWORD)));
    }
  }

  @OnEveryLoop
  void aServerThatClosesUnheardMayWantTls(Cell cell) {
    try (ScriptedServer server = ScriptedServer.start(session -> session.command())) {
      assertMessage(
          refused(cell.options(server.port()).withClientInfo(true)),
          "before it answered: if it wants TLS, connect by rediss://");
    }
  }

  /** What the kernel is told; NIO has no user timeout, and kqueue no times. */
  @OnEveryLoop
  void tcpIsSetUp(Cell cell) {
    SocketOptions socket =
        SocketOptions.create()
            .withTcpNoDelay(false)
            .withKeepAliveTimes(Duration.ofSeconds(41), Duration.ofSeconds(7), 5)
            .withUserTimeout(Duration.ofMillis(12_345));
    try (RedisClient client = RedisClient.create(cell.options().withSocket(socket));
        RedisConnection redis = client.connect()) {
      ChannelConfig config = redis.core().link().channel().config();
      assertFalse(config.getOption(ChannelOption.TCP_NODELAY));
      assertTrue(config.getOption(ChannelOption.SO_KEEPALIVE));
      List<Integer> expected = List.of(41, 7, 5, 12_345);
      switch (cell.loop()) {
        case EPOLL ->
            assertEquals(
                expected,
                List.of(
                    config.getOption(EpollChannelOption.TCP_KEEPIDLE),
                    config.getOption(EpollChannelOption.TCP_KEEPINTVL),
                    config.getOption(EpollChannelOption.TCP_KEEPCNT),
                    config.getOption(EpollChannelOption.TCP_USER_TIMEOUT)));
        case IO_URING ->
            assertEquals(
                expected,
                List.of(
                    config.getOption(IoUringChannelOption.TCP_KEEPIDLE),
                    config.getOption(IoUringChannelOption.TCP_KEEPINTVL),
                    config.getOption(IoUringChannelOption.TCP_KEEPCNT),
                    config.getOption(IoUringChannelOption.TCP_USER_TIMEOUT)));
        case NIO ->
            assertEquals(
                expected.subList(0, 3),
                List.of(
                    config.getOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPIDLE)),
                    config.getOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPINTERVAL)),
                    config.getOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPCOUNT))));
        default -> assertEquals(Transport.KQUEUE, cell.loop());
      }
    }
    SocketOptions off = SocketOptions.create().withKeepAlive(false);
    try (RedisClient client = RedisClient.create(cell.options().withSocket(off));
        RedisConnection redis = client.connect()) {
      assertTrue(redis.core().link().channel().config().getOption(ChannelOption.TCP_NODELAY));
      assertFalse(redis.core().link().channel().config().getOption(ChannelOption.SO_KEEPALIVE));
    }
  }
}
