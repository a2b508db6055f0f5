package io.rondo.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.bench.measure.Cell;
import io.rondo.bench.measure.Cores;
import io.rondo.bench.scenario.Connections;
import io.rondo.bench.scenario.Scenario;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SweepPlanTest {
  private static List<Cell> cells(String... line) {
    SweepOptions options = new SweepOptions();
    CommandLine.populateCommand(options, line);
    return SweepPlan.of(options, Cores.ofThisMachine()).groups().stream()
        .flatMap(group -> group.cells().stream())
        .toList();
  }

  @Test
  void theDefaultGoesOverWorkersAsIn2017InBothForms() {
    List<Cell> cells = cells();

    Set<Integer> workers = cells.stream().map(Cell::workers).collect(Collectors.toSet());
    assertEquals(
        Set.of(1, 2, 4, 5, 8, 10, 16, 20, 25, 32, 40, 50, 80, 100, 125, 160, 200), workers);
    assertEquals(17 * 2 * Listings.loops().size(), cells.size());
    assertEquals(cells.size(), new HashSet<>(cells).size());
    assertTrue(cells.stream().allMatch(cell -> cell.n() == 20_000 && cell.repeat() == 5));
    assertTrue(cells.stream().allMatch(cell -> cell.scenario() == Scenario.ASYNC));
  }

  @Test
  void batchesAreFull() {
    List<Cell> cells = cells("--over=depth", "--loop=nio", "--at=1,3,1K,7000", "-n=5000");

    assertEquals(2 * 4, cells.size(), "in both drives");
    for (Cell cell : cells) {
      assertEquals(0, cell.n() % cell.batch(), cell.title());
      assertTrue(cell.n() >= 5_000 && cell.n() < 5_000 + cell.batch() + 2_000, cell.title());
    }
    assertEquals(
        Set.of(1, 3, 1_024, 7_000), cells.stream().map(Cell::batch).collect(Collectors.toSet()));
  }

  @Test
  void valuesFitIntoMemory() {
    List<Cell> cells = cells("--over=value-size", "--loop=nio", "--at=16,1M");

    assertEquals(2 * 3, cells.size(), "sync in both drives, async in one");
    for (Cell cell : cells) {
      assertTrue((long) cell.n() * cell.valueBytes() <= 100L << 20, cell.title());
      assertEquals(cell.scenario().isAsync() ? 10 : 1, cell.workers());
      assertEquals(0, cell.n() % cell.workers());
    }
  }

  @Test
  void connectionsAreShared() {
    List<Cell> cells = cells("--over=connections", "--loop=nio");

    assertEquals(
        List.of(1, 2, 4, 5, 10, 20, 25, 50, 100),
        cells.stream().map(Cell::connectionCount).toList());
    assertTrue(cells.stream().allMatch(cell -> cell.connections() == Connections.SHARED));
    assertTrue(cells.stream().allMatch(cell -> cell.workers() == 100));
  }

  @Test
  void threadsHaveAsManyPairsEach() {
    List<Cell> cells = cells("--over=threads", "--loop=nio", "--drive=caller", "--at=1..7");

    assertEquals(List.of(1, 2, 3, 4, 5, 6, 7), cells.stream().map(Cell::workers).toList());
    assertTrue(cells.stream().allMatch(cell -> cell.n() % cell.workers() == 0));
    assertTrue(cells.stream().allMatch(cell -> cell.scenario() == Scenario.THREADS));
  }

  @Test
  void distancesAreSweptWithWhatTheyMatterTo() {
    List<Cell> cells = cells("--rtt=10ms,0", "--loop=nio");

    int forms = 2 * 2 + 3; // two sync scenarios in both drives; async 1 and 100, async-pipe 100
    assertEquals(2 * forms, cells.size());
    assertEquals(
        List.of(0, 10_000), cells.stream().map(cell -> cell.link().rtt()).distinct().toList());
    assertTrue(cells.stream().allMatch(cell -> cell.link().rttMicros() != null));
    for (Cell cell : cells) {
      long travel = cell.link().micros(cell.scenario(), cell.n(), cell.workers(), cell.batch());
      assertTrue(travel <= 1_000_000, cell.title() + " is on its way for " + travel + " us");
      assertEquals(0, cell.n() % cell.workers());
    }
    assertEquals(cells, cells("--over=rtt", "--at=0,10ms", "--loop=nio"));
    assertEquals(
        List.of(0, 50, 250, 1_000, 10_000),
        cells("--over=rtt", "--loop=nio").stream()
            .map(cell -> cell.link().rtt())
            .distinct()
            .toList());
  }

  @Test
  void anythingIsSweptOverADistance() {
    List<Cell> cells = cells("--rtt=1ms", "--at=1,10", "--loop=nio", "--connections=shared");

    assertEquals(List.of(1, 10), cells.stream().map(Cell::workers).toList());
    assertTrue(cells.stream().allMatch(cell -> cell.link().rtt() == 1_000));
    assertEquals(
        4,
        cells("--over=workers", "--rtt=1ms,2ms", "--at=1,10", "--loop=nio", "--connections=shared")
            .size());
  }

  @Test
  void quickIsOneLoopAndFewPlaces() {
    for (String over : List.of("workers", "depth", "value-size", "connections", "threads")) {
      List<Cell> cells = cells("--quick", "--over=" + over);
      assertTrue(cells.size() <= 9, over + " has " + cells.size());
      assertEquals(1, cells.stream().map(Cell::loop).distinct().count());
    }
  }
}
