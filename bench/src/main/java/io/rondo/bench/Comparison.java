package io.rondo.bench;

import io.rondo.bench.common.BenchException;
import io.rondo.bench.compare.CompareResults;
import io.rondo.bench.compare.Contest;
import io.rondo.bench.compare.Entrant;
import io.rondo.bench.compare.Scoreboard;
import io.rondo.bench.measure.Calibration;
import io.rondo.bench.measure.Cell;
import io.rondo.bench.measure.CellResult;
import io.rondo.bench.measure.Cores;
import io.rondo.bench.measure.Fork;
import io.rondo.bench.measure.ForkSpec;
import io.rondo.bench.measure.Patience;
import io.rondo.bench.measure.Placement;
import io.rondo.bench.network.Site;
import io.rondo.bench.report.Environment;
import io.rondo.bench.report.LinkCost;
import io.rondo.bench.report.Progress;
import io.rondo.bench.report.Row;
import io.rondo.bench.server.RedisAdmin;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Holds the contests of a plan: blocks in each of which every cell of every contest runs once, in a
 * JVM of its own, contests and the cells of a contest in random order; after them, a fork per cell
 * whose system calls are counted. All servers live through all blocks, so that none is favoured by
 * its age.
 */
final class Comparison {
  /** What a fork that counts system calls takes, as a part of one that measures. */
  static final double CALIBRATION = 0.6;

  /** What comes before a fork's turns, as a part of what it takes. */
  private static final double WARM_UP = 0.6;

  private final ComparePlan plan;
  private final CompareOptions options;
  private final Cores cores;
  private final Environment environment;
  private final Interruption interruption;
  private final long seed;
  private final Scoreboard board;
  private final List<Environment.Server> described = new ArrayList<>();
  private double forksDone;

  Comparison(
      ComparePlan plan,
      CompareOptions options,
      long seed,
      Cores cores,
      Environment environment,
      Interruption interruption) {
    this.plan = plan;
    this.options = options;
    this.cores = cores;
    this.environment = environment;
    this.interruption = interruption;
    this.seed = seed;
    this.board = new Scoreboard(plan.contests(), plan.goals(), options.blocks(), seed);
  }

  /** A server that runs, and what is to be measured against it. */
  private record Stage(ComparePlan.Venue venue, Site site, RedisAdmin admin)
      implements AutoCloseable {
    @Override
    public void close() {
      try {
        if (!venue.server().isLocalProcess()) {
          admin.flush();
        }
      } finally {
        admin.close();
        site.close();
      }
    }
  }

  /** A contest and where it is held. */
  private record Bout(Contest contest, Stage stage) {}

  CompareResults results() {
    return board.results(environment.withServers(described));
  }

  Scoreboard board() {
    return board;
  }

  int forks() {
    return plan.cells() * options.blocks();
  }

  /** Cells whose system calls are to be counted. */
  int calibrations() {
    return options.noStrace || options.quick || !Calibration.whyNot().isEmpty()
        ? 0
        : plan.competitors();
  }

  /** All that is to be done, in forks that measure. */
  double work() {
    return forks() + calibrations() * CALIBRATION;
  }

  void run(Progress progress, Runnable afterBlock) {
    List<Stage> stages = new ArrayList<>();
    try {
      for (ComparePlan.Venue venue : plan.venues()) {
        stages.add(open(venue));
      }
      List<Bout> bouts = new ArrayList<>();
      for (Stage stage : stages) {
        stage.venue.contests().forEach(contest -> bouts.add(new Bout(contest, stage)));
      }
      Random random = new Random(seed);
      for (int block = 0; block < options.blocks(); block++) {
        Collections.shuffle(bouts, random);
        for (Bout bout : bouts) {
          hold(bout, block, random, progress);
        }
        if (interruption.isRequested()) {
          return;
        }
        afterBlock.run();
      }
      if (calibrations() > 0) {
        bouts.forEach(bout -> calibrate(bout, progress));
      }
    } finally {
      stages.forEach(Stage::close);
    }
  }

