package io.rondo.bench;

import io.rondo.bench.common.BenchException;
import io.rondo.bench.measure.Cell;
import io.rondo.bench.measure.Cores;
import io.rondo.bench.measure.Link;
import io.rondo.bench.measure.LoadSpec;
import io.rondo.bench.measure.Placement;
import io.rondo.bench.scenario.Connections;
import io.rondo.bench.scenario.Scenario;
import io.rondo.bench.server.ServerChoice;
import io.rondo.bench.target.Capability;
import io.rondo.bench.target.Sharing;
import io.rondo.bench.target.TargetProvider;
import io.rondo.bench.target.Targets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the plan of a load: what can be had at all is decided here, before anything starts. */
final class LoadPlan {
  /** What a schedule and its times may be held in memory for. */
  private static final long MOST_REQUESTS = 10_000_000;

  /** A server, a JVM and a warm-up come before the first pair. */
  private static final Duration LEAD = Duration.ofSeconds(5);

  /** What lies between is started and its cost measured before that. */
  private static final Duration OF_A_WAY = Duration.ofSeconds(5);

  /** A start beyond this is a slip: milliseconds for seconds, say. */
  private static final Duration FARTHEST = Duration.ofDays(1);

  private final LoadOptions options;
  private final long seed;

  private LoadPlan(LoadOptions options) {
    this.options = options;
    this.seed = options.random.seed();
  }

  static Plan of(LoadOptions options, Cores cores) {
    LoadPlan plan = new LoadPlan(options);
    Plan.known("--wait", options.cells.waits(), Targets.named("rondo").waits());
    if (options.duration().toMillis() < 1) {
      throw new BenchException("--duration is less than a millisecond: give a longer one");
    }
    options.rates().forEach(rate -> requireRoom(rate, options.duration()));
    List<TargetProvider> clients = options.clients().stream().map(LoadPlan::client).toList();
    List<Plan.Group> groups = new ArrayList<>();
    for (ServerChoice server : options.cells.servers()) {
      for (Placement placement : options.cells.placements()) {
        Plan.checkPlacement(server, placement, cores);
        for (Link link : options.cells.network.links(server)) {
          List<Cell> cells = plan.cells(clients, server, placement, link);
          groups.add(new Plan.Group(server, placement, link, cells));
        }
      }
    }
    Plan whole = new Plan(List.copyOf(groups));
    plan.requireOneRow(whole);
    plan.requireTime(whole);
    return whole;
  }

  private static void requireRoom(double rate, Duration duration) {
    if (!fits(rate, duration)) {
      throw new BenchException(
          "--rate %s for %d s are more than the %d pairs of the longest schedule; take a shorter --duration or a lower --rate"
              .formatted(LoadSpec.rate(rate), duration.toSeconds(), MOST_REQUESTS));
    }
  }

  private static boolean fits(double rate, Duration duration) {
    return rate * duration.toMillis() / 1_000 <= MOST_REQUESTS;
  }

  /** A client that can send without waiting for a reply. */
  private static TargetProvider client(String name) {
    TargetProvider client = Targets.named(name);
    if (!client.capabilities().contains(Capability.CALLBACKS)) {
      throw new BenchException(
          "--client %s can't keep a schedule: each of its callers waits for a reply; choose %s"
              .formatted(
                  name,
                  Targets.all().stream()
                      .filter(one -> one.capabilities().contains(Capability.CALLBACKS))
                      .map(TargetProvider::name)
                      .collect(Collectors.joining(", "))));
    }
    return client;
  }

  private List<Cell> cells(
      List<TargetProvider> clients, ServerChoice server, Placement placement, Link link) {
    Set<Cell> cells = new LinkedHashSet<>();
    for (TargetProvider client : clients) {
      boolean subject = client.role() == TargetProvider.Role.SUBJECT;
      if (!subject && !server.isPlainTcp()) {
        throw new BenchException(
            "--client "
                + client.name()
                + " can't be measured at "
                + server.label()
                + ": give a redis:// address");
      }
      List<String> loops = subject ? options.loops() : List.of(client.bestLoop());
      List<String> drives =
          subject ? Plan.known("--drive", options.drives(), client.drives()) : client.drives();
      for (String loop : Plan.loops(loops, client)) {
        for (String drive : drives) {
          addAll(cells, client, loop, drive, server, placement, link);
        }
      }
    }
    return List.copyOf(cells);
  }

