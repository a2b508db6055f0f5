package io.rondo.bench.target;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The parts of {@code redis://[user:pass@]host[:port][/db]}, for clients that take them apart. */
record Address(
    String host, int port, @Nullable String user, @Nullable String password, int database) {
  private static final int DEFAULT_PORT = 6379;

  static Address of(String text) {
    URI uri = URI.create(text);
    String[] credentials = uri.getUserInfo() == null ? null : uri.getUserInfo().split(":", 2);
    String path = uri.getPath() == null ? "" : uri.getPath().replace("/", "");
    return new Address(
        uri.getHost(),
        uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(),
        credentials == null || credentials[0].isEmpty() ? null : credentials[0],
        credentials == null || credentials.length < 2 ? null : credentials[1],
        path.isEmpty() ? 0 : Integer.parseInt(path));
  }

  /** The address without user, password and database. */
  String server() {
    return "redis://" + host + ":" + port;
  }
}
