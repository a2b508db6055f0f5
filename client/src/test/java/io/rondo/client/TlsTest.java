package io.rondo.client;

import static io.rondo.client.Commands.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.handler.ssl.SslHandler;
import io.rondo.client.support.Cell;
import io.rondo.client.support.Eventually;
import io.rondo.client.support.FaultProxy;
import io.rondo.client.support.Keys;
import io.rondo.client.support.OnEveryLoop;
import io.rondo.client.support.Pki;
import io.rondo.client.support.TlsRedis;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Commands over TLS, to a server whose certificate is in order. */
class TlsTest {
  private static final String PASSWORD = "hunter2";

  private static Pki pki;
  private static @Nullable TlsRedis server;

  @BeforeAll
  static void start(@TempDir Path folder) {
    pki = Pki.create(folder);
    server = TlsRedis.start(pki, pki.localhost());
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  private static int port() {
    return Objects.requireNonNull(server, "started before").tlsPort();
  }

  private static RedisOptions options(Cell cell, String host) {
    return cell.options(port())
        .withAddress(host, port())
        .withTls(TlsOptions.create().withTrustStore(pki.authority()));
  }

  @OnEveryLoop
  void commandsOfEverySize(Cell cell) {
    for (String host : new String[] {"localhost", "127.0.0.1"}) {
      try (RedisClient client = RedisClient.create(options(cell, host).withClientInfo(true));
          RedisConnection redis = client.connect()) {
        assertNotNull(redis.core().link().channel().pipeline().get(SslHandler.class));
        for (int size : new int[] {0, 1, 16 * 1024, 16 * 1024 + 1, 3_000_000}) {
          String value = "x".repeat(size);
          assertEquals("OK", redis.sync().run(TEXT.set("big", value)));
          assertEquals(value, redis.sync().run(TEXT.get("big")));
        }
      }
    }
  }

  @OnEveryLoop
  void pipelinesAndFutures(Cell cell) {
    try (RedisClient client = RedisClient.create(options(cell, "localhost").withDatabase(3));
        RedisConnection redis = client.connect()) {
      Pipeline pipeline = redis.pipeline();
      IntStream.range(0, 5000).forEach(i -> pipeline.add(TEXT.echo("p" + i)));
      assertEquals(IntStream.range(0, 5000).mapToObj(i -> "p" + i).toList(), pipeline.run());
      List<CompletableFuture<String>> futures = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        futures.add(redis.async().run(TEXT.echo("f" + i)));
      }
      for (int i = 0; i < 500; i++) {
        assertEquals("f" + i, Eventually.value(futures.get(i)));
      }
      assertEquals("3", redis.sync().run(TEXT.clientInfo()).get("db"));
    }
  }

  /** Threads that end, so that in CALLER each of them leads for some time and is gone then. */
  @OnEveryLoop
  void manyThreads(Cell cell) throws InterruptedException {
    try (RedisClient client = RedisClient.create(options(cell, "localhost"));
        RedisConnection redis = client.connect()) {
      for (int round = 0; round < 5; round++) {
        List<Thread> threads = new ArrayList<>();
        List<Object> wrong = new ArrayList<>();
        for (int t = 0; t < 8; t++) {
          String name = round + "-" + t + "-";
          Thread thread =
              new Thread(
                  () -> {
                    for (int i = 0; i < 100; i++) {
                      String got = redis.sync().run(TEXT.echo(name + i));
                      if (!got.equals(name + i)) {
                        synchronized (wrong) {
                          wrong.add(got);
                        }
                      }
                    }
                  });
          threads.add(thread);
          thread.start();
        }
        for (Thread thread : threads) {
          Eventually.join(thread);
        }
        assertEquals(List.of(), wrong);
      }
      assertEquals(4000, redis.stats().answered());
    }
  }

  @OnEveryLoop
  void inPiecesWithPauses(Cell cell) {
    try (FaultProxy proxy = FaultProxy.delaying(port(), 7);
        RedisClient client =
            RedisClient.create(options(cell, "localhost").withAddress("localhost", proxy.port()));
        RedisConnection redis = client.connect()) {
      String value = "slow".repeat(2000);
      redis.sync().run(TEXT.set("pieces", value));
      assertEquals(value, redis.sync().run(TEXT.get("pieces")));
    }
  }

