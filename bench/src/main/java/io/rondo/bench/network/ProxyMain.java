package io.rondo.bench.network;

import io.rondo.bench.measure.ParentWatch;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * The proxy's process: listens on two free ports of 127.0.0.1, writes both to its standard output,
 * and ends with its standard input. Behind the first port the server is as far away as is wanted,
 * behind the second one it is not, so that what the proxy itself costs can be measured.
 */
public final class ProxyMain {
  private ProxyMain() {}

  /**
   * Relays until its standard input ends.
   *
   * @param arguments the server's host and port, and the round trip time in microseconds
   */
  public static void main(String[] arguments) throws IOException {
    new ParentWatch(new InputStreamReader(System.in, StandardCharsets.UTF_8)).start();
    InetSocketAddress server = new InetSocketAddress(arguments[0], Integer.parseInt(arguments[1]));
    try (Proxy proxy = new Proxy(server)) {
      int far = proxy.listen(TimeUnit.MICROSECONDS.toNanos(Long.parseLong(arguments[2])));
      int near = proxy.listen(0);
      System.out.println(far + " " + near);
      System.out.flush();
      proxy.run();
    }
  }
}
