package io.rondo.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.bench.common.BenchException;
import io.rondo.bench.scenario.Scenario;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForkTest {
  private static final Duration SHORT = Duration.ofSeconds(2);
  private static final Duration LONG = Duration.ofMinutes(10);

  private static ForkSpec spec(ServerSocket silent, boolean calibrate) {
    Cell cell =
        Cell.builder("silent", "raw", Scenario.SYNC)
            .on("socket", "caller", "block")
            .repeated(10, 1)
            .build();
    String uri = "redis://127.0.0.1:" + silent.getLocalPort();
    return new ForkSpec(cell, uri, WarmupPolicy.QUICK, 0, calibrate, "", "");
  }

  /** Connections are accepted by the kernel and never replied to. */
  private static ServerSocket silentServer() throws IOException {
    return new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  }

  @Test
  void aForkThatHangsIsEndedAndSaysSo() throws IOException {
    try (ServerSocket silent = silentServer();
        Fork fork = Fork.start(spec(silent, false), List.of(), new Patience(SHORT, LONG))) {
      CellResult result = fork.await(part -> {});

      assertNull(result.warm());
      assertEquals(
          "the measuring JVM was ended: it gave no sign for 2 s; with a slow server, try a smaller"
              + " -n",
          result.failure());
    }
  }

  @Test
  void timeInAllIsLimitedToo() throws IOException {
    try (ServerSocket silent = silentServer();
        Fork fork = Fork.start(spec(silent, true), List.of(), new Patience(LONG, SHORT))) {
      BenchException failure = assertThrows(BenchException.class, fork::systemCallsPerOp);

      assertTrue(BenchException.oneLine(failure).contains("it took more than 2 s"));
    }
  }
}
