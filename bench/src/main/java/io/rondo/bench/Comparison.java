package io.rondo.bench;

import io.rondo.bench.common.BenchException;
import io.rondo.bench.compare.CompareResults;
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
 * Holds the contests of a plan: blocks in each of which every cell of every contest runs once, in
 * random order, each in a JVM of its own; after them, a fork per cell whose system calls are
 * counted. All servers live through all blocks, so that none is favoured by its age.
 */
final class Comparison {
  /** What a fork that counts system calls takes, as a part of one that measures. */
  static final double CALIBRATION = 0.6;

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

  /** An entrant and where it runs. */
  private record Turn(Entrant entrant, Stage stage) {}

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
        : plan.cells() - plan.twins();
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
      List<Turn> turns = new ArrayList<>();
      for (Stage stage : stages) {
        stage.venue.runnable().forEach(entrant -> turns.add(new Turn(entrant, stage)));
      }
      Random random = new Random(seed);
      for (int block = 0; block < options.blocks(); block++) {
        Collections.shuffle(turns, random);
        for (Turn turn : turns) {
          measure(turn, block, progress);
        }
        if (interruption.isRequested()) {
          return;
        }
        afterBlock.run();
      }
      for (Turn turn : calibrated(turns)) {
        calibrate(turn, progress);
      }
    } finally {
      stages.forEach(Stage::close);
    }
  }

  private List<Turn> calibrated(List<Turn> turns) {
    return calibrations() == 0
        ? List.of()
        : turns.stream().filter(turn -> !turn.entrant.twin()).toList();
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

  private void measure(Turn turn, int block, Progress progress) {
    if (interruption.isRequested()) {
      return;
    }
    Cell cell = turn.entrant.cell();
    progress.begins(cell);
    if (!isCleared(turn.stage)) {
      return;
    }
    CellResult result = fork(turn, progress);
    if (!result.failure().isEmpty() && interruption.explainsFailure()) {
      return;
    }
    String serverCores = Study.coresOf(turn.stage.site.server());
    Row row;
    if (result.warm() == null) {
      board.failed(turn.entrant, result.failure());
      row = Row.failed(cell, serverCores, result.failure());
    } else {
      board.measured(turn.entrant, block, result.warm(), serverCores);
      row = Row.of(Row.Kind.WARM, cell, serverCores, result.warm());
    }
    forksDone++;
    progress.reached(forksDone / work());
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

  private CellResult fork(Turn turn, Progress progress) {
    Cell cell = turn.entrant.cell();
    String warmupCores = cell.placement() == Placement.FREE ? "" : environment.coresAllowed();
    ForkSpec spec =
        new ForkSpec(
            cell,
            turn.stage.site.uri(),
            options.warmup(),
            options.measureMillis(),
            false,
            warmupCores,
            turn.stage.site.server().pid());
    try (Fork fork = Fork.start(spec, turn.stage.site.clientPrefix(), Patience.with(cell))) {
      interruption.stops(fork::close);
      return fork.await(part -> progress.reached((forksDone + part) / work()));
    } finally {
      interruption.stops(null);
    }
  }

  private void calibrate(Turn turn, Progress progress) {
    if (interruption.isRequested()) {
      return;
    }
    Cell cell = turn.entrant.cell();
    progress.begins(cell);
    Calibration calibration =
        Calibration.of(
            cell, turn.stage.site.uri(), turn.stage.site.clientPrefix(), interruption::stops);
    if (calibration.obstacle().isEmpty() || !interruption.explainsFailure()) {
      board.calibrated(turn.entrant, calibration);
    }
    forksDone += CALIBRATION;
    progress.reached(forksDone / work());
  }
}
