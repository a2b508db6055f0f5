package io.rondo.bench.compare;

import io.rondo.bench.compare.Entrant.Part;
import io.rondo.bench.compare.GoalResult.Outcome;
import io.rondo.bench.measure.Cell;
import io.rondo.bench.target.TargetProvider.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Holds contests against goals: a result per goal, server, and setting in which Rondo ran. */
final class GoalJudge {
  /** A contest and what is known of its entrants. */
  record Held(Contest contest, List<Standing> standings) {}

  private final List<Held> contests;
  private final long seed;

  GoalJudge(List<Held> contests, long seed) {
    this.contests = contests;
    this.seed = seed;
  }

  List<GoalResult> results(List<Goal> goals) {
    List<GoalResult> results = new ArrayList<>();
    for (Goal goal : goals) {
      for (Held held : contests) {
        if (held.contest.discipline().equals(goal.discipline())) {
          held.standings.stream()
              .filter(standing -> isMeant(standing, goal))
              .forEach(standing -> results.add(result(goal, held, standing)));
        }
      }
    }
    return results;
  }

  private static boolean isMeant(Standing standing, Goal goal) {
    Entrant entrant = standing.entrant;
    return entrant.role() == Role.SUBJECT
        && entrant.competes()
        && entrant.cell().waitStrategy().equals(goal.waitStrategy());
  }

  private GoalResult result(Goal goal, Held held, Standing own) {
    Optional<Standing> rival =
        goal.base() == null ? best(goal, held) : itself(goal.base(), held, own);
    Ratio ratio = rival.map(other -> own.to(other, goal.figure(), seed)).orElse(null);
    Cell cell = own.entrant.cell();
    return new GoalResult(
        held.contest.form(),
        cell.server(),
        cell.placement().label(),
        cell.loop(),
        cell.drive(),
        cell.waitStrategy(),
        goal.figure(),
        rival.map(other -> name(goal, other)).orElse(null),
        goal.bound(),
        goal.intervalBound(),
        ratio,
        Outcome.of(goal, ratio),
        goal);
  }

  private static String name(Goal goal, Standing rival) {
    Cell cell = rival.entrant.cell();
    return goal.base() == null ? cell.client() : "itself, " + cell.workers() + " workers";
  }

  private static Optional<Standing> best(Goal goal, Held held) {
    Comparator<Standing> byFigure =
        Comparator.comparingDouble(standing -> standing.median(goal.figure()::of));
    return held.standings.stream()
        .filter(standing -> goal.rivals().contains(standing.entrant.cell().client()))
        .filter(standing -> standing.hasFigures() && standing.entrant.competes())
        .max(goal.figure().isMoreBetter() ? byFigure : byFigure.reversed());
  }

  /** The same settings in another discipline, by turns with it. */
  private static Optional<Standing> itself(Discipline base, Held held, Standing own) {
    return held.standings.stream()
        .filter(other -> other.entrant.part() == Part.BASE)
        .filter(other -> other.entrant.cell().workers() == base.workers())
        .filter(other -> other.entrant.settings().equals(own.entrant.settings()))
        .filter(Standing::hasFigures)
        .findFirst();
  }
}
