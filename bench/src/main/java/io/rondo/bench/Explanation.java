package io.rondo.bench;

import io.rondo.bench.common.BenchException;
import io.rondo.bench.ledger.Costs;
import io.rondo.bench.ledger.Estimates;
import io.rondo.bench.ledger.ExplainResults;
import io.rondo.bench.ledger.ExplainRow;
import io.rondo.bench.ledger.Headlines;
import io.rondo.bench.ledger.LedgerFindings;
import io.rondo.bench.ledger.LedgerFork;
import io.rondo.bench.ledger.LedgerSpec;
import io.rondo.bench.measure.Calibration;
import io.rondo.bench.measure.Cell;
import io.rondo.bench.measure.Cores;
import io.rondo.bench.measure.Placement;
import io.rondo.bench.network.Site;
import io.rondo.bench.report.Environment;
import io.rondo.bench.report.Ledger;
import io.rondo.bench.report.LinkCost;
import io.rondo.bench.report.Progress;
import io.rondo.bench.report.Row;
import io.rondo.bench.server.RedisAdmin;
import io.rondo.bench.server.ServerChoice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs the cells of a plan in forks with a ledger, and works out what they say together. */
final class Explanation {
  private static final ServerChoice CANNED = new ServerChoice(ServerChoice.Kind.CANNED, "");

  private final Plan plan;
  private final ExplainOptions options;
  private final List<Headlines.Pair> pairs;
  private final Cores cores;
  private final Environment environment;
  private final Interruption interruption;
  private final @Nullable TimeBudget budget;
  private final List<ExplainRow> rows = new ArrayList<>();
  private final List<Environment.Server> servers = new ArrayList<>();

  Explanation(
      Plan plan,
      ExplainOptions options,
      List<Headlines.Pair> pairs,
      Cores cores,
      Environment environment,
      Interruption interruption) {
    this.plan = plan;
    this.options = options;
    this.pairs = pairs;
    this.cores = cores;
    this.environment = environment;
    this.interruption = interruption;
    this.budget = options.timeBudget();
  }

  /** What is done so far. */
  ExplainResults results() {
    return ExplainResults.of(environment.withServers(servers), rows, Headlines.of(rows, pairs));
  }

  void run(Progress progress, Runnable afterRow) {
    for (Plan.Group group : plan.groups()) {
      if (interruption.isRequested()) {
        return;
      }
      try (Site site = Site.open(group.server(), group.placement(), group.link(), cores);
          Site canned = site.beside(CANNED);
          RedisAdmin admin = RedisAdmin.connect(site.server().adminUri())) {
        LinkCost cost = Study.cost(site, interruption);
        if (interruption.isRequested()) {
          return;
        }
        servers.add(Study.describe(group.server(), group.placement(), site.server(), admin, cost));
        for (Cell cell : group.cells()) {
          if (interruption.isRequested()) {
            return;
          }
          progress.begins(cell);
          ExplainRow row = explain(cell, site, canned, admin);
          if (row.row().isFailed() && interruption.explainsFailure()) {
            return;
          }
          rows.add(row);
          progress.reached(rows.size() / (double) plan.size());
          progress.finished(row.row());
          afterRow.run();
        }
        if (!group.server().isLocalProcess()) {
          admin.flush();
        }
      }
    }
  }

  private ExplainRow explain(Cell cell, Site site, Site canned, RedisAdmin admin) {
    String serverCores = Study.coresOf(site.server());
    if (budget != null && budget.isUsedUp()) {
      return ExplainRow.failed(Row.leftOut(cell, serverCores, budget.reason()));
    }
    try {
      admin.flush();
      RedisAdmin.CommandTime before = admin.commandTime();
      LedgerFindings findings = find(cell, site, canned);
      @Nullable Double serverNanos = admin.commandTime().nanosPerCommandSince(before);
      Ledger ledger = findings.ledger();
      Row row =
          Row.of(Row.Kind.WARM, cell, serverCores, findings.measurement())
              .with(
                  new Ledger(
                      ledger.sampled(),
                      ledger.stages(),
                      Estimates.of(findings.references(), serverNanos)));
      return withSystemCalls(row, findings, cell, site);
    } catch (BenchException e) {
      return ExplainRow.failed(Row.failed(cell, serverCores, BenchException.oneLine(e)));
    }
  }

  private LedgerFindings find(Cell cell, Site site, Site canned) {
    LedgerSpec spec =
        new LedgerSpec(
            cell,
            site.uri(),
            canned.uri(),
            options.oneIn(cell),
            options.warmup(),
            options.measureMillis(),
            options.referenceMillis(),
            cell.placement() != Placement.SAME && cores.allowed().size() != 1);
    try (LedgerFork fork = LedgerFork.start(spec, site.clientPrefix())) {
      interruption.stops(fork::close);
      return fork.await();
    } finally {
      interruption.stops(null);
    }
  }

  private ExplainRow withSystemCalls(Row row, LedgerFindings findings, Cell cell, Site site) {
    Calibration calibration = calibrate(cell, site);
    Costs costs = findings.costs().withSystemCalls(calibration.systemCallsPerOp());
    String note =
        calibration.obstacle().isEmpty() ? "" : "system calls unknown: " + calibration.obstacle();
    return new ExplainRow(row, findings.groups(), findings.overhead(), costs, note);
  }

  private Calibration calibrate(Cell cell, Site site) {
    if (!options.countsSystemCalls()) {
      return new Calibration(null, "not counted with --quick");
    }
    String obstacle = Calibration.whyNot();
    return obstacle.isEmpty()
        ? Calibration.of(cell, site.uri(), site.clientPrefix(), interruption::stops)
        : new Calibration(null, obstacle);
  }
}
