package io.rondo.bench.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.bench.measure.Cell;
import io.rondo.bench.report.Results;
import io.rondo.bench.report.Row;
import io.rondo.bench.report.RowFixture;
import io.rondo.bench.scenario.Connections;
import io.rondo.bench.scenario.Scenario;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoopRatiosTest {
  private static Cell cell(String client, String loop, String drive, int workers) {
    return Cell.builder("embedded", client, Scenario.ASYNC)
        .on(loop, drive, "block")
        .workers(workers, Connections.PER_WORKER)
        .repeated(20_000, 5)
        .build();
  }

  private static Row row(String client, String loop, int workers, double factor) {
    return RowFixture.warm(cell(client, loop, "loop-thread", workers), true, factor);
  }

  private static Results results(Row... rows) {
    return new Results(RowFixture.ENVIRONMENT, List.of(rows));
  }

  private static final Row ASYNCIO = row("python", "asyncio", 100, 1);
  private static final Row UVLOOP = row("python", "uvloop", 100, 1.66);
  private static final Row EPOLL = row("rondo", "epoll", 100, 55);
  private static final Row NIO = row("rondo", "nio", 100, 50);

  @Test
  void loopsOfBothStandSideBySide() {
    Results results = results(EPOLL, NIO, ASYNCIO, UVLOOP, row("rondo", "nio", 1, 3));

    List<String> lines = LoopRatios.table(results).lines().toList();

    assertEquals(
        "                              asyncio : uvloop  nio : epoll",
        lines.get(3),
        "NIO is the one that others are measured by");
    assertEquals("async 100 workers per-worker  1.00 : 1.66       1.00 : 1.10", lines.get(4));
    assertEquals(5, lines.size(), "a form with one loop alone has no ratio");
    assertEquals(
        List.of(
            "async 100 workers per-worker: asyncio : uvloop = 1.00 : 1.66; nio : epoll = 1.00 :"
                + " 1.10"),
        LoopRatios.headlined(results).headlines());
  }

  @Test
  void whatIsMissingIsLeftOutWithTheReason() {
    Row missing =
        Row.leftOut(cell("python", "uvloop", "loop-thread", 100), "0-1", "there is no uvloop");

    Results results = results(NIO, EPOLL, ASYNCIO, missing);

    String table = LoopRatios.table(results);
    assertTrue(
        table.contains("async 100 workers per-worker  -                 1.00 : 1.10"), table);
    assertTrue(table.endsWith("\n- uvloop: left out: there is no uvloop\n"), table);
    assertEquals(
        List.of("async 100 workers per-worker: nio : epoll = 1.00 : 1.10"),
        LoopRatios.headlined(results).headlines());
  }

  @Test
  void drivesAndWhatElseDiffersAreToldApart() {
    Row caller = RowFixture.warm(cell("rondo", "nio", "caller", 100), true, 10);
    Row callerEpoll = RowFixture.warm(cell("rondo", "epoll", "caller", 100), true, 20);

    String table = LoopRatios.table(results(NIO, EPOLL, caller, callerEpoll, ASYNCIO, UVLOOP));

    assertTrue(table.contains("nio : epoll, loop-thread  nio : epoll, caller"), table);
    assertTrue(table.contains("1.00 : 1.10               1.00 : 2.00"), table);
  }

  @Test
  void aRunWithoutPythonSaysNothing() {
    Results results = results(NIO, EPOLL);

    assertEquals("", LoopRatios.table(results));
    assertNull(LoopRatios.headlined(results).headlines());
    assertFalse(LoopRatios.table(results(NIO, EPOLL, ASYNCIO)).isEmpty());
  }
}
