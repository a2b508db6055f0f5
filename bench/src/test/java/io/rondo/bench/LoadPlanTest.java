package io.rondo.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.bench.measure.Cell;
import io.rondo.bench.measure.Cores;
import io.rondo.bench.measure.LoadSpec;
import io.rondo.bench.report.LoadFixture;
import io.rondo.bench.report.Row;
import io.rondo.bench.scenario.Connections;
import io.rondo.bench.scenario.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class LoadPlanTest {
  private static List<Cell> cells(String... line) {
    LoadOptions options = new LoadOptions();
    CommandLine.populateCommand(options, line);
    return LoadPlan.of(options, Cores.ofThisMachine()).groups().stream()
        .flatMap(group -> group.cells().stream())
        .toList();
  }

  private static LoadSpec load(Cell cell) {
    return Objects.requireNonNull(cell.load());
  }

  @Test
  void severalValuesMultiply() {
    List<Cell> cells =
        cells(
            "--rate=100/s,1.5k/s",
            "--duration=2s",
            "--client=rondo,lettuce",
            "--loop=nio",
            "--drive=caller,loop-thread",
            "--scenario=async,async-pipe",
            "--connections=shared,per-worker",
            "--workers=3,5",
            "--value-size=original,1K");

    // Two drives of Rondo's and one of Lettuce's; one connection, three or five.
    assertEquals(2 * (2 + 1) * 2 * 3 * 2, cells.size());
    assertEquals(cells.size(), new HashSet<>(cells).size());
    for (Cell cell : cells) {
      assertEquals(load(cell).requests(), cell.n());
      assertEquals(cell.connections() == Connections.PER_WORKER, cell.workers() > 1);
      assertTrue(List.of(200, 3_000).contains(cell.n()));
    }
  }

  @Test
  void aDistanceChangesNothingOfTheSchedule() {
    List<Cell> cells = cells("--rate=100/s", "--duration=2s", "--loop=nio", "--rtt=0,10ms");

    assertEquals(List.of(0, 10_000), cells.stream().map(cell -> cell.link().rttMicros()).toList());
    assertTrue(cells.stream().allMatch(cell -> cell.n() == 200));
    assertEquals(
        "rondo async rtt 10ms shared at 100/s nio loop-thread block free embedded",
        cells.get(1).title());
  }

  @Test
  void aSeedIsMadeOnceForAllRows() {
    List<Cell> cells = cells("--rate=1/s,2/s,3/s", "--schedule=poisson");

    assertEquals(1, cells.stream().map(cell -> load(cell).seed()).distinct().count());
    assertTrue(cells.stream().allMatch(cell -> load(cell).schedule() == Schedule.POISSON));
    assertEquals(7, load(cells("--rate=1/s", "--seed=7").get(0)).seed());
  }

  @Test
  void eachCurveOfARampHasItsOwnNextRate() {
    List<Cell> cells = cells("--ramp", "--rate=100/s", "--loop=nio", "--drive=caller,loop-thread");
    Study.Following ramp = LoadPlan.ramp(Duration.ofSeconds(5), new HashMap<>());

    Cell first = only(ramp.after(cells.get(0), LoadFixture.row(cells.get(0), true)));
    Cell other = only(ramp.after(cells.get(1), LoadFixture.row(cells.get(1), true)));
    Cell missed = only(ramp.after(first, LoadFixture.row(first, false)));
    Cell second = only(ramp.after(other, LoadFixture.row(other, true)));

    assertEquals(200, load(first).perSecond());
    assertEquals(5 * 200, first.n());
    assertEquals("caller", first.drive());
    assertEquals("loop-thread", other.drive());
    assertEquals(141, load(missed).perSecond());
    assertEquals(400, load(second).perSecond());
    Cell afterFailure = only(ramp.after(second, Row.failed(second, "0", "it ended")));
    assertEquals(283, load(afterFailure).perSecond());
  }

  private static Cell only(List<Cell> cells) {
    assertEquals(1, cells.size());
    return cells.get(0);
  }

  @Test
  void aClientWithAPoolKeepsIt() {
    assertEquals(Connections.POOL, cells("--rate=1/s", "--client=redisson").get(0).connections());
  }

  @Test
  void onAServerThatOthersUseKeysAreOnesOwn() {
    String start = "--start-at=" + Instant.now().plusSeconds(60);
    Cell own = cells("--rate=1/s", start).get(0);
    Cell given = cells("--rate=1/s", start, "--server=redis://127.0.0.1:1").get(0);

    assertEquals("", load(own).owner());
    assertTrue(load(given).owner().startsWith("load-"));
    assertNotNull(load(given).startAtMillis());
    assertEquals("", load(cells("--rate=1/s", "--server=redis://127.0.0.1:1").get(0)).owner());
  }
}
