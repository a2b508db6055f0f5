package io.rondo.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.bench.common.BenchException;
import io.rondo.bench.scenario.Scenario;
import io.rondo.bench.server.BenchServer;
import io.rondo.bench.server.ServerChoice;
import io.rondo.bench.server.Servers;
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
    return calibrate
        ? ForkSpec.calibrating(cell, uri, WarmupPolicy.QUICK)
        : new ForkSpec(cell, uri, WarmupPolicy.QUICK);
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

  /** Asleep for longer than a fork at work may be silent, and still there. */
  @Test
  void aForkMeasuresWhenItIsItsTurn() throws InterruptedException {
    Duration silence = Duration.ofSeconds(10); // Enough for a JVM to start on a busy machine.
    try (BenchServer server =
        Servers.start(new ServerChoice(ServerChoice.Kind.CANNED, ""), List.of())) {
      Cell cell =
          Cell.builder("canned", "raw", Scenario.SYNC)
              .on("socket", "caller", "block")
              .repeated(500, 3)
              .build();
      ForkSpec spec =
          new ForkSpec(cell, server.uri(), WarmupPolicy.QUICK, 5, false, "", server.pid());
      try (Fork fork = Fork.start(spec, List.of(), new Patience(silence, LONG))) {
        assertTrue(fork.awaitWarm(part -> {}));
        Thread.sleep(silence.plusMillis(500).toMillis());
        for (int turn = 0; turn < ForkSpec.turns(cell); turn++) {
          assertTrue(fork.takeTurn());
        }
        CellResult result = fork.await(part -> {});

        assertEquals("", result.failure());
        assertNotNull(result.warm());
        assertEquals(3, result.warm().throughput().samples().size());
        assertNotNull(result.warm().cpuSamples());
        assertEquals(3, result.warm().cpuSamples().size());
      }
    }
  }

  @Test
  void aForkThatEndsInsteadOfItsTurnSaysWhy() throws IOException {
    try (ServerSocket silent = silentServer()) {
      ForkSpec plain = spec(silent, false);
      ForkSpec spec = new ForkSpec(plain.cell(), plain.uri(), plain.warmup(), 5, false, "", "");
      try (Fork fork = Fork.start(spec, List.of(), new Patience(SHORT, LONG))) {
        assertFalse(fork.awaitWarm(part -> {}));
        assertTrue(fork.await(part -> {}).failure().contains("it gave no sign for 2 s"));
      }
    }
  }
}
