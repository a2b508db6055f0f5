package io.rondo.bench.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rondo.bench.measure.Cell;
import io.rondo.bench.measure.CellResult;
import io.rondo.bench.measure.Fork;
import io.rondo.bench.measure.ForkSpec;
import io.rondo.bench.measure.Json;
import io.rondo.bench.measure.Latencies;
import io.rondo.bench.measure.Measurement;
import io.rondo.bench.measure.Patience;
import io.rondo.bench.measure.WarmupPolicy;
import io.rondo.bench.scenario.Connections;
import io.rondo.bench.scenario.Scenario;
import io.rondo.bench.server.BenchServer;
import io.rondo.bench.server.LyingServer;
import io.rondo.bench.server.ServerChoice;
import io.rondo.bench.server.Servers;
import io.rondo.client.Command;
import io.rondo.client.Commands;
import io.rondo.client.RedisClient;
import io.rondo.client.RedisConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The scenarios in Python, where it has the modules, on a real Redis and on one that lies. */
class ScenariosTest {
  private static final int PAIRS = 60;
  private static final Python PYTHON = Python.ofThisMachine();
  private static @Nullable BenchServer server;

  @BeforeAll
  static void startServer() {
    server = Servers.start(ServerChoice.parse("embedded"), List.of());
  }

  @AfterAll
  static void stopServer() {
    redis().close();
  }

  private static BenchServer redis() {
    return Objects.requireNonNull(server);
  }

