package io.rondo.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.bench.compare.Contest;
import io.rondo.bench.compare.Discipline;
import io.rondo.bench.compare.Entrant;
import io.rondo.bench.compare.Goal;
import io.rondo.bench.compare.Goals;
import io.rondo.bench.measure.Cell;
import io.rondo.bench.measure.Cores;
import io.rondo.bench.measure.Placement;
import io.rondo.bench.scenario.Connections;
import io.rondo.bench.target.TargetProvider.Role;
import io.rondo.bench.target.Targets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ComparePlanTest {
  private static final Cores CORES = new Cores(List.of(0, 1), true);

  @CommandLine.Command
  private record Holder(@CommandLine.Mixin CompareOptions options) {}

  private static ComparePlan plan(Cores cores, String... line) {
    CompareOptions options = new CompareOptions();
    new CommandLine(new Holder(options)).parseArgs(line);
    return ComparePlan.of(options, cores);
  }

  private static List<Cell> cells(String... line) {
    return plan(CORES, line).contests().stream()
        .flatMap(contest -> contest.entrants().stream())
        .map(Entrant::cell)
        .toList();
  }

  @Test
  void theDefaultHasEveryClientInBothPlacements() {
    ComparePlan plan = plan(CORES);

    assertEquals(
        List.of(Placement.SPLIT, Placement.SAME),
        plan.venues().stream().map(ComparePlan.Venue::placement).toList());
    assertEquals(plan.contests().size(), 2 * 9, "sync, sync-pipe, 3 async, bulk, 3 threads");
    Contest sync = plan.contests().get(0);
    List<String> clients =
        sync.entrants().stream().map(one -> one.cell().client()).distinct().toList();
    assertEquals(
        List.of("rondo", "jedis", "lettuce", "vertx", "redisson", "glide", "raw"), clients);
  }

  @Test
  void everyContestHasItsFirstCellTwice() {
    for (Contest contest : plan(CORES).contests()) {
      List<Entrant> twins =
          contest.entrants().stream().filter(one -> one.part() == Entrant.Part.TWIN).toList();
      assertEquals(1, twins.size());
      assertEquals(contest.entrants().get(0).cell(), twins.get(0).cell());
    }
  }

  @Test
  void onMachinesThatCannotPinItIsFree() {
    ComparePlan plan = plan(new Cores(List.of(0, 1), false));
    assertEquals(Placement.FREE, plan.venues().get(0).placement());
    assertEquals(Placement.SAME, plan(new Cores(List.of(0), true)).venues().get(0).placement());
  }

  @Test
  void clientsUseConnectionsAsTheirManualsSay() {
    for (Cell cell : cells("--scenario=threads", "--threads=8", "--placement=same")) {
      Connections expected =
          switch (cell.client()) {
            case "jedis", "raw" -> Connections.PER_WORKER;
            case "redisson" -> Connections.POOL;
            default -> Connections.SHARED;
          };
      assertEquals(expected, cell.connections(), cell.client());
      assertEquals(8, cell.workers());
    }
  }

  @Test
  void sizesAreShortButEnoughForEverybody() {
    assertTrue(cells("--workers=10000", "--scenario=async").get(0).n() >= 100_000);
    assertEquals(10_000, cells("--scenario=async", "--workers=10000").get(0).workers());
    Cell bulk = cells("--scenario=bulk", "--batch=10000", "-n=15000").get(0);
    assertEquals(20_000, bulk.n());
    assertEquals(10_000, bulk.batch());
    Cell threads = cells("--scenario=threads", "--threads=64", "-n=100").get(0);
    assertEquals(128, threads.n());
    Cell large = cells("--value-size=1M", "--scenario=sync").get(0);
    assertEquals(1 << 20, large.valueBytes());
    assertEquals(64, large.n());
  }

  @Test
  void rondoRunsInEverySettingThatIsAskedFor() {
    List<Cell> cells =
        cells(
            "--client=rondo",
            "--scenario=sync,async",
            "--loop=nio,auto",
            "--drive=caller,loop-thread",
            "--wait=block,spin,adaptive",
            "--workers=10",
            "--placement=same");
    long loops = cells.stream().map(Cell::loop).distinct().count();
    // Each contest has a twin; nobody waits in async.
    assertEquals(loops * 2 * 3 + 1 + loops * 2 + 1, cells.size());
  }

  @Test
  void thePresetHasAContestForEveryGoal() {
    ComparePlan plan = plan(CORES, "--preset=goals");

    assertEquals(Goals.ALL, plan.goals());
    Set<Discipline> held =
        plan.contests().stream().map(Contest::discipline).collect(Collectors.toSet());
    for (Goal goal : Goals.ALL) {
      assertTrue(held.contains(goal.discipline()), goal.toString());
      assertTrue(goal.base() == null || held.contains(goal.base()), goal.toString());
      Set<String> there =
          plan.contests().stream()
              .filter(contest -> contest.discipline().equals(goal.discipline()))
              .flatMap(contest -> contest.entrants().stream())
              .filter(
                  one ->
                      one.role() != Role.SUBJECT
                          || one.cell().waitStrategy().equals(goal.waitStrategy()))
              .map(one -> one.cell().client())
              .collect(Collectors.toSet());
      assertTrue(there.contains("rondo"), goal.toString());
      Set<String> able = new HashSet<>(goal.rivals());
      able.removeIf(
          name ->
              !Targets.named(name)
                  .capabilities()
                  .containsAll(goal.discipline().scenario().needs()));
      assertTrue(there.containsAll(able), goal + " has " + there);
    }
    assertEquals(
        Set.of("path", "canned"),
        plan.venues().stream().map(venue -> venue.server().label()).collect(Collectors.toSet()));
  }

  @Test
  void optionsChooseAmongThePresetsContestsAndSetRondo() {
    List<Cell> cells =
        cells(
            "--preset=goals",
            "--scenario=sync,threads",
            "--threads=64",
            "--placement=same",
            "--client=rondo,jedis",
            "--loop=nio",
            "--drive=loop-thread",
            "--wait=spin",
            "--server=embedded");

    assertEquals(
        List.of("rondo", "jedis", "rondo", "rondo", "jedis", "rondo"),
        cells.stream().map(Cell::client).toList());
    assertEquals(Set.of(1, 64), cells.stream().map(Cell::workers).collect(Collectors.toSet()));
    assertEquals("rondo sync nio loop-thread spin same embedded", cells.get(0).title());
  }

  @Test
  void synchronousClientsAreLeftOutOfAsyncScenarios() {
    assertFalse(cells("--scenario=async").stream().anyMatch(cell -> cell.client().equals("jedis")));
  }
}
