package io.rondo.client.support;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * A redis-server of this machine that speaks TLS on one port and plain text on another. Where it
 * was built without TLS, the test is aborted with that reason.
 */
public final class TlsRedis implements AutoCloseable {
  private final TestRedis server;
  private final int tlsPort;

  private TlsRedis(TestRedis server, int tlsPort) {
    this.server = server;
    this.tlsPort = tlsPort;
  }

  /** Starts one that shows {@code identity}; {@code arguments} are further ones of redis-server. */
  public static TlsRedis start(Pki pki, Pki.Identity identity, String... arguments) {
    try {
      int tlsPort = freePort();
      List<String> all = new ArrayList<>(List.of("--tls-port", String.valueOf(tlsPort)));
      all.addAll(List.of("--tls-cert-file", identity.chain().toString()));
      all.addAll(List.of("--tls-key-file", identity.key().toString()));
      all.addAll(List.of("--tls-ca-cert-file", pki.authority().toString()));
      all.addAll(List.of("--tls-auth-clients", "no"));
      all.addAll(List.of(arguments));
      return new TlsRedis(TestRedis.startLocal(all.toArray(String[]::new)), tlsPort);
    } catch (IOException e) {
      if (String.valueOf(e.getMessage()).contains("Bad directive")) {
        return abort("this machine's redis-server was built without TLS");
      }
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  /** The port where it speaks TLS. */
  public int tlsPort() {
    return tlsPort;
  }

  /** The port where it does not. */
  public int plainPort() {
    return server.port();
  }

  @Override
  public void close() {
    server.close();
  }
}