  static Stream<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    for (Scenario scenario : List.of(Scenario.SYNC, Scenario.SYNC_PIPE, Scenario.SYNC_MULTI)) {
      cells.add(cell(scenario, Python.BLOCKING, 1, Connections.SHARED, true));
    }
    for (Scenario scenario : List.of(Scenario.ASYNC, Scenario.ASYNC_PIPE)) {
      for (String loop : Python.LOOPS) {
        for (Connections connections : Connections.ofTheStudy()) {
          cells.add(cell(scenario, loop, 6, connections, true));
        }
      }
    }
    return cells.stream();
  }

  private static Cell cell(
      Scenario scenario, String loop, int workers, Connections connections, boolean asserts) {
    return cell(scenario, loop, workers, connections, PAIRS, asserts);
  }

  private static Cell cell(
      Scenario scenario,
      String loop,
      int workers,
      Connections connections,
      int pairs,
      boolean asserts) {
    return Cell.builder("embedded", Python.CLIENT, scenario)
        .on(loop, Python.drive(scenario), "block")
        .workers(workers, connections)
        .repeated(pairs, 2)
        .asserts(asserts)
        .build();
  }

  private static Fork start(Cell cell, String uri) {
    String obstacle = PYTHON.whyNot(cell);
    assumeTrue(obstacle.isEmpty(), obstacle);
    return PYTHON.start(
        new ForkSpec(cell, uri, WarmupPolicy.QUICK), List.of(), Patience.with(cell));
  }

  private static CellResult run(Cell cell, String uri) {
    try (Fork fork = start(cell, uri)) {
      return fork.await(part -> {});
    }
  }

  private static <T extends @Nullable Object> T on(String uri, Command<T> command) {
    try (RedisClient client = RedisClient.create(uri);
        RedisConnection connection = client.connect()) {
      return connection.sync().run(command);
    }
  }

  @ParameterizedTest
  @MethodSource("cells")
  void everyScenarioSetsAndGetsItsPairs(Cell cell) {
    on(redis().uri(), Commands.TEXT.flushDb());

    CellResult result = run(cell, redis().uri());

    assertEquals("", result.failure());
    assertFigures(result.cold(), 1);
    Measurement warm = assertFigures(result.warm(), 2);
    assertNotNull(warm.warmup());
    assertTrue(warm.warmup().windows() > 0);
    assertEquals((long) PAIRS, on(redis().uri(), Commands.TEXT.dbSize()));
    int perWorker = PAIRS / cell.workers();
    String last =
        switch (cell.scenario()) {
          case ASYNC -> "test_async:keys:5:9";
          case ASYNC_PIPE -> "test_async_pipe:keys:5:9";
          case SYNC -> "test_sync:keys:59";
          default -> "test_sync_pipe:keys:59";
        };
    assertEquals(String.valueOf(perWorker - 1), on(redis().uri(), Commands.TEXT.get(last)));
    if (cell.scenario().isAsync()) {
      assertTrue(warm.channel().contains(cell.loop()), warm.channel());
    }
  }

  private static Measurement assertFigures(@Nullable Measurement measurement, int repeat) {
    assertNotNull(measurement);
    assertEquals(repeat, measurement.throughput().samples().size());
    assertTrue(measurement.throughput().worst() > 0);
    assertTrue(measurement.cpuNanosPerOp() > 0);
    assertTrue(measurement.channel().startsWith("redis-py "), measurement.channel());
    assertEquals((long) PAIRS * repeat, Latencies.decode(measurement.histogram()).getTotalCount());
    return measurement;
  }

  @ParameterizedTest
  @MethodSource("cells")
  void aWrongValueIsCaughtInsideTheTimedRegionAndAfterIt(Cell cell) {
    try (LyingServer liar = new LyingServer()) {
      for (boolean asserts : new boolean[] {true, false}) {
        Cell compared =
            cell(cell.scenario(), cell.loop(), cell.workers(), cell.connections(), asserts);
        CellResult result = run(compared, liar.uri());

        assertNull(result.cold());
        assertNull(result.warm());
        assertTrue(
            result.failure().matches("GET test_\\w+:keys:(\\d:)?7 returned '8', expected '7'"),
            result.failure());
      }
    }
  }

  @Test
  void sharedIsOneConnectionAndPerWorkerIsOneEach() {
    for (Scenario scenario : List.of(Scenario.ASYNC, Scenario.ASYNC_PIPE)) {
      assertEquals(1, connectionsOf(cell(scenario, "asyncio", 6, Connections.SHARED, true)));
      // A cold pass, at least one window of one pass, and two repetitions, of six workers each.
      assertTrue(
          connectionsOf(cell(scenario, "asyncio", 6, Connections.PER_WORKER, true)) >= 4 * 6);
    }
  }

  /** How many the server has accepted from a fork. */
  private static long connectionsOf(Cell cell) {
    long first = received();
    long before = received();
    assertEquals("", run(cell, redis().uri()).failure());
    long toAsk = before - first;
    return received() - before - toAsk;
  }

  private static long received() {
    return on(redis().uri(), Commands.TEXT.info("stats"))
        .lines()
        .filter(line -> line.startsWith("total_connections_received:"))
        .mapToLong(line -> Long.parseLong(line.split(":", 2)[1].strip()))
        .sum();
  }

  @Test
  void itEndsWithTheBenchHoweverThatEnds() throws Exception {
    Cell endless = cell(Scenario.SYNC, Python.BLOCKING, 1, Connections.SHARED, 1_000_000, true);
    assumeTrue(PYTHON.whyNot(endless).isEmpty(), PYTHON.whyNot(endless));
    Process process =
        new ProcessBuilder(PYTHON.command(List.of()))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      ForkSpec spec = new ForkSpec(endless, redis().uri(), WarmupPolicy.QUICK);
      String input = Python.script() + Json.MAPPER.writeValueAsString(spec) + "\n";
      process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().close();

      assertEquals(3, process.waitFor());
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  @SuppressWarnings("try") // It is enough that it runs.
  void aPasswordIsUsedAndStandsOnNoCommandLine() {
    try (BenchServer locked = Servers.start(ServerChoice.parse("embedded"), List.of())) {
      on(locked.uri(), Commands.TEXT.configSet("requirepass", "s3cret@x"));
      String address = locked.uri().replace("redis://", "");
      String uri = "redis://:s3cret%40x@" + address;
      Cell cell = cell(Scenario.SYNC, Python.BLOCKING, 1, Connections.SHARED, true);
      Cell endless = cell(Scenario.SYNC, Python.BLOCKING, 1, Connections.SHARED, 1_000_000, true);
      assertEquals("", run(cell, uri).failure());

      try (Fork fork = start(endless, uri)) {
        List<String> lines =
            ProcessHandle.current()
                .children()
                .map(child -> child.info().commandLine().orElse(""))
                .toList();
        assertTrue(lines.stream().anyMatch(line -> line.contains("python3")), lines.toString());
        assertFalse(lines.toString().contains("s3cret"), lines.toString());
      }

      CellResult refused = run(cell, "redis://:wr0ng@" + address);
      assertFalse(refused.failure().isEmpty());
      assertFalse(refused.failure().contains("wr0ng"), refused.failure());
      assertEquals(1, refused.failure().lines().count());
    }
  }
}
