package io.rondo.bench.compare;

import io.rondo.bench.measure.Calibration;
import io.rondo.bench.measure.Measurement;
import io.rondo.bench.report.Environment;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;

/** Gathers what forks find out, and judges it whenever it is asked to. */
public final class Scoreboard {
  private final List<Contest> contests;
  private final List<Goal> goals;
  private final int blocks;
  private final long seed;

  /** By which entrant it is, not by its cell: contests may have a base in common, each its own. */
  private final IdentityHashMap<Entrant, Standing> standings = new IdentityHashMap<>();

  public Scoreboard(List<Contest> contests, List<Goal> goals, int blocks, long seed) {
    this.contests = contests;
    this.goals = goals;
    this.blocks = blocks;
    this.seed = seed;
    contests.forEach(
        contest -> contest.entrants().forEach(one -> standings.put(one, new Standing(one))));
  }

  private Standing of(Entrant entrant) {
    return Objects.requireNonNull(standings.get(entrant), "the entrant is of no contest");
  }

  /** A fork has found this; blocks count from 0. */
  public void measured(Entrant entrant, int block, Measurement figures, String serverCores) {
    of(entrant).add(new ForkFigures(block, figures), serverCores);
  }

  /** A fork has failed. */
  public void failed(Entrant entrant, String why) {
    of(entrant).failed(why);
  }

  public void calibrated(Entrant entrant, Calibration calibration) {
    of(entrant).calibrated(calibration);
  }

  /** Whether there is anything to show. */
  public boolean isEmpty() {
    return standings.values().stream().noneMatch(Standing::hasFigures);
  }

  /** Whether a fork has failed. */
  public boolean hasFailures() {
    return standings.values().stream()
        .anyMatch(one -> one.entrant.canRun() && !one.failure().isEmpty());
  }

  public CompareResults results(Environment environment) {
    List<CompareResults.Standings> judged = new ArrayList<>();
    List<GoalJudge.Held> held = new ArrayList<>();
    for (Contest contest : contests) {
      List<Standing> own = contest.entrants().stream().map(this::of).toList();
      judged.add(new CompareResults.Standings(contest, new Judge(own, seed).rows()));
      held.add(new GoalJudge.Held(contest, own));
    }
    List<GoalResult> reached = new GoalJudge(held, seed).results(goals);
    return CompareResults.of(environment, blocks, seed, reached, judged);
  }
}
