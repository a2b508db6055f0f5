package io.rondo.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.bench.measure.Cell;
import io.rondo.bench.measure.Placement;
import io.rondo.bench.scenario.Scenario;
import io.rondo.bench.target.TargetProvider.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class JudgeTest {
  private static Entrant entrant(String client, Role role) {
    Cell cell =
        Cell.builder("path", client, Scenario.SYNC)
            .on("epoll", "caller", "block")
            .placed(Placement.SAME)
            .repeated(1_000, 2)
            .build();
    return Entrant.of(cell, role, "");
  }

  private static Standing standing(Entrant entrant, double... opsPerBlock) {
    Standing standing = new Standing(entrant);
    for (int block = 0; block < opsPerBlock.length; block++) {
      if (opsPerBlock[block] > 0) {
        standing.add(Figures.of(block, opsPerBlock[block]), "0");
      }
    }
    return standing;
  }

  private static double[] scaled(double factor, double... blocks) {
    return Arrays.stream(blocks).map(block -> block * factor).toArray();
  }

  private static final double[] BLOCKS = {1_000, 1_100, 900, 1_050, 980};

  /** Rondo at a multiple of the best peer, and again with a little more. */
  private static List<Standing> contest(double rondo, double twin) {
    List<Standing> standings = new ArrayList<>();
    standings.add(standing(entrant("rondo", Role.SUBJECT), scaled(rondo, BLOCKS)));
    standings.add(standing(entrant("jedis", Role.PEER), BLOCKS));
    standings.add(standing(entrant("lettuce", Role.PEER), scaled(0.5, BLOCKS)));
    standings.add(standing(entrant("raw", Role.FLOOR), scaled(3, BLOCKS)));
    standings.add(standing(entrant("rondo", Role.SUBJECT).again(), scaled(rondo * twin, BLOCKS)));
    return standings;
  }

  private static List<Verdict> verdicts(List<Standing> standings) {
    return new Judge(standings, 1).rows().stream().map(CompareRow::verdict).toList();
  }

  @Test
  void aWinnerIsNamedWhereTheEffectExceedsWhatEqualCellsDifferBy() {
    List<CompareRow> rows = new Judge(contest(1.2, 1.05), 1).rows();

    assertEquals(
        List.of(Verdict.FASTER, Verdict.BEST_PEER, Verdict.SLOWER, Verdict.FLOOR, Verdict.TWIN),
        rows.stream().map(CompareRow::verdict).toList());
    CompareRow rondo = rows.get(0);
    assertEquals("jedis", rondo.bestPeer());
    assertNotNull(rondo.ratio());
    assertEquals(1.2, rondo.ratio().value(), 1e-9);
    assertNotNull(rondo.noise());
    assertEquals(1.05, rondo.noise(), 1e-9);
    assertNull(rows.get(1).ratio());
    assertTrue(
        CompareTable.outcome(rows).startsWith("rondo epoll caller block wins, 1.20 x jedis"));
  }

  @Test
  void anEffectWithinTheSpreadOfEqualCellsIsATie() {
    List<CompareRow> rows = new Judge(contest(1.04, 1.05), 1).rows();
    assertEquals(Verdict.TIE, rows.get(0).verdict());
    assertTrue(CompareTable.outcome(rows).startsWith("tie of rondo"));
    assertEquals(Verdict.TIE, verdicts(contest(0.96, 0.95)).get(0));
  }

  @Test
  void whereBlocksDisagreeThereIsATie() {
    List<Standing> standings = contest(1, 1);
    standings.set(0, standing(entrant("rondo", Role.SUBJECT), 2_000, 2_000, 2_000, 2_000, 970));
    standings.set(
        4, standing(entrant("rondo", Role.SUBJECT).again(), 2_000, 2_000, 2_000, 2_000, 970));
    assertEquals(Verdict.TIE, verdicts(standings).get(0));
  }

  @Test
  void aSlowerOneIsSaidToBeSlower() {
    List<CompareRow> rows = new Judge(contest(0.7, 1.01), 1).rows();
    assertEquals(Verdict.SLOWER, rows.get(0).verdict());
    assertTrue(CompareTable.outcome(rows).startsWith("jedis wins, rondo"));
  }

  @Test
  void fewBlocksDecideNothing() {
    List<Standing> standings = contest(2, 1);
    standings.set(0, standing(entrant("rondo", Role.SUBJECT), 2_000, 2_200, 1_800, 2_100));
    assertEquals(Verdict.UNDECIDED, verdicts(standings).get(0));
  }

  @Test
  void onlyBlocksThatBothHaveArePaired() {
    Standing rondo =
        standing(entrant("rondo", Role.SUBJECT), 0, 2_000, 0, 2_000, 2_000, 2_000, 2_000);
    Standing jedis = standing(entrant("jedis", Role.PEER), 1, 1_000, 1, 1_000, 1_000, 1_000, 1_000);
    Ratio ratio = rondo.to(jedis, 1);
    assertNotNull(ratio);
    assertEquals(5, ratio.pairs());
    assertEquals(2, ratio.value(), 1e-9);
  }

  @Test
  void withoutATwinOrAPeerNothingIsDecided() {
    List<Standing> standings = contest(2, 1);
    assertEquals(Verdict.UNDECIDED, verdicts(standings.subList(0, 4)).get(0));
    List<Standing> alone = List.of(standings.get(0), standings.get(4));
    assertEquals(List.of(Verdict.UNDECIDED, Verdict.TWIN), verdicts(alone));
    assertEquals("nothing to compare", CompareTable.outcome(new Judge(alone, 1).rows()));
  }

  @Test
  void aClientThatCannotRunSaysWhy() {
    Entrant glide = entrant("glide", Role.PEER);
    Entrant missing = Entrant.of(glide.cell(), Role.PEER, "no native library");
    List<Standing> standings = contest(2, 1);
    standings.add(new Standing(missing));
    CompareRow row = new Judge(standings, 1).rows().get(5);
    assertEquals(Verdict.FAILED, row.verdict());
    assertEquals("no native library", row.failure());
  }

  @Test
  void aForksThroughputIsTheMedianOfItsTurns() {
    assertEquals(2_000, Figures.of(0, 1_000, 2_000, 5_000).opsPerSecond(), 1e-9);
  }

  /** The machine is ten times as fast in one round as in another; the clients are as they are. */
  @Test
  void turnsOfTheSameRoundArePaired() {
    ForkFigures rondo = Figures.of(0, 1_200, 12_000, 120, 600, 40);
    ForkFigures jedis = Figures.of(0, 1_000, 10_000, 100, 500, 4_000);

    assertEquals(1.2, Figure.THROUGHPUT.quotient(rondo, jedis), 1e-9);
    assertEquals(1, Figure.ALLOCATION.quotient(rondo, jedis), 1e-9);
    assertEquals(1, Figure.CPU.quotient(rondo, jedis), 1e-9);
  }
}