  @SuppressWarnings("resource") // the stage closes both
  private Stage open(ComparePlan.Venue venue) {
    Site site = Site.open(venue.server(), venue.placement(), venue.link(), cores);
    try {
      RedisAdmin admin = RedisAdmin.connect(site.server().adminUri());
      LinkCost cost = Study.cost(site, interruption);
      described.add(Study.describe(venue.server(), venue.placement(), site.server(), admin, cost));
      return new Stage(venue, site, admin);
    } catch (BenchException e) {
      site.close();
      throw e;
    }
  }

  /** Holds a contest once. */
  private void hold(Bout bout, int block, Random random, Progress progress) {
    List<Entrant> entrants = new ArrayList<>(bout.contest.runnable());
    Collections.shuffle(entrants, random);
    double doneBefore = forksDone;
    try (Heat heat = new Heat()) {
      interruption.stops(heat::close);
      for (Entrant entrant : entrants) {
        progress.begins(entrant.cell());
        if (interruption.isRequested() || !isCleared(bout.stage)) {
          return;
        }
        heat.enter(entrant, () -> start(entrant, bout.stage));
        forksDone += WARM_UP;
        progress.reached(forksDone / work());
      }
      heat.run(
          random,
          part -> progress.reached((forksDone + (1 - WARM_UP) * entrants.size() * part) / work()));
      forksDone = doneBefore + entrants.size();
      for (Entrant entrant : entrants) {
        record(entrant, heat.result(entrant), block, bout.stage, progress);
      }
    } finally {
      interruption.stops(null);
    }
  }

  private void record(
      Entrant entrant, CellResult result, int block, Stage stage, Progress progress) {
    Cell cell = entrant.cell();
    if (!result.failure().isEmpty() && interruption.explainsFailure()) {
      return;
    }
    String serverCores = Study.coresOf(stage.site.server());
    Row row;
    if (result.warm() == null || !result.failure().isEmpty()) {
      board.failed(entrant, result.failure());
      row = Row.failed(cell, serverCores, result.failure());
    } else {
      board.measured(entrant, block, result.warm(), serverCores);
      row = Row.of(Row.Kind.WARM, cell, serverCores, result.warm());
    }
    progress.begins(cell);
    progress.finished(row);
  }

  /** Empties the database; false where that fails because all is being interrupted. */
  private boolean isCleared(Stage stage) {
    try {
      stage.admin.flush();
      return true;
    } catch (BenchException e) {
      if (interruption.explainsFailure()) {
        return false;
      }
      // Every cell after this one would fail too.
      throw new BenchException(
          "the comparison ends here, its server is gone: " + BenchException.oneLine(e), e);
    }
  }

  private Fork start(Entrant entrant, Stage stage) {
    Cell cell = entrant.cell();
    String warmupCores = cell.placement() == Placement.FREE ? "" : environment.coresAllowed();
    ForkSpec spec =
        new ForkSpec(
            cell,
            stage.site.uri(),
            options.warmup(),
            options.turnMillis(),
            false,
            warmupCores,
            stage.site.server().pid());
    return Fork.start(spec, stage.site.clientPrefix(), Patience.with(cell));
  }

  /** Counts the system calls of the cells of a contest that compete. */
  private void calibrate(Bout bout, Progress progress) {
    bout.contest.runnable().stream()
        .filter(Entrant::competes)
        .forEach(entrant -> calibrate(entrant, bout.stage, progress));
  }

  private void calibrate(Entrant entrant, Stage stage, Progress progress) {
    if (interruption.isRequested()) {
      return;
    }
    Cell cell = entrant.cell();
    progress.begins(cell);
    Calibration calibration =
        Calibration.of(cell, stage.site.uri(), stage.site.clientPrefix(), interruption::stops);
    if (calibration.obstacle().isEmpty() || !interruption.explainsFailure()) {
      board.calibrated(entrant, calibration);
    }
    forksDone += CALIBRATION;
    progress.reached(forksDone / work());
  }
}
