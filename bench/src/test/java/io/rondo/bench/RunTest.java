package io.rondo.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.bench.measure.Cores;
import io.rondo.bench.measure.Latencies;
import io.rondo.bench.measure.Placement;
import io.rondo.bench.report.Results;
import io.rondo.bench.report.Row;
import io.rondo.bench.server.BenchServer;
import io.rondo.bench.server.ServerChoice;
import io.rondo.bench.server.Servers;
import io.rondo.client.Command;
import io.rondo.client.Commands;
import io.rondo.client.RedisClient;
import io.rondo.client.RedisConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs, small ones, with real forks and real servers. */
class RunTest {
  /** On a machine that is busy with other things, quick is not quick. */
  private static final String UNHURRIED = "--time-limit=600";

  private final Path temporary;

  RunTest(@TempDir Path temporary) {
    this.temporary = temporary;
  }

  private Results results() {
    return Results.read(temporary.resolve("results.json"));
  }

  private static <T extends @Nullable Object> T on(String uri, Command<T> command) {
    try (RedisClient client = RedisClient.create(uri);
        RedisConnection redis = client.connect()) {
      return redis.sync().run(command);
    }
  }

  @Test
  void aSmallRunHasAColdAndAWarmRowPerCell() {
    Bench bench =
        Bench.run(
            "--quick",
            "-n=200",
            "--repeat=2",
            "--scenario=sync-multi,async",
            "--loop=nio",
            "--drive=loop-thread",
            "--workers=7",
            "--connections=per-worker",
            "--asserts=on,off",
            UNHURRIED,
            "--out=" + temporary);

    assertEquals(0, bench.exitCode(), bench.err());
    Results results = results();
    assertEquals(2 * 2 * 2, results.rows().size());
    for (Row row : results.rows()) {
      assertNotNull(row.opsPerSecond());
      assertEquals(row.kind() == Row.Kind.COLD ? 1 : 2, row.repeat());
      assertEquals(row.repeat(), row.opsPerSecond().samples().size());
      assertEquals(row.kind() == Row.Kind.COLD, row.warmup() == null);
      assertEquals(
          200L * row.repeat(),
          Latencies.decode(Objects.requireNonNull(row.histogram())).getTotalCount());
      assertEquals("NioSocketChannel", row.channel());
      assertEquals(row.scenario().equals("async") ? 8 : 1, row.workers());
      assertTrue(Objects.requireNonNull(row.allocatedBytesPerOp()) > 0);
      assertTrue(Objects.requireNonNull(row.cpuNanosPerOp()) > 0);
    }
    assertEquals(4, results.rows().stream().filter(Row::verified).count());
    assertEquals("embedded", results.environment().servers().get(0).label());
    assertTrue(results.environment().commandLine().startsWith("--quick -n=200"));
    assertTrue(bench.out().contains("test_sync_pipe"), bench.out());
    assertTrue(Files.exists(temporary.resolve("results.csv")));
  }

  @Test
  void whatDoesNotFitIntoTheTimeIsLeftOutAndSaidSo() throws IOException {
    Path left = temporary.resolve("007-warm-async-nio.hgrm");
    Path own = temporary.resolve("notes.hgrm");
    Files.writeString(left, "of an earlier run");
    Files.writeString(own, "the user's");

    Bench bench =
        Bench.run(
            "-n=3000000",
            "--scenario=sync",
            "--loop=nio",
            "--drive=caller,loop-thread",
            "--time-limit=2",
            "--out=" + temporary);

    assertEquals(0, bench.exitCode(), bench.err());
    List<Row> rows = results().rows();
    assertEquals(2, rows.size());
    assertTrue(rows.stream().allMatch(Row::isLeftOut));
    assertTrue(
        bench.out().contains("2 of 2 rows left out: the time limit of 2 s was over."), bench.out());
    assertFalse(Files.exists(left));
    assertTrue(Files.exists(own));
  }

  @Test
  void placementIsDoneAndRecordedOrRefused() {
    Cores cores = Cores.ofThisMachine();
    for (Placement placement : List.of(Placement.SPLIT, Placement.SAME)) {
      Bench bench =
          Bench.run(
              "--quick",
              "-n=100",
              "--repeat=1",
              "--scenario=sync",
              "--loop=nio",
              "--drive=caller",
              "--placement=" + placement.label(),
              UNHURRIED,
              "--out=" + temporary);
      if (cores.whyNot(placement).isEmpty()) {
        assertEquals(0, bench.exitCode(), bench.err());
        Row row = results().rows().get(1);
        assertEquals(lastOf(cores.serverPrefix(placement)), row.serverCores());
        assertEquals(lastOf(cores.clientPrefix(placement)), row.clientCores());
      } else {
        assertTrue(bench.err().contains(cores.whyNot(placement)), bench.err());
        assertTrue(bench.exitCode() != 0);
      }
    }
  }

  private static String lastOf(List<String> prefix) {
    return prefix.get(prefix.size() - 1);
  }

  @Test
  void aGivenServerIsFlushedOnlyWhenThatIsAllowed() {
    try (BenchServer server = Servers.start(ServerChoice.parse("embedded"), List.of())) {
      on(server.uri(), Commands.TEXT.set("precious", "1"));
      String[] line = {
        "--quick",
        "-n=100",
        "--repeat=1",
        "--scenario=sync",
        "--loop=nio",
        "--drive=caller",
        "--server=" + server.uri(),
        UNHURRIED,
        "--out=" + temporary.resolve("out")
      };

      Bench refused = Bench.run(line);

      assertEquals(1, refused.exitCode());
      assertTrue(
          refused.err().contains("the bench would delete all 1 keys of " + server.uri()),
          refused.err());
      assertEquals("1", on(server.uri(), Commands.TEXT.get("precious")));
      assertFalse(Files.exists(temporary.resolve("out")));

      String[] allowed = Arrays.copyOf(line, line.length + 1);
      allowed[line.length] = "--allow-flush";
      Bench run = Bench.run(allowed);

      assertEquals(0, run.exitCode(), run.err());
      assertEquals(0L, on(server.uri(), Commands.TEXT.dbSize()), "left clean");
    }
  }

  @Test
  void aFailingCellIsMarkedAndTheOthersStillRun() {
    try (BenchServer server = Servers.start(ServerChoice.parse("embedded"), List.of())) {
      // SET is refused, PING, INFO and FLUSHDB are not.
      on(server.uri(), Commands.TEXT.configSet("maxmemory", "1"));

      Bench bench =
          Bench.run(
              "--quick",
              "-n=100",
              "--repeat=1",
              "--scenario=sync,async",
              "--loop=nio",
              "--drive=loop-thread",
              "--workers=1",
              "--server=" + server.uri() + ",embedded",
              "--allow-flush",
              UNHURRIED,
              "--out=" + temporary);

      assertEquals(1, bench.exitCode());
      List<Row> rows = results().rows();
      assertEquals(2, rows.stream().filter(Row::isFailed).count());
      assertTrue(
          rows.stream()
              .filter(Row::isFailed)
              .allMatch(row -> Objects.requireNonNull(row.failure()).contains("OOM")));
      assertEquals(4, rows.stream().filter(row -> row.server().equals("embedded")).count());
      assertEquals(2, bench.out().lines().filter(line -> line.startsWith("FAILED ")).count());
    }
  }
}
