package io.rondo.bench;

import io.rondo.bench.common.BenchException;
import io.rondo.bench.measure.Cell;
import io.rondo.bench.measure.CellResult;
import io.rondo.bench.measure.Cores;
import io.rondo.bench.measure.Fork;
import io.rondo.bench.measure.ForkSpec;
import io.rondo.bench.measure.LoadSpec;
import io.rondo.bench.measure.Patience;
import io.rondo.bench.measure.Placement;
import io.rondo.bench.measure.WarmupPolicy;
import io.rondo.bench.network.Site;
import io.rondo.bench.python.Python;
import io.rondo.bench.report.Environment;
import io.rondo.bench.report.LinkCost;
import io.rondo.bench.report.Progress;
import io.rondo.bench.report.Results;
import io.rondo.bench.report.Row;
import io.rondo.bench.server.BenchServer;
import io.rondo.bench.server.RedisAdmin;
import io.rondo.bench.server.ServerChoice;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs a plan: a server per group, a fork per cell, results handed out after each row. */
final class Study {
  /** Of {@code INFO server}: the rest changes with every start. */
  private static final Set<String> SERVER_FACTS =
      Set.of("redis_mode", "os", "arch_bits", "multiplexing_api", "gcc_version", "hz", "tcp_port");

  /** Cells that follow from a row, in the same place. */
  interface Following {
    List<Cell> after(Cell cell, Row row);
  }

  static final Following NOTHING_FOLLOWS = (cell, row) -> List.of();

  private final Plan plan;
  private final Cores cores;
  private final WarmupPolicy warmup;
  private final @Nullable TimeBudget budget;
  private final Environment environment;
  private final Interruption interruption;
  private final Python python = Python.ofThisMachine();
  private final List<Row> rows = new ArrayList<>();
  private final List<Environment.Server> servers = new ArrayList<>();
  private long weightDone;

  Study(
      Plan plan,
      Cores cores,
      WarmupPolicy warmup,
      @Nullable TimeBudget budget,
      Environment environment,
      Interruption interruption) {
    this.plan = plan;
    this.cores = cores;
    this.warmup = warmup;
    this.budget = budget;
    this.environment = environment;
    this.interruption = interruption;
  }

  /** What is done so far. */
  Results results() {
    return new Results(environment.withServers(servers), rows);
  }

  void run(Progress progress, Following following, Consumer<Results> afterRow) {
    for (Plan.Group group : plan.groups()) {
      if (interruption.isRequested()) {
        return;
      }
      try (Site site = Site.open(group.server(), group.placement(), group.link(), cores);
          RedisAdmin admin = RedisAdmin.connect(site.server().adminUri())) {
        LinkCost cost = cost(site, interruption);
        if (interruption.isRequested()) {
          return;
        }
        servers.add(describe(group.server(), group.placement(), site.server(), admin, cost));
        Deque<Cell> cells = new ArrayDeque<>(group.cells());
        while (!cells.isEmpty() && !interruption.isRequested()) {
          Cell cell = cells.removeFirst();
          progress.begins(cell);
          if (run(cell, group, site, admin, progress)) {
            afterRow.accept(results());
            following.after(cell, rows.get(rows.size() - 1)).forEach(cells::addFirst);
          }
        }
        if (!group.server().isLocalProcess() && group.cells().stream().noneMatch(Study::isShared)) {
          group.clean(admin);
        }
      }
    }
  }

  /** What the way costs; null where it costs nothing, or all is being interrupted. */
  static @Nullable LinkCost cost(Site site, Interruption interruption) {
    try {
      return site.cost(interruption::stops);
    } catch (BenchException e) {
      if (interruption.explainsFailure()) {
        return null;
      }
      throw e;
    }
  }

  static Environment.Server describe(
      ServerChoice choice,
      Placement placement,
      BenchServer server,
      RedisAdmin admin,
      @Nullable LinkCost cost) {
    Map<String, String> info = admin.info();
    return new Environment.Server(
        choice.label(),
        placement.label(),
        info.getOrDefault("redis_version", "unknown"),
        coresOf(server),
        facts(info),
        admin.configuration(),
        cost);
  }

  private static Map<String, String> facts(Map<String, String> info) {
    Map<String, String> facts = new LinkedHashMap<>(info);
    facts.keySet().retainAll(SERVER_FACTS);
    return facts;
  }

  static String coresOf(BenchServer server) {
    return server.pid().isEmpty() ? Cores.UNKNOWN : Cores.allowedTo(server.pid());
  }

  /** Runs a cell; whether there is another row then, which there is not after an interruption. */
  private boolean run(Cell cell, Plan.Group group, Site site, RedisAdmin admin, Progress progress) {
    String serverCores = coresOf(site.server());
    if (budget != null && budget.isUsedUp()) {
      add(Row.leftOut(cell, serverCores, budget.reason()), cell, progress);
      return true;
    }
    String obstacle = python.whyNot(cell);
    if (!obstacle.isEmpty()) {
      add(Row.leftOut(cell, serverCores, obstacle), cell, progress);
      return true;
    }
    CellResult result = measure(cell, group, site, admin, progress);
    if (!result.failure().isEmpty() && interruption.explainsFailure()) {
      return false;
    }
    if (result.cold() != null) {
      rows.add(Row.of(Row.Kind.COLD, cell, serverCores, result.cold()));
    }
    Row row;
    if (result.warm() != null && result.failure().isEmpty()) {
      row = Row.of(Row.Kind.WARM, cell, serverCores, result.warm());
    } else if (budget != null && result.outOfTime()) {
      row = Row.leftOut(cell, serverCores, budget.reason());
    } else {
      row = Row.failed(cell, serverCores, result.failure());
    }
    add(row, cell, progress);
    return true;
  }

  /** Whether others may be at work on the server, so that nobody may delete all that is there. */
  private static boolean isShared(Cell cell) {
    LoadSpec load = cell.load();
    return load != null && !load.owner().isEmpty();
  }

  private void add(Row row, Cell cell, Progress progress) {
    rows.add(row);
    weightDone += Plan.weight(cell);
    progress.reached(Math.min(1, (double) weightDone / plan.weight()));
    progress.finished(row);
  }

  private Fork start(ForkSpec spec, List<String> prefix, Patience patience) {
    return spec.cell().client().equals(Python.CLIENT)
        ? python.start(spec, prefix, patience)
        : Fork.start(spec, prefix, patience);
  }

  private CellResult measure(
      Cell cell, Plan.Group group, Site site, RedisAdmin admin, Progress progress) {
    if (!isShared(cell)) {
      try {
        group.clean(admin);
      } catch (BenchException e) {
        return CellResult.failed(BenchException.oneLine(e));
      }
    }
    ForkSpec spec = new ForkSpec(cell, site.uri(), warmup);
    Patience patience = Patience.with(cell);
    if (budget != null) {
      patience = patience.within(budget.left());
    }
    try (Fork fork = start(spec, site.clientPrefix(), patience)) {
      interruption.stops(fork::close);
      return fork.await(
          part ->
              progress.reached((weightDone + part * Plan.weight(cell)) / (double) plan.weight()));
    } finally {
      interruption.stops(null);
    }
  }
}
