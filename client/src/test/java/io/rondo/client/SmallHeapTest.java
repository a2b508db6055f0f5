package io.rondo.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rondo.client.support.Cell;
import io.rondo.client.support.ForkedJvm;
import io.rondo.client.support.TestRedis;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Callers that submit much more than the heap can hold, 64 MB, while the server is down or takes
 * nothing: see {@link Flooded}.
 */
class SmallHeapTest {
  private static final List<String> JVM =
      List.of(
          "-Xmx64m",
          "-XX:+ExitOnOutOfMemoryError",
          "-XX:+UseSerialGC",
          "-ea",
          "-XX:+IgnoreUnrecognizedVMOptions",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  /** A JVM that floods on every loop: more than other tests do in their time. */
  @Test
  @Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aFloodIsBoundedFailsFastAndRecovers() throws IOException, InterruptedException {
    String port = String.valueOf(TestRedis.shared().port());
    String output = ForkedJvm.run(JVM, Flooded.class, port);
    assertEquals(
        Cell.loops().count(),
        output.lines().filter(line -> line.endsWith("bounded and recovered")).count(),
        output);
  }
}
