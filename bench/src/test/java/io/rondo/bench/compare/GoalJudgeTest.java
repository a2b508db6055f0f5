package io.rondo.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.bench.compare.GoalResult.Outcome;
import io.rondo.bench.measure.Cell;
import io.rondo.bench.measure.Placement;
import io.rondo.bench.scenario.Connections;
import io.rondo.bench.scenario.Scenario;
import io.rondo.bench.target.TargetProvider.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GoalJudgeTest {
  private static final Discipline FEW = Discipline.of(Placement.SPLIT, Scenario.ASYNC, 100);
  private static final Discipline MANY = Discipline.of(Placement.SPLIT, Scenario.ASYNC, 1_000);
  private static final double[] BLOCKS = {1_000, 1_100, 900, 1_050, 980};
  private static final Set<String> PEERS = Set.of("lettuce", "vertx");

  private static Standing standing(
      String client, Discipline discipline, String wait, double... opsPerBlock) {
    Cell cell =
        Cell.builder("path", client, discipline.scenario())
            .on("epoll", "caller", wait)
            .workers(discipline.workers(), Connections.SHARED)
            .placed(discipline.placement())
            .repeated(10_000, 2)
            .build();
    Role role = client.equals("rondo") ? Role.SUBJECT : Role.PEER;
    return standing(Entrant.of(cell, role, ""), opsPerBlock);
  }

  private static Standing standing(Entrant entrant, double... opsPerBlock) {
    Standing standing = new Standing(entrant);
    for (int block = 0; block < opsPerBlock.length; block++) {
      standing.add(Figures.of(block, opsPerBlock[block]), "0");
    }
    return standing;
  }

  private static double[] scaled(double factor) {
    return Arrays.stream(BLOCKS).map(block -> block * factor).toArray();
  }

  private static GoalJudge.Held held(Discipline discipline, Standing... standings) {
    List<Standing> all = List.of(standings);
    List<Entrant> entrants = all.stream().map(standing -> standing.entrant).toList();
    return new GoalJudge.Held(new Contest("form", discipline, "path", entrants), all);
  }

  private static GoalResult only(Goal goal, GoalJudge.Held... held) {
    List<GoalResult> results = new GoalJudge(List.of(held), 1).results(List.of(goal));
    assertEquals(1, results.size());
    return results.get(0);
  }

  private static Outcome outcome(Goal goal, double... rondo) {
    return only(
            goal,
            held(
                FEW,
                standing("rondo", FEW, "block", rondo),
                standing("vertx", FEW, "block", BLOCKS)))
        .outcome();
  }

  @Test
  void theRatioIsToTheBestOfTheRivals() {
    GoalResult result =
        only(
            Goal.of(FEW, "block", PEERS, 1.5),
            held(
                FEW,
                standing("rondo", FEW, "block", scaled(1.6)),
                standing("lettuce", FEW, "block", scaled(0.4)),
                standing("vertx", FEW, "block", BLOCKS),
                standing("glide", FEW, "block", scaled(9))));

    assertEquals("vertx", result.rival());
    assertNotNull(result.ratio());
    assertEquals(1.6, result.ratio().value(), 1e-9);
    assertEquals(Outcome.REACHED, result.outcome());
    assertTrue(GoalTable.of(List.of(result)).contains("Goals: 1 of 1 reached"));
  }

  @Test
  void aMissSaysWhetherTheIntervalTouchesTheGoal() {
    Goal goal = Goal.of(FEW, "block", PEERS, 1.5);
    assertEquals(Outcome.MISSED, outcome(goal, scaled(1.4)));
    assertEquals(Outcome.NEARLY, outcome(goal, 1_400, 1_540, 1_260, 1_470, 1_500));
    assertEquals(Outcome.UNDECIDED, outcome(goal, 2_000, 2_200, 1_800, 2_100));
  }

  @Test
  void anIntervalMayBeBoundToo() {
    Goal goal = Goal.of(FEW, "block", PEERS, 1.0).withIntervalNotBelow(0.97);
    assertEquals(Outcome.REACHED, outcome(goal, 980, 1_100, 900, 1_060, 990));
    assertEquals(Outcome.NEARLY, outcome(goal, 900, 1_100, 900, 1_060, 990));
  }

  @Test
  void whereLessIsBetterTheLeanestRivalCounts() {
    Goal goal = new Goal(FEW, "block", Figure.CPU, PEERS, null, 0.7, null);
    GoalResult result =
        only(
            goal,
            held(
                FEW,
                standing("rondo", FEW, "block", BLOCKS),
                standing("vertx", FEW, "block", BLOCKS)));
    assertNotNull(result.ratio());
    assertEquals(1, result.ratio().value(), 1e-9);
    assertEquals(Outcome.MISSED, result.outcome());
  }

  @Test
  void rondoIsHeldAgainstItselfElsewhere() {
    Goal goal = new Goal(MANY, "block", Figure.THROUGHPUT, Set.of(), FEW, 1, null);
    Standing many = standing("rondo", MANY, "block", scaled(1.2));
    Entrant few = standing("rondo", FEW, "block").entrant;
    GoalResult result = only(goal, held(MANY, many, standing(few.asBase(), BLOCKS)));

    assertEquals("itself, 100 workers", result.rival());
    assertEquals(Outcome.REACHED, result.outcome());
    assertEquals(Outcome.UNDECIDED, only(goal, held(MANY, many)).outcome());
  }

  @Test
  void withoutARivalNothingIsDecided() {
    GoalResult result =
        only(
            Goal.of(FEW, "block", PEERS, 1),
            held(
                FEW,
                standing("rondo", FEW, "block", BLOCKS),
                standing("rondo", FEW, "adaptive", BLOCKS),
                standing("vertx", FEW, "block")));
    assertNull(result.rival());
    assertEquals(Outcome.UNDECIDED, result.outcome());
    assertTrue(GoalTable.of(List.of(result)).contains("Goals: 0 of 1 reached"));
  }
}