  @OnEveryLoop
  void connectAsyncNeedsNobodyToWait(Cell cell) throws InterruptedException {
    try (RedisClient client = RedisClient.create(options(cell, "localhost"))) {
      List<CompletableFuture<RedisConnection>> opened = new ArrayList<>();
      Thread asks = new Thread(() -> opened.add(client.connectAsync()));
      asks.start();
      asks.join(); // What it asked the kernel for must not end with it.
      try (RedisConnection redis = Eventually.value(opened.get(0))) {
        assertEquals("PONG", redis.sync().run(TEXT.ping()));
      }
    }
  }

  @OnEveryLoop
  void theServerEndsTheConnection(Cell cell) {
    try (RedisClient client = RedisClient.create(options(cell, "localhost"));
        RedisConnection redis = client.lease();
        RedisConnection other = client.connect()) {
      long id = redis.sync().run(TEXT.clientId());
      CompletableFuture<?> waiting =
          redis.async().run(TEXT.blpop(Duration.ofSeconds(15), Keys.fresh("tls")));
      Eventually.eventually("it is sent", () -> redis.stats().inFlight() == 1);
      other.sync().run(TEXT.clientKill(ClientFilter.OTHERS.id(id)));
      RedisClosedException error = Eventually.error(RedisClosedException.class, waiting);
      assertEquals(Fate.MAYBE_EXECUTED, error.fate());
      Eventually.eventually("it is closed", () -> !redis.isOpen());
      assertEquals("PONG", other.sync().run(TEXT.ping()));
    }
  }

  @OnEveryLoop
  void passwordsAndNamesAreSentAfterTheHandshake(Cell cell) {
    try (TlsRedis closed = TlsRedis.start(pki, pki.localhost(), "--requirepass", PASSWORD)) {
      RedisOptions options =
          options(cell, "localhost")
              .withAddress("localhost", closed.tlsPort())
              .withClientName("over-tls");
      try (RedisClient client = RedisClient.create(options.withCredentials(null, PASSWORD));
          RedisConnection redis = client.connect()) {
        assertEquals("over-tls", redis.sync().run(TEXT.clientGetName()));
      }
      try (RedisClient client = RedisClient.create(options.withCredentials("me", PASSWORD))) {
        RedisConnectException error = assertThrows(RedisConnectException.class, client::connect);
        String message = String.valueOf(error.getMessage());
        assertTrue(message.contains("WRONGPASS"), message);
        assertFalse(message.contains(PASSWORD), message);
      }
    }
  }

  @OnEveryLoop
  void anOlderTls(Cell cell) {
    try (TlsRedis old = TlsRedis.start(pki, pki.localhost(), "--tls-protocols", "TLSv1.2");
        RedisClient client =
            RedisClient.create(options(cell, "localhost").withAddress("localhost", old.tlsPort()));
        RedisConnection redis = client.connect()) {
      assertEquals("PONG", redis.sync().run(TEXT.ping()));
      SslHandler tls = redis.core().link().channel().pipeline().get(SslHandler.class);
      assertEquals("TLSv1.2", tls.engine().getSession().getProtocol());
    }
  }

  @OnEveryLoop
  void trustAndClientCertificateFromFiles(Cell cell) {
    Pki.Identity me = pki.issue(builder -> builder.addExtendedKeyUsageClientAuth());
    try (TlsRedis strict = TlsRedis.start(pki, pki.localhost(), "--tls-auth-clients", "yes")) {
      TlsOptions pem =
          TlsOptions.create()
              .withTrustStore(pki.authority())
              .withClientCertificate(me.chain(), me.key());
      TlsOptions stores =
          TlsOptions.create()
              .withTrustStore(pki.authorityStore(PASSWORD), PASSWORD)
              .withClientKeyStore(pki.store(me, PASSWORD), PASSWORD);
      RedisOptions options =
          cell.options(strict.tlsPort()).withAddress("localhost", strict.tlsPort());
      String uri =
          "rediss://localhost:%d?trust=%s&cert=%s&key=%s&loop=%s&drive=%s"
              .formatted(
                  strict.tlsPort(),
                  pki.authority(),
                  me.chain(),
                  me.key(),
                  cell.loop().label(),
                  cell.drive().label());
      for (RedisOptions each :
          List.of(options.withTls(pem), options.withTls(stores), RedisOptions.parse(uri))) {
        assertFalse((each + " " + each.tls()).contains(PASSWORD));
        try (RedisClient client = RedisClient.create(each);
            RedisConnection redis = client.connect()) {
          assertEquals("PONG", redis.sync().run(TEXT.ping()));
        }
      }
    }
  }
}
