package io.rondo.client;

import static io.rondo.client.Commands.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.client.support.Cell;
import io.rondo.client.support.Eventually;
import io.rondo.client.support.OnEveryLoop;
import io.rondo.client.support.Pki;
import io.rondo.client.support.ScriptedServer;
import io.rondo.client.support.ScriptedServer.Session;
import io.rondo.client.support.TestRedis;
import io.rondo.client.support.TlsRedis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What hinders TLS: each failure one line that names it, and nothing said to a stranger. */
class TlsFailureTest {
  private static final String PASSWORD = "hunter2";

  private static Path folder;
  private static Pki pki;

  @BeforeAll
  static void create(@TempDir Path newFolder) {
    folder = newFolder;
    pki = Pki.create(folder);
  }

  private static TlsOptions trusting() {
    return TlsOptions.create().withTrustStore(pki.authority());
  }

  private static RedisOptions options(Cell cell, String host, int port, TlsOptions tls) {
    return cell.options(port)
        .withAddress(host, port)
        .withTls(tls)
        .withClientInfo(true)
        .withCredentials(null, PASSWORD);
  }

  private static void assertConnects(RedisOptions options) {
    try (RedisClient client = RedisClient.create(options.withCredentials(null, null));
        RedisConnection redis = client.connect()) {
      assertEquals("PONG", redis.sync().run(TEXT.ping()));
    }
  }

  private static void assertRefused(RedisOptions options, String... parts) {
    try (RedisClient client = RedisClient.create(options)) {
      RedisConnectException error = assertThrows(RedisConnectException.class, client::connect);
      assertSays(error, options, parts);
      assertSays(
          Eventually.error(RedisConnectException.class, client.connectAsync()), options, parts);
    }
  }

  private static void assertSays(
      RedisConnectException error, RedisOptions options, String... parts) {
    String message = String.valueOf(error.getMessage());
    assertTrue(message.startsWith("cannot connect to " + options.address() + ": "), message);
    for (String part : parts) {
      assertTrue(message.contains(part), message);
    }
    assertFalse(message.contains("\n") || message.contains(PASSWORD), message);
    assertFalse(message.contains("Exception"), message);
    assertEquals(Fate.NOT_SENT, error.fate());
  }

  @OnEveryLoop
  void theAuthorityIsNotTrusted(Cell cell) {
    try (TlsRedis server = TlsRedis.start(pki, pki.localhost())) {
      String why = "TLS: the server's certificate is not signed by an authority that this client";
      for (String name : new String[] {"Another authority", "Authority of the tests"}) {
        Pki others = Pki.create(folder(cell + name), name);
        assertRefused(
            options(
                cell,
                "localhost",
                server.tlsPort(),
                TlsOptions.create().withTrustStore(others.authority())),
            why);
      }
      assertRefused(options(cell, "localhost", server.tlsPort(), TlsOptions.create()), why);
      assertRefused(
          options(
              cell, "localhost", server.tlsPort(), TlsOptions.create().withHostNameCheck(false)),
          why);
    }
  }

