package io.rondo.bench.server;

import io.rondo.bench.measure.HelperJvm;
import java.util.List;

/** {@link CannedMain} in a process of its own, which ends with the bench, however that ends. */
record CannedServer(HelperJvm jvm, String address, int port) implements BenchServer {
  /**
   * Starts it.
   *
   * @param address what it listens on
   * @param prefix what the command line begins with
   */
  static CannedServer startAt(String address, List<String> prefix) {
    HelperJvm jvm = HelperJvm.start("the canned server", prefix, CannedMain.class, address);
    return new CannedServer(jvm, address, Integer.parseInt(jvm.awaitLine()));
  }

  @Override
  public String uri() {
    return "redis://" + address + ":" + port;
  }

  @Override
  public String pid() {
    return jvm.pid();
  }

  @Override
  public void close() {
    jvm.close();
  }
}
