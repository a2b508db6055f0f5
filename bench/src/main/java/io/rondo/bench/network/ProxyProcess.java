package io.rondo.bench.network;

import io.rondo.bench.common.BenchException;
import io.rondo.bench.measure.HelperJvm;
import io.rondo.bench.measure.RoundTrip;
import java.net.URI;
import java.util.List;
import java.util.Objects;

/**
 * {@link ProxyMain}, seen from the bench.
 *
 * @param farUri the server as clients see it through the proxy, with a password if there is one
 * @param nearUri the same without a delay
 */
record ProxyProcess(HelperJvm jvm, String farUri, String nearUri) implements AutoCloseable {
  private static final int DEFAULT_PORT = 6379;

  /**
   * Starts it.
   *
   * @param uri the server's
   * @param prefix what the command line begins with, to put it onto cores and into a namespace
   */
  static ProxyProcess start(String uri, int rttMicros, List<String> prefix) {
    URI server = URI.create(uri);
    String host = server.getHost().replaceAll("^\\[|\\]$", "");
    int port = server.getPort() < 0 ? DEFAULT_PORT : server.getPort();
    HelperJvm jvm =
        HelperJvm.startBeside(
            "the proxy of --rtt " + RoundTrip.text(rttMicros),
            prefix,
            ProxyMain.class,
            host,
            String.valueOf(port),
            String.valueOf(rttMicros));
    String[] ports = jvm.awaitLine().split(" ", -1);
    if (ports.length != 2) {
      jvm.close();
      throw new BenchException("the proxy of --rtt wrote something else than its ports");
    }
    return new ProxyProcess(jvm, through(server, ports[0]), through(server, ports[1]));
  }

  /** The same user, database and options elsewhere. */
  private static String through(URI server, String port) {
    String user = server.getRawUserInfo() == null ? "" : server.getRawUserInfo() + "@";
    String query = server.getRawQuery() == null ? "" : "?" + server.getRawQuery();
    String path = Objects.requireNonNullElse(server.getRawPath(), "");
    return "redis://" + user + "127.0.0.1:" + port + path + query;
  }

  @Override
  public void close() {
    jvm.close();
  }
}
