package io.rondo.bench;

import io.rondo.bench.common.BenchException;
import io.rondo.bench.compare.Contest;
import io.rondo.bench.compare.Discipline;
import io.rondo.bench.compare.Entrant;
import io.rondo.bench.measure.Cell;
import io.rondo.bench.measure.Link;
import io.rondo.bench.scenario.Connections;
import io.rondo.bench.scenario.Scenario;
import io.rondo.bench.scenario.Workload;
import io.rondo.bench.target.Sharing;
import io.rondo.bench.target.TargetProvider;
import io.rondo.bench.target.TargetProvider.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the contests of drafts, and the cells in them. */
final class ContestMaker {
  private static final int PAIRS = 500;
  private static final int MANY_PAIRS = 5_000;
  private static final int MOST_SETS = 100_000;
  private static final int LEAST_PAIRS = 64;
  private static final long MOST_BATCH_BYTES = 256L << 20;

  /** Pairs of a worker: of fewer, most of a pass would be its beginning and its end. */
  private static final int LEAST_OF_WORKER = 10;

  private final CompareOptions options;

  ContestMaker(CompareOptions options) {
    this.options = options;
  }

  /** The contest of all clients that can take part; none where no client can. */
  Optional<Contest> contest(Draft draft, Link link) {
    List<Entrant> entrants = new ArrayList<>();
    draft.clients().forEach(client -> entrants.addAll(entrants(client, draft, link)));
    if (entrants.isEmpty()) {
      return Optional.empty();
    }
    Entrant first = entrants.get(0);
    entrants.stream()
        .filter(Entrant::canRun)
        .findFirst()
        .map(Entrant::again)
        .ifPresent(entrants::add);
    draft.bases().forEach(base -> entrants.addAll(bases(draft.in(base), link)));
    return Optional.of(
        new Contest(
            title(first.cell()),
            draft.discipline(),
            draft.server().label(),
            List.copyOf(entrants)));
  }

  /** Rondo in another discipline. */
  private List<Entrant> bases(Draft draft, Link link) {
    return draft.clients().stream()
        .filter(client -> client.role() == Role.SUBJECT)
        .flatMap(client -> entrants(client, draft, link).stream())
        .map(Entrant::asBase)
        .toList();
  }

  /** Without whose connections they are: that differs between clients. */
  private static String title(Cell cell) {
    return cell.form().replace(" " + cell.connections().label(), "");
  }

  private List<Entrant> entrants(TargetProvider client, Draft draft, Link link) {
    boolean subject = client.role() == Role.SUBJECT;
    List<String> loops = subject ? Plan.loops(options.loops(), client) : List.of(client.bestLoop());
    List<String> drives =
        subject ? Plan.known("--drive", draft.drives(), client.drives()) : client.drives();
    List<String> waits =
        subject ? Plan.known("--wait", draft.waits(), client.waits()) : waits(client, draft);
    if (!client.capabilities().containsAll(draft.discipline().scenario().needs())) {
      return List.of();
    }
    List<Entrant> entrants = new ArrayList<>();
    for (String loop : loops) {
      for (String drive : drives) {
        for (String wait : waits) {
          Cell cell = cell(client, draft, link, loop, drive, wait);
          String obstacle = client.loops().getOrDefault(loop, "");
          entrants.add(Entrant.of(cell, client.role(), obstacle));
        }
      }
    }
    return entrants;
  }

  /** Another client's own way to wait; where Rondo does not only block, the floor spins as well. */
  private static List<String> waits(TargetProvider client, Draft draft) {
    boolean spins = draft.waits().stream().anyMatch(wait -> !wait.equals("block"));
    return client.waits().stream().filter(wait -> spins || wait.equals("block")).toList();
  }

  private Cell cell(
      TargetProvider client, Draft draft, Link link, String loop, String drive, String wait) {
    Discipline discipline = draft.discipline();
    Scenario scenario = discipline.scenario();
    int pairs = pairs(discipline, link);
    int wanted = discipline.workers();
    return Cell.builder(draft.server().label(), client.name(), scenario)
        .on(loop, drive, wait)
        .workers(
            scenario.isAsync() ? Workload.workersFor(pairs, wanted) : wanted,
            connections(client.sharing(), scenario))
        .placed(discipline.placement())
        .repeated(pairs, options.turns(wanted))
        .sizes(discipline.valueBytes(), discipline.batch(), 1)
        .over(link)
        .build();
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
  private int pairs(Discipline form, Link link) {
    int usual = options.scaled(form.workers() == 1 ? PAIRS : MANY_PAIRS);
    if (form.scenario() == Scenario.BULK) {
      usual = options.scaled(Math.max(PAIRS, (int) Math.min(50L * form.batch(), MOST_SETS)));
    }
    int wanted =
        options.pairs != null
            ? options.pairs
            : link.pairs(form.scenario(), usual, form.workers(), form.batch());
    wanted = PairCount.thatFit(wanted, form.valueBytes(), LEAST_PAIRS);
    if (form.scenario().isAsync() && form.valueBytes() > 0) {
      return wanted; // with large values there may be fewer pairs than workers
    }
    boolean given = options.pairs != null;
    int parts = form.scenario().isAsync() && !given ? LEAST_OF_WORKER : 2;
    int even = PairCount.even(form.scenario(), wanted, form.workers(), form.batch(), parts);
    requireRoom(form, even);
    return even;
  }

  /** Every client's process holds all values of a pass, and those of a contest run side by side. */
  private static void requireRoom(Discipline form, int pairs) {
    long bytes = (long) pairs * form.valueBytes();
    if (bytes > MOST_BATCH_BYTES) {
      throw new BenchException(
          "batches of "
              + form.batch()
              + " values of "
              + form.valueBytes()
              + " B take "
              + (bytes >> 20)
              + " MB of each client's memory, more than "
              + (MOST_BATCH_BYTES >> 20)
              + ": give a smaller --batch or --value-size");
    }
  }
}
