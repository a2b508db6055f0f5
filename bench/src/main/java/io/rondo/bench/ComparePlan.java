package io.rondo.bench;

import io.rondo.bench.common.BenchException;
import io.rondo.bench.compare.Contest;
import io.rondo.bench.compare.Entrant;
import io.rondo.bench.measure.Cell;
import io.rondo.bench.measure.Cores;
import io.rondo.bench.measure.Placement;
import io.rondo.bench.scenario.Connections;
import io.rondo.bench.scenario.Scenario;
import io.rondo.bench.scenario.Workload;
import io.rondo.bench.server.ServerChoice;
import io.rondo.bench.target.Sharing;
import io.rondo.bench.target.TargetProvider;
import io.rondo.bench.target.TargetProvider.Role;
import io.rondo.bench.target.Targets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The contests that will be held. Whatever was asked for and can't be had is refused here, before
 * anything starts; a peer that this machine can't run stays in, with the reason.
 */
record ComparePlan(List<Venue> venues) {
  /** Contests that share a server and a placement. */
  record Venue(ServerChoice server, Placement placement, List<Contest> contests) {
    List<Entrant> runnable() {
      return contests.stream()
          .flatMap(contest -> contest.entrants().stream())
          .filter(Entrant::canRun)
          .toList();
    }
  }

  private static final int LEAST_REPETITIONS = 2;
  private static final int PAIRS = 2_000;
  private static final int MANY_PAIRS = 10_000;
  private static final int MOST_SETS = 200_000;
  private static final int LEAST_PAIRS = 64;
  private static final long MOST_VALUE_BYTES = 64L << 20;

  static ComparePlan of(CompareOptions options, Cores cores) {
    Maker maker = new Maker(options, clients(options));
    List<Venue> venues = new ArrayList<>();
    for (ServerChoice server : options.servers()) {
      for (Placement placement : placements(options, server, cores)) {
        Plan.checkPlacement(server, placement, cores);
        List<Contest> contests = maker.contests(server.label(), placement);
        venues.add(new Venue(server, placement, contests));
      }
    }
    ComparePlan plan = new ComparePlan(List.copyOf(venues));
    if (plan.contests().isEmpty()) {
      throw new BenchException("nothing to compare: no client can run these scenarios; see --list");
    }
    return plan;
  }

  private static List<TargetProvider> clients(CompareOptions options) {
    return options.clients == null
        ? Targets.all()
        : options.clients.stream().distinct().map(Targets::named).toList();
  }

  private static List<Placement> placements(
      CompareOptions options, ServerChoice server, Cores cores) {
    if (options.placements != null) {
      return options.placements.stream().distinct().toList();
    }
    List<Placement> pinned =
        Stream.of(Placement.SPLIT, Placement.SAME)
            .filter(one -> server.isLocalProcess() && cores.whyNot(one).isEmpty())
            .toList();
    return pinned.isEmpty() ? List.of(Placement.FREE) : pinned;
  }

  List<Contest> contests() {
    return venues.stream().flatMap(venue -> venue.contests().stream()).toList();
  }

  /** Cells that can run. */
  int cells() {
    return venues.stream().mapToInt(venue -> venue.runnable().size()).sum();
  }

  /** Makes contests, and the cells in them. */
  private record Maker(CompareOptions options, List<TargetProvider> clients) {

    List<Contest> contests(String server, Placement placement) {
      List<Contest> contests = new ArrayList<>();
      for (Scenario scenario : options.scenarios()) {
        for (int bytes : options.valueSizes()) {
          for (int workers : options.workers(scenario)) {
            for (int batch : options.batches(scenario)) {
              add(contests, new Form(scenario, bytes, workers, batch), server, placement);
            }
          }
        }
      }
      return contests;
    }

    /** What is run, whatever client runs it. */
    private record Form(Scenario scenario, int valueBytes, int workers, int batch) {}

    private void add(List<Contest> contests, Form form, String server, Placement placement) {
      List<Entrant> entrants = new ArrayList<>();
      for (TargetProvider client : clients) {
        entrants.addAll(entrants(client, form, server, placement));
      }
      if (entrants.isEmpty()) {
        return;
      }
      Entrant first = entrants.get(0);
      entrants.add(new Entrant(first.cell(), first.role(), first.obstacle(), true));
      String title = title(first.cell());
      contests.add(new Contest(title, placement, server, List.copyOf(entrants)));
    }

    /** Without whose connections they are: that differs between clients. */
    private static String title(Cell cell) {
      return cell.form().replace(" " + cell.connections().label(), "");
    }

    private List<Entrant> entrants(
        TargetProvider client, Form form, String server, Placement placement) {
      boolean subject = client.role() == Role.SUBJECT;
      List<String> loops = subject ? Plan.loops(options.loops, client) : List.of(client.bestLoop());
      List<String> drives =
          subject && options.drives != null
              ? Plan.known("--drive", options.drives, client.drives())
              : client.drives();
      List<String> waits =
          subject
              ? Plan.known("--wait", options.waits(form.scenario), client.waits())
              : client.waits();
      List<Entrant> entrants = new ArrayList<>();
      for (String loop : loops) {
        for (String drive : drives) {
          if (client.capabilities(drive).containsAll(form.scenario.needs())) {
            for (String wait : waits) {
              Cell cell = cell(client, form, loop, drive, wait, server, placement);
              String obstacle = client.loops().getOrDefault(loop, "");
              entrants.add(new Entrant(cell, client.role(), obstacle, false));
            }
          }
        }
      }
      return entrants;
    }

    private Cell cell(
        TargetProvider client,
        Form form,
        String loop,
        String drive,
        String wait,
        String server,
        Placement placement) {
      int pairs = pairs(form);
      int workers =
          form.scenario.isAsync() ? Workload.workersFor(pairs, form.workers) : form.workers;
      return new Cell(
          server,
          client.name(),
          form.scenario,
          loop,
          drive,
          wait,
          workers,
          connections(client.sharing(), form.scenario),
          placement,
          pairs,
          LEAST_REPETITIONS,
          true,
          form.valueBytes,
          form.batch);
    }

    /** As each client's manual recommends for many users. */
    private static Connections connections(Sharing sharing, Scenario scenario) {
      if (!scenario.isConcurrent()) {
        return Connections.SHARED;
      }
      return switch (sharing) {
        case ONE_CONNECTION -> Connections.SHARED;
        case CONNECTION_PER_THREAD -> Connections.PER_WORKER;
        case POOL -> Connections.POOL;
      };
    }

    /** Pairs of a repetition, which is to be short but have enough for everybody. */
    private int pairs(Form form) {
      int usual = options.scaled(form.workers == 1 ? PAIRS : MANY_PAIRS);
      if (form.scenario == Scenario.BULK) {
        usual = options.scaled(Math.max(PAIRS, (int) Math.min(100L * form.batch, MOST_SETS)));
      }
      int wanted = options.pairs != null ? options.pairs : usual;
      if (form.valueBytes > 0) {
        long room = Math.max(LEAST_PAIRS, MOST_VALUE_BYTES / form.valueBytes);
        wanted = (int) Math.min(wanted, room);
      }
      if (form.scenario.isAsync()) {
        return form.valueBytes > 0 ? wanted : Math.max(wanted, 2 * form.workers);
      }
      // Every thread has as many, every batch is full.
      int part = form.scenario == Scenario.BULK ? form.batch : form.workers;
      return (Math.max(wanted, 2 * part) + part - 1) / part * part;
    }
  }
}
