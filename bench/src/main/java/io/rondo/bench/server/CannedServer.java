package io.rondo.bench.server;

import io.rondo.bench.measure.HelperJvm;
import java.util.List;

/** {@link CannedMain} in a process of its own, which ends with the bench, however that ends. */
record CannedServer(HelperJvm jvm, int port) implements BenchServer {
  static CannedServer start(List<String> prefix) {
    HelperJvm jvm = HelperJvm.start("the canned server", prefix, CannedMain.class);
    return new CannedServer(jvm, Integer.parseInt(jvm.awaitLine()));
  }

  @Override
  public String uri() {
    return "redis://127.0.0.1:" + port;
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
