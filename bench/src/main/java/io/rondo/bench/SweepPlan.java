package io.rondo.bench;

import io.rondo.bench.common.BenchException;
import io.rondo.bench.measure.Cell;
import io.rondo.bench.measure.Cores;
import io.rondo.bench.measure.Link;
import io.rondo.bench.measure.Placement;
import io.rondo.bench.report.Dimension;
import io.rondo.bench.scenario.Connections;
import io.rondo.bench.scenario.Scenario;
import io.rondo.bench.scenario.Workload;
import io.rondo.bench.server.ServerChoice;
import io.rondo.bench.target.TargetProvider;
import io.rondo.bench.target.Targets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Makes the plan of a sweep: all curves at a place, then all at the next. */
record SweepPlan(SweepOptions options, TargetProvider client) {
  /** Values that a scenario takes, whatever is swept. */
  private record Sizes(int n, int workers, int batch, int valueBytes, int connectionCount) {}

  static Plan of(SweepOptions options, Cores cores) {
    SweepPlan plan = new SweepPlan(options, Targets.named("rondo"));
    List<Plan.Group> groups = new ArrayList<>();
    for (ServerChoice server : options.cells.servers()) {
      List<Link> links = plan.links(server);
      for (Placement placement : options.cells.placements()) {
        Plan.checkPlacement(server, placement, cores);
        for (Link link : links) {
          Set<Cell> cells = new LinkedHashSet<>();
          for (int value : plan.places(link)) {
            plan.addAll(cells, value, server, placement, link);
          }
          groups.add(new Plan.Group(server, placement, link, List.copyOf(cells)));
        }
      }
    }
    return new Plan(List.copyOf(groups));
  }

  private List<Link> links(ServerChoice server) {
    return options.over() == Dimension.RTT
        ? options.cells.network.links(server, options.at())
        : options.cells.network.links(server);
  }

  /** Over round trip times each place has a way of its own. */
  private List<Integer> places(Link link) {
    return options.over() == Dimension.RTT ? List.of(link.rtt()) : options.at();
  }

  private void addAll(
      Set<Cell> cells, int value, ServerChoice server, Placement placement, Link link) {
    List<String> loops = Plan.loops(options.cells.loops(options.pace.quick), client);
    List<String> waits = Plan.known("--wait", options.cells.waits(), client.waits());
    for (Scenario scenario : options.scenarios()) {
      for (int workers : options.workers(scenario)) {
        Sizes sizes = sizes(scenario, value, workers, link);
        for (Connections connections : connections(scenario)) {
          for (String loop : loops) {
            for (String drive : drives(scenario)) {
              // Async workers never wait, so a wait strategy would only repeat the row.
              for (String wait : scenario.isAsync() ? List.of("block") : waits) {
                cells.add(
                    cell(scenario, sizes, connections, loop, drive, wait, server, placement)
                        .over(link));
              }
            }
          }
        }
      }
    }
  }

  /** As in a run, async scenarios go over the loop thread unless another drive is named. */
  private List<String> drives(Scenario scenario) {
    if (options.cells.drives != null) {
      return Plan.known("--drive", options.cells.drives, client.drives());
    }
    return scenario.isAsync() ? List.of("loop-thread") : client.drives();
  }

  private List<Connections> connections(Scenario scenario) {
    return scenario.isConcurrent() ? options.connections() : List.of(Connections.SHARED);
  }

  /** The sizes at a place; refuses what the scenario does not have. */
  private Sizes sizes(Scenario scenario, int value, int usualWorkers, Link link) {
    Dimension over = options.over();
    boolean fits =
        switch (over) {
          case WORKERS -> scenario.isAsync();
          case THREADS -> scenario == Scenario.THREADS;
          case DEPTH -> scenario == Scenario.BULK;
          case CONNECTIONS ->
              scenario.isConcurrent() && !options.connections().contains(Connections.PER_WORKER);
          case VALUE_SIZE, RTT -> true;
        };
    if (!fits) {
      throw new BenchException(
          "--over %s can't be done with --scenario %s%s; see 'sweep --help'"
              .formatted(
                  over.label(),
                  scenario.label(),
                  over == Dimension.CONNECTIONS ? " --connections per-worker" : ""));
    }
    int batch = over == Dimension.DEPTH ? value : options.batch(scenario);
    int bytes = over == Dimension.VALUE_SIZE ? value : options.valueSize;
    boolean manned = over == Dimension.WORKERS || over == Dimension.THREADS;
    int wanted = manned ? value : usualWorkers;
    int connections = over == Dimension.CONNECTIONS ? value : 1;
    int n = pairs(options.pairs(scenario, link, wanted, batch), scenario, wanted, batch, bytes);
    int workers = scenario.isAsync() ? Workload.workersFor(n, wanted) : wanted;
    if (connections > workers) {
      throw new BenchException(
          workers
              + " workers can't share "
              + connections
              + " connections; give more with --workers or --threads, or less with --at");
    }
    return new Sizes(n, workers, batch, bytes, connections);
  }

  /**
   * Pairs of a repetition. Async workers are raised to a divisor of it, as in the original, unless
   * values are so large that few pairs are left.
   */
  private static int pairs(int wanted, Scenario scenario, int workers, int batch, int valueBytes) {
    return valueBytes == 0 && scenario.isAsync()
        ? Math.max(wanted, workers)
        : PairCount.even(scenario, PairCount.thatFit(wanted, valueBytes, 1), workers, batch, 1);
  }

  private Cell cell(
      Scenario scenario,
      Sizes sizes,
      Connections connections,
      String loop,
      String drive,
      String wait,
      ServerChoice server,
      Placement placement) {
    return Cell.builder(server.label(), client.name(), scenario)
        .on(loop, drive, wait)
        .workers(sizes.workers, connections)
        .placed(placement)
        .repeated(sizes.n, options.repeat())
        .sizes(sizes.valueBytes, sizes.batch, sizes.connectionCount)
        .build();
  }
}
