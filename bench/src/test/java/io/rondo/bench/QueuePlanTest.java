package io.rondo.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.bench.measure.Cell;
import io.rondo.bench.measure.Cores;
import io.rondo.bench.queue.QueueForm;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class QueuePlanTest {
  private static final Cores CORES = new Cores(List.of(0, 1), true);

  @CommandLine.Command
  private record Holder(@CommandLine.Mixin QueueOptions options) {}

  private static List<Cell> cells(String... line) {
    QueueOptions options = new QueueOptions();
    new CommandLine(new Holder(options)).parseArgs(line);
    return QueuePlan.of(options, CORES).groups().stream()
        .flatMap(group -> group.cells().stream())
        .toList();
  }

  @Test
  void theDefaultIsTheOriginalsSizeInEveryFormOnEveryLoop() {
    List<Cell> cells = cells();

    assertEquals(QueueForm.values().length * 2 * Listings.loops().size(), cells.size());
    assertEquals(cells.size(), new HashSet<>(cells).size());
    assertTrue(
        cells.stream()
            .allMatch(cell -> cell.n() == 20_000 && cell.repeat() == 5 && cell.workers() == 2));
    assertEquals("queue-list-async", cells.get(0).scenarioLabel());
    assertEquals("queue-list-fifo-async", cells.get(1).scenarioLabel(), "to be compared");
  }

  @Test
  void severalValuesMultiplyAndWaitsAreForThreads() {
    List<Cell> cells =
        cells(
            "--form=list,streams",
            "--loop=nio",
            "--drive=caller,loop-thread",
            "--wait=block,spin",
            "--workers=1,8",
            "--placement=split,same");

    assertEquals(2 * 2 * 2 * 2 * (1 + 2), cells.size());
    assertEquals(
        "rondo queue-list-async 1 workers nio caller block split embedded", cells.get(0).title());
  }

  @Test
  void overALongWayThereAreAsManyTasksAsTheProducerSendsInTime() {
    List<Cell> cells =
        cells(
            "--rtt=0,250us,10ms", "--form=list", "--style=async", "--loop=nio", "--workers=1,2,8");

    assertEquals(
        List.of(20_000, 20_000, 20_000, 1_000, 2_000, 2_000, 25, 50, 50),
        cells.stream().map(Cell::n).toList());
    assertTrue(cells.stream().allMatch(cell -> cell.travelMicros(cell.n()) <= 500_000));
    assertEquals(
        "rondo queue-list-async 2 workers rtt 250us nio loop-thread block free embedded",
        cells.get(4).title());
    assertTrue(
        cells("--rtt=10ms", "--loop=nio", "-n=300").stream().allMatch(cell -> cell.n() == 300));
    assertTrue(
        cells("--rtt=1s", "--loop=nio", "--workers=8", "--kill-worker").stream()
            .allMatch(cell -> cell.n() == 16),
        "two for each worker");
  }

  @Test
  void quickIsOneLoopAndTheFourFormsOfTheComparison() {
    List<Cell> cells = cells("--quick", "--kill-worker");

    assertEquals(4 * 2, cells.size());
    assertEquals(1, cells.stream().map(Cell::loop).distinct().count());
    assertTrue(cells.stream().allMatch(cell -> cell.scenarioLabel().endsWith("-kill")));
  }
}
