package io.rondo.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.bench.measure.Cell;
import io.rondo.bench.measure.Cores;
import io.rondo.bench.measure.Link;
import io.rondo.bench.measure.Network;
import io.rondo.bench.measure.Placement;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class PlanTest {
  private static final Cores CORES = new Cores(List.of(0, 1), true);

  private static Plan plan(String... line) {
    RunOptions options = new RunOptions();
    new CommandLine(new Holder(options)).parseArgs(line);
    return Plan.of(options, CORES);
  }

  @CommandLine.Command
  private record Holder(@CommandLine.Mixin RunOptions options) {}

  @Test
  void eachDistanceIsAGroupWithAsManyPairsAsEndInTime() {
    Plan plan =
        plan(
            "--rtt=0,1ms",
            "--scenario=sync,async",
            "--loop=nio",
            "--drive=caller",
            "--workers=100");

    assertEquals(2, plan.groups().size());
    assertEquals(new Link(Network.LOOPBACK, 1_000), plan.groups().get(1).link());
    assertTrue(plan.groups().get(0).cells().stream().allMatch(cell -> cell.n() == 20_000));
    Cell sync = plan.groups().get(1).cells().get(0);
    assertEquals(250, sync.n());
    assertEquals("rondo sync rtt 1ms nio caller block free embedded", sync.title());
    assertEquals(20_000, plan.groups().get(1).cells().get(1).n(), "100 workers share the way");
    assertTrue(
        plan("--rtt=1ms", "-n=300", "--scenario=sync,async", "--loop=nio")
            .groups()
            .get(0)
            .cells()
            .stream()
            .allMatch(cell -> cell.n() == 300));
  }

  @Test
  void aServerElsewhereIsAcrossANetwork() {
    Plan plan = plan("--scenario=sync", "--loop=nio", "--server=redis://h:1,redis://localhost:1");

    assertEquals(
        List.of(new Link(Network.REMOTE, null), Link.DIRECT),
        plan.groups().stream().map(Plan.Group::link).toList());
  }

  private static List<Cell> cells(String... line) {
    return plan(line).groups().stream().flatMap(group -> group.cells().stream()).toList();
  }

  private static List<String> titles(String... line) {
    return cells(line).stream().map(Cell::title).toList();
  }

  @Test
  void theDefaultCoversEveryLoopAndScenarioAndSyncInBothDrives() {
    List<Cell> cells = cells();

    int loops = Listings.loops().size();
    // Three synchronous scenarios in two drives; two asynchronous, 1 and 100 workers, two forms.
    assertEquals(loops * (3 * 2 + 2 * 2 * 2), cells.size());
    assertEquals(cells.size(), new HashSet<>(cells).size());
    assertTrue(cells.stream().allMatch(cell -> cell.n() == 20_000 && cell.repeat() == 5));
    assertTrue(cells.stream().allMatch(Cell::asserts));
  }

  @Test
  void severalValuesOfEachOptionMultiply() {
    List<Cell> cells =
        cells(
            "--scenario=sync,async",
            "--loop=nio",
            "--drive=caller,loop-thread",
            "--wait=block,spin",
            "--workers=1,3",
            "--connections=per-worker",
            "-n=10,20",
            "--repeat=1,2",
            "--asserts=on,off",
            "--placement=split,same");

    int perSizes = 2 * 2 + 2 * 2; // sync: drives x waits; async: drives x workers
    assertEquals(perSizes * 2 * 2 * 2 * 2, cells.size());
    assertEquals(2, plan("--loop=nio", "--placement=split,same").groups().size());
  }

  @Test
  void workersAreRaisedToADivisorAndEqualCellsRunOnce() {
    List<Cell> cells =
        cells("--scenario=async", "--loop=nio", "-n=20", "--workers=3,4", "--connections=shared");

    assertEquals(1, cells.size());
    assertEquals(4, cells.get(0).workers());
  }

  @Test
  void asyncRunsOnTheLoopThreadUnlessAnotherDriveIsNamed() {
    String[] line = {
      "--scenario=async", "--loop=nio", "--wait=spin", "--workers=1", "--connections=shared", ""
    };
    line[5] = "--quick";
    assertEquals(
        List.of("rondo async 1 worker shared nio loop-thread block free embedded"), titles(line));
    line[5] = "--drive=caller,loop-thread";
    assertEquals(
        List.of(
            "rondo async 1 worker shared nio caller block free embedded",
            "rondo async 1 worker shared nio loop-thread block free embedded"),
        titles(line));
  }

  @Test
  void autoIsALoopThatThisMachineHas() {
    List<Cell> cells = cells("--scenario=sync", "--drive=caller", "--loop=auto");

    assertEquals(1, cells.size());
    assertTrue(Listings.loops().contains(cells.get(0).loop()), cells.get(0).loop());
  }

  @Test
  void serversAreTakenApartAtServersNotInPasswords() {
    Plan plan =
        plan(
            "--scenario=sync",
            "--loop=nio",
            "--server=embedded,canned,redis://:a,b@h:1,redis://g:2");

    assertEquals(
        List.of("embedded", "canned", "redis://***@h:1", "redis://g:2"),
        plan.groups().stream().map(group -> group.server().label()).toList());
    assertEquals("redis://:a,b@h:1", plan.groups().get(2).server().uri());
    assertEquals(Placement.FREE, plan.groups().get(0).placement());
  }

  @Test
  void pythonsRowsStandBelowRondosOfTheSameForm() {
    assertEquals(
        List.of(
            "rondo sync nio caller block free embedded",
            "python sync blocking caller block free embedded",
            "rondo async 1 worker shared nio loop-thread block free embedded",
            "python async 1 worker shared asyncio loop-thread block free embedded",
            "python async 1 worker shared uvloop loop-thread block free embedded",
            "rondo async 10 workers shared nio loop-thread block free embedded",
            "python async 10 workers shared asyncio loop-thread block free embedded",
            "python async 10 workers shared uvloop loop-thread block free embedded"),
        titles(
            "--client=rondo,python",
            "--quick",
            "--scenario=sync,async",
            "--loop=nio",
            "--workers=1,10"));
  }

  @Test
  void loopsOfEitherClientAreChosenApart() {
    assertEquals(
        List.of("python async 1 worker shared uvloop loop-thread block free embedded"),
        titles(
            "--client=python",
            "--scenario=async",
            "--loop=uvloop",
            "--workers=1",
            "--connections=shared"));
    List<String> loops =
        cells("--client=rondo,python", "--scenario=async", "--loop=asyncio").stream()
            .map(Cell::loop)
            .distinct()
            .toList();
    assertTrue(loops.containsAll(Listings.loops()) && loops.contains("asyncio"));
    assertEquals(Listings.loops().size() + 1, loops.size());
  }

  @Test
  void quickIsSmaller() {
    assertTrue(plan("--quick").weight() < plan().weight() / 4);
    assertTrue(plan("--quick").size() < plan().size());
  }
}