  private void addAll(
      Set<Cell> cells,
      TargetProvider client,
      String loop,
      String drive,
      ServerChoice server,
      Placement placement,
      Link link) {
    for (Scenario scenario : options.scenarios()) {
      for (int bytes : options.valueSizes()) {
        for (Connections connections : options.connections()) {
          boolean own = connections == Connections.PER_WORKER;
          for (int workers : own ? options.workers() : List.of(1)) {
            Cell cell =
                Cell.builder(server.label(), client.name(), scenario)
                    .on(loop, drive, "block") // nobody waits
                    .workers(workers, own ? connections : shared(client))
                    .placed(placement)
                    .sizes(bytes, 1, 1)
                    .over(link)
                    .build();
            options.rates().forEach(rate -> cells.add(cell.sent(spec(rate, server))));
          }
        }
      }
    }
  }

  /** One connection, or the client's own pool where its manual recommends that. */
  private static Connections shared(TargetProvider client) {
    return client.sharing() == Sharing.POOL ? Connections.POOL : Connections.SHARED;
  }

  private LoadSpec spec(double rate, ServerChoice server) {
    Instant start = options.startAt;
    Path log = options.saveHistogram;
    boolean others = start != null && server.kind() == ServerChoice.Kind.GIVEN;
    return new LoadSpec(
        options.schedule,
        rate,
        options.duration().toMillis(),
        seed,
        options.lateness.toNanos() / 1_000.0,
        start == null ? null : start.toEpochMilli(),
        others ? "load-" + UUID.randomUUID() + ":" : "",
        log == null ? null : log.toAbsolutePath().toString());
  }

  private void requireOneRow(Plan plan) {
    String option =
        options.saveHistogram != null
            ? "--save-histogram"
            : options.startAt != null ? "--start-at" : "";
    if (!option.isEmpty() && (options.ramp || plan.size() > 1)) {
      throw new BenchException(
          option
              + " is for one row, these are "
              + (options.ramp ? "a ramp" : String.valueOf(plan.size()))
              + "; give one --rate, --client, --loop, …");
    }
  }

  private void requireTime(Plan plan) {
    boolean far = plan.groups().stream().anyMatch(group -> !group.link().isDirect());
    Duration lead = far ? LEAD.plus(OF_A_WAY) : LEAD;
    Instant start = options.startAt;
    Instant earliest = Instant.now().plus(lead);
    if (start != null && start.isBefore(earliest)) {
      boolean past = start.isBefore(Instant.now());
      throw new BenchException(
          "--start-at %s is %s: server, JVM and client have to be warm before; give a moment that is more than %d s away, the same for all"
              .formatted(start, past ? "in the past" : "too soon", lead.toSeconds()));
    }
    if (start != null && start.isAfter(Instant.now().plus(FARTHEST))) {
      throw new BenchException(
          "--start-at %s is more than a day away: give a moment within %d hours, the same for all"
              .formatted(start, FARTHEST.toHours()));
    }
  }

  /** What comes after each row of a ramp: the next rate of the same curve, while there is one. */
  static Study.Following ramp(Duration duration, Map<Cell, Ramp> ramps) {
    return (cell, row) -> {
      LoadSpec load = cell.load();
      if (load == null || row.isLeftOut()) {
        return List.of();
      }
      Cell curve = cell.sent(load.at(1));
      boolean kept = row.load() != null && row.load().isValid();
      @Nullable Double next =
          ramps.computeIfAbsent(curve, one -> new Ramp()).next(load.perSecond(), kept);
      return next == null || !fits(next, duration) ? List.of() : List.of(cell.sent(load.at(next)));
    };
  }
}
