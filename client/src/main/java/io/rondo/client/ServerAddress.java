package io.rondo.client;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where a server listens.
 *
 * @param host name or address, if it is by TCP
 * @param port if it is by TCP
 * @param unixSocket path on this machine, or {@code null} for TCP
 */
record ServerAddress(String host, int port, @Nullable String unixSocket) {
  static final ServerAddress DEFAULT = tcp("127.0.0.1", 6379);

  /** The kernel's room for a path, on Linux; a byte is for its end. */
  private static final int MAX_SOCKET_PATH_BYTES = 107;

  static ServerAddress tcp(String host, int port) {
    if (host.isBlank()) {
      throw new IllegalArgumentException("host is empty: give a name or an address");
    }
    return new ServerAddress(host, Checks.range("port", port, 1, 65535), null);
  }

  /** A unix socket of this machine in place of host and port. */
  ServerAddress withUnixSocket(String path) {
    if (path.isBlank()) {
      throw new IllegalArgumentException("unix socket is empty: give the path of the socket");
    }
    int bytes = path.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_SOCKET_PATH_BYTES) {
      throw new IllegalArgumentException(
          "unix socket '"
              + path
              + "' is "
              + bytes
              + " bytes long: give a path of at most "
              + MAX_SOCKET_PATH_BYTES
              + ", a link for example");
    }
    return new ServerAddress(host, port, path);
  }

  /** As messages name it. */
  @Override
  public String toString() {
    return unixSocket != null
        ? unixSocket
        : (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
