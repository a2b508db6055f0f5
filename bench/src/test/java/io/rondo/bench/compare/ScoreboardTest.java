package io.rondo.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.rondo.bench.measure.Cell;
import io.rondo.bench.measure.Placement;
import io.rondo.bench.report.RowFixture;
import io.rondo.bench.scenario.Connections;
import io.rondo.bench.scenario.Scenario;
import io.rondo.bench.target.TargetProvider.Role;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScoreboardTest {
  private static final Discipline FEW = Discipline.of(Placement.SPLIT, Scenario.ASYNC, 100);

  private static Entrant rondo(Discipline discipline) {
    Cell cell =
        Cell.builder("path", "rondo", discipline.scenario())
            .on("epoll", "caller", "block")
            .workers(discipline.workers(), Connections.SHARED)
            .placed(discipline.placement())
            .repeated(10_000, 2)
            .build();
    return Entrant.of(cell, Role.SUBJECT, "");
  }

  private static Contest contest(int workers) {
    Discipline many = Discipline.of(Placement.SPLIT, Scenario.ASYNC, workers);
    return new Contest("form", many, "path", List.of(rondo(many), rondo(FEW).asBase()));
  }

  /** The same cell is in both, and its forks of the one say nothing of the other. */
  @Test
  void contestsWithTheSameBaseEachHaveTheirOwn() {
    List<Contest> contests = List.of(contest(1_000), contest(10_000));
    List<Goal> goals =
        contests.stream()
            .map(
                one ->
                    new Goal(one.discipline(), "block", Figure.THROUGHPUT, Set.of(), FEW, 1, null))
            .toList();
    Scoreboard board = new Scoreboard(contests, goals, 5, 1);
    for (int block = 0; block < 5; block++) {
      double speed = 100;
      for (Contest contest : contests) {
        speed *= 3;
        board.measured(
            contest.entrants().get(0), block, Figures.of(block, 2 * speed).measurement(), "0");
        board.measured(
            contest.entrants().get(1), block, Figures.of(block, speed).measurement(), "0");
      }
    }
    for (GoalResult result : board.results(RowFixture.ENVIRONMENT).goals()) {
      assertNotNull(result.ratio());
      assertEquals(5, result.ratio().pairs());
      assertEquals(2, result.ratio().low(), 1e-9);
      assertEquals(2, result.ratio().high(), 1e-9);
    }
  }
}
