package io.rondo.bench.target;

import io.rondo.bench.common.BenchException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The parts of {@code redis://[user:pass@]host[:port][/db]}, for clients that take them apart; a
 * lone user info is the password.
 */
record Address(
    String host, int port, @Nullable String user, @Nullable String password, int database) {
  private static final int DEFAULT_PORT = 6379;

  static Address of(String text) {
    URI uri = URI.create(text);
    if (!"redis".equals(uri.getScheme())) {
      throw new BenchException(
          "this client reaches no " + uri.getScheme() + ":// address here: give a redis:// one");
    }
    String info = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
    int colon = info.indexOf(':');
    String path = uri.getPath() == null ? "" : uri.getPath().replace("/", "");
    return new Address(
        uri.getHost(),
        uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(),
        colon <= 0 ? null : decoded(info.substring(0, colon)),
        info.isEmpty() ? null : decoded(info.substring(colon + 1)),
        path.isEmpty() ? 0 : Integer.parseInt(path));
  }

  /** A plus sign is one: it stands for a blank in forms alone. */
  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** The address without user, password and database. */
  String server() {
    return "redis://" + host + ":" + port;
  }
}