  private static Path folder(String name) {
    try {
      return Files.createDirectories(folder.resolve(name.replace(' ', '-')));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @OnEveryLoop
  void theNameIsAnother(Cell cell) {
    try (TlsRedis server = TlsRedis.start(pki, pki.server("redis.example"))) {
      int port = server.tlsPort();
      assertRefused(
          options(cell, "localhost", port, trusting()),
          "TLS: the server's certificate is not for 'localhost' (No ",
          "connect by a name that is in it, or set serverName");
      assertRefused(
          options(cell, "127.0.0.1", port, trusting()),
          "TLS: the server's certificate is not for '127.0.0.1' (No ");
      assertRefused(
          options(cell, "localhost", port, trusting().withServerName("redis.other")),
          "TLS: the server's certificate is not for 'redis.other' (No ");
      assertConnects(options(cell, "localhost", port, trusting().withServerName("redis.example")));
      assertConnects(options(cell, "127.0.0.1", port, trusting().withServerName("redis.example")));
      assertConnects(options(cell, "localhost", port, trusting().withHostNameCheck(false)));
    }
  }

  @OnEveryLoop
  void anAddressIsNotCheckedAsAName(Cell cell) {
    try (TlsRedis server = TlsRedis.start(pki, pki.server("127.0.0.1"))) {
      assertRefused(
          options(cell, "127.0.0.1", server.tlsPort(), trusting()),
          "TLS: the server's certificate is not for '127.0.0.1' (No ");
    }
    try (TlsRedis server =
        TlsRedis.start(pki, pki.issue(builder -> builder.addSanIpAddress("127.0.0.1")))) {
      assertConnects(options(cell, "127.0.0.1", server.tlsPort(), trusting()));
      assertRefused(
          options(cell, "localhost", server.tlsPort(), trusting()),
          "TLS: the server's certificate is not for 'localhost' (No ");
    }
  }

  @OnEveryLoop
  void theCertificateIsNotOfToday(Cell cell) {
    Instant now = Instant.now();
    Duration day = Duration.ofDays(1);
    Pki.Identity expired =
        pki.issue(
            builder ->
                builder
                    .addSanDnsName("localhost")
                    .notBefore(now.minus(day.multipliedBy(2)))
                    .notAfter(now.minus(day)));
    try (TlsRedis server = TlsRedis.start(pki, expired)) {
      assertRefused(
          options(cell, "localhost", server.tlsPort(), trusting()),
          "TLS: the server's certificate has expired (NotAfter: ",
          ": renew it");
    }
    Pki.Identity early =
        pki.issue(
            builder ->
                builder
                    .addSanDnsName("localhost")
                    .notBefore(now.plus(day))
                    .notAfter(now.plus(day.multipliedBy(2))));
    try (TlsRedis server = TlsRedis.start(pki, early)) {
      assertRefused(
          options(cell, "localhost", server.tlsPort(), trusting()),
          "TLS: the server's certificate is not valid yet (NotBefore: ",
          ": check the clocks");
    }
  }

  @OnEveryLoop
  void aClientCertificateIsDemanded(Cell cell) {
    try (TlsRedis server = TlsRedis.start(pki, pki.localhost(), "--tls-auth-clients", "yes")) {
      assertRefused(options(cell, "localhost", server.tlsPort(), trusting()), "client certificate");
      for (String name : new String[] {"A stranger's authority", "Authority of the tests"}) {
        Pki others = Pki.create(folder(cell + name), name);
        Pki.Identity stranger = others.issue(builder -> builder.addExtendedKeyUsageClientAuth());
        assertRefused(
            options(
                cell,
                "localhost",
                server.tlsPort(),
                trusting().withClientCertificate(stranger.chain(), stranger.key())),
            "client certificate");
      }
    }
  }

  /** Redis takes the client's first words for the beginning of a line, and waits for its end. */
  @OnEveryLoop
  void aPlainServerIsAskedForTls(Cell cell) {
    RedisOptions options =
        options(cell, "127.0.0.1", TestRedis.shared().port(), trusting())
            .withConnectTimeout(Duration.ofMillis(300));
    assertRefused(options, "TLS: no handshake within 300 ms: ", "connect by redis://");
    try (ScriptedServer server =
        ScriptedServer.start(
            session -> {
              session.write("-ERR unknown command\r\n");
              session.hang();
            })) {
      assertRefused(
          options(cell, "localhost", server.port(), trusting()),
          "TLS: the server does not speak it",
          "connect by redis://");
    }
    try (ScriptedServer server = ScriptedServer.start(session -> session.socket().close())) {
      assertRefused(
          options(cell, "localhost", server.port(), trusting()),
          "TLS: the server ended the connection in the handshake",
          "connect by redis://");
    }
  }

  @OnEveryLoop
  void aTlsServerIsAskedWithout(Cell cell) {
    try (TlsRedis server = TlsRedis.start(pki, pki.localhost())) {
      RedisOptions options = options(cell, "localhost", server.tlsPort(), trusting());
      assertRefused(options.withTls(null), "connect by rediss://");
      assertRefused(options.withTls(null).withCredentials(null, null), "connect by rediss://");
    }
  }

  /**
   * Another server of TLS says so, in an alert: a fatal one, unexpected_message (RFC 8446, 6.2). It
   * does not close here, for then the alert may be lost to what the client still writes.
   */
  @OnEveryLoop
  void anAlertIsNoReply(Cell cell) {
    try (ScriptedServer server =
        ScriptedServer.start(
            session -> {
              session.write("\u0015\u0003\u0003\u0000\u0002\u0002\n");
              session.hang();
            })) {
      assertRefused(
          options(cell, "localhost", server.port(), trusting()).withTls(null),
          "is it a Redis, and without TLS?");
    }
  }

  @OnEveryLoop
  void aSilentServerIsLeftInTime(Cell cell) {
    try (ScriptedServer server = ScriptedServer.start(Session::hang)) {
      assertRefused(
          options(cell, "127.0.0.1", server.port(), trusting())
              .withConnectTimeout(Duration.ofMillis(80)),
          "TLS: no handshake within 80 ms");
    }
  }

  @OnEveryLoop
  void closingEndsAHandshakeThatHangs(Cell cell) {
    try (ScriptedServer server = ScriptedServer.start(Session::hang)) {
      CompletableFuture<RedisConnection> opened;
      try (RedisClient client =
          RedisClient.create(options(cell, "localhost", server.port(), trusting()))) {
        opened = client.connectAsync();
      }
      RedisConnectException error = Eventually.error(RedisConnectException.class, opened);
      assertTrue(
          String.valueOf(error.getMessage()).endsWith(": the client was closed"),
          error::getMessage);
    }
  }

  /** The server hears the name that is wanted, and no more than that before it is known. */
  @OnEveryLoop
  void theServerIsToldTheName(Cell cell) {
    Queue<String> names = new ConcurrentLinkedQueue<>();
    try (ScriptedServer server =
        ScriptedServer.start(
            jdkServer(pki.localhost()),
            session -> {
              SSLSocket socket = (SSLSocket) session.socket();
              ((ExtendedSSLSession) socket.getSession())
                  .getRequestedServerNames()
                  .forEach(name -> names.add(((SNIHostName) name).getAsciiName()));
              while (session.command() != null) {
                session.write("+OK\r\n");
              }
            })) {
      RedisOptions options = options(cell, "localhost", server.port(), trusting());
      try (RedisClient client = RedisClient.create(options);
          RedisConnection redis = client.connect()) {
        assertTrue(redis.isOpen());
      }
      assertEquals(List.of("localhost"), List.copyOf(names));
    }
  }

  private static SSLServerSocketFactory jdkServer(Pki.Identity identity) {
    try {
      KeyManagerFactory keys = identity.bundle().toKeyManagerFactory();
      SSLContext context = SSLContext.getInstance("TLS");
      KeyManager[] managers = keys.getKeyManagers();
      context.init(managers, null, null);
      return context.getServerSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  // --- files ---

  private static void assertUnusable(TlsOptions tls, String begin) {
    RedisOptions options = RedisOptions.create().withTls(tls);
    String message =
        String.valueOf(
            assertThrows(IllegalArgumentException.class, () -> RedisClient.create(options))
                .getMessage());
    assertTrue(message.startsWith(begin), message);
    assertTrue(message.contains("): give "), message);
    assertFalse(message.contains("\n") || message.contains(PASSWORD), message);
  }

  @Test
  void filesThatCannotBeUsed() throws Exception {
    Pki.Identity me = pki.localhost();
    Path nothing = folder.resolve("nothing.pem");
    Path text = Files.writeString(folder.resolve("text"), "no certificate");
    Path broken =
        Files.writeString(
            folder.resolve("broken"),
            "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
    TlsOptions tls = TlsOptions.create();
    assertUnusable(
        tls.withTrustStore(nothing),
        "trust store '" + nothing + "' cannot be used (there is no such file)");
    assertUnusable(tls.withTrustStore(text), "trust store '" + text + "' cannot be used (");
    assertUnusable(tls.withTrustStore(broken), "trust store '" + broken + "' cannot be used (");
    assertUnusable(
        tls.withTrustStore(pki.authorityStore("right"), PASSWORD),
        "trust store '" + folder.resolve("ca.p12") + "' cannot be used (");
    assertUnusable(
        tls.withTrustStore(pki.authorityStore("right")),
        "trust store '" + folder.resolve("ca.p12") + "' cannot be used (");
    assertUnusable(
        tls.withClientCertificate(nothing, me.key()),
        "client certificate '" + nothing + "' with key '" + me.key() + "' cannot be used (there");
    assertUnusable(
        tls.withClientCertificate(me.chain(), text),
        "client certificate '" + me.chain() + "' with key '" + text + "' cannot be used (");
    assertUnusable(
        tls.withClientKeyStore(pki.store(me, "right"), PASSWORD), "client certificate '");
    assertUnusable(tls.withClientKeyStore(text, PASSWORD), "client certificate '" + text + "'");
  }
}
