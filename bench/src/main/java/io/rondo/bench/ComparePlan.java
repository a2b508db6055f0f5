package io.rondo.bench;

import io.rondo.bench.common.BenchException;
import io.rondo.bench.compare.Contest;
import io.rondo.bench.compare.Discipline;
import io.rondo.bench.compare.Entrant;
import io.rondo.bench.compare.Goal;
import io.rondo.bench.compare.Goals;
import io.rondo.bench.measure.Cores;
import io.rondo.bench.measure.Link;
import io.rondo.bench.measure.Placement;
import io.rondo.bench.scenario.Scenario;
import io.rondo.bench.server.ServerChoice;
import io.rondo.bench.target.TargetProvider;
import io.rondo.bench.target.Targets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The contests that will be held. Whatever was asked for and can't be had is refused here, before
 * anything starts; a peer that this machine can't run stays in, with the reason.
 *
 * @param goals what Rondo is meant to reach in them; empty where nothing is
 */
record ComparePlan(List<Venue> venues, List<Goal> goals) {
  /** Contests that share a server, a placement and the way to the server. */
  record Venue(ServerChoice server, Placement placement, Link link, List<Contest> contests) {
    List<Entrant> runnable() {
      return contests.stream().flatMap(contest -> contest.runnable().stream()).toList();
    }
  }

  static ComparePlan of(CompareOptions options, Cores cores) {
    boolean preset = options.preset != null;
    options.clients().forEach(Targets::named);
    ContestMaker maker = new ContestMaker(options);
    List<Venue> venues = new ArrayList<>();
    for (Draft draft : preset ? new Preset(options, cores).drafts() : crossed(options, cores)) {
      Placement placement = draft.discipline().placement();
      Plan.checkPlacement(draft.server(), placement, cores);
      for (Link link : options.cells.network.links(draft.server())) {
        if (preset && !link.isDirect()) {
          throw new BenchException(
              "--preset "
                  + options.preset
                  + " is about clients and servers that meet directly: leave out --rtt and"
                  + " --network, and give a server of this machine");
        }
        maker
            .contest(draft, link)
            .ifPresent(
                contest -> venue(venues, draft.server(), placement, link).contests().add(contest));
      }
    }
    if (venues.isEmpty()) {
      throw new BenchException(
          preset
              ? "nothing to compare: --preset " + options.preset + " has no such contest"
              : "nothing to compare: no client can run these scenarios; see --list");
    }
    return new ComparePlan(List.copyOf(venues), preset ? Goals.ALL : List.of());
  }

  private static Venue venue(
      List<Venue> venues, ServerChoice server, Placement placement, Link link) {
    for (Venue venue : venues) {
      if (venue.server().equals(server)
          && venue.placement() == placement
          && venue.link().equals(link)) {
        return venue;
      }
    }
    Venue venue = new Venue(server, placement, link, new ArrayList<>());
    venues.add(venue);
    return venue;
  }

  /** Every combination of what the options name, or of their defaults. */
  private static List<Draft> crossed(CompareOptions options, Cores cores) {
    List<TargetProvider> clients = options.clients().stream().map(Targets::named).toList();
    List<String> drives =
        options.cells.drives != null ? options.cells.drives : Targets.named("rondo").drives();
    List<Draft> drafts = new ArrayList<>();
    for (ServerChoice server : options.servers()) {
      boolean canned = server.kind() == ServerChoice.Kind.CANNED;
      for (Placement placement : placements(options, server, cores)) {
        for (Scenario scenario : options.scenarios()) {
          for (int bytes : options.valueSizes()) {
            for (int workers : options.workers(scenario)) {
              for (int batch : options.batches(scenario)) {
                Discipline discipline =
                    new Discipline(canned, placement, scenario, workers, batch, bytes);
                drafts.add(
                    new Draft(
                        server, discipline, List.of(), clients, drives, options.waits(scenario)));
              }
            }
          }
        }
      }
    }
    return drafts;
  }

  private static List<Placement> placements(
      CompareOptions options, ServerChoice server, Cores cores) {
    if (options.cells.placements != null) {
      return options.cells.placements.stream().distinct().toList();
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

  /** Those of them that compete. */
  int competitors() {
    return (int)
        venues.stream()
            .flatMap(venue -> venue.runnable().stream())
            .filter(Entrant::competes)
            .count();
  }

  /** Cells that can run. */
  int cells() {
    return venues.stream().mapToInt(venue -> venue.runnable().size()).sum();
  }
}
