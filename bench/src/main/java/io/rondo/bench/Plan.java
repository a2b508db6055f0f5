package io.rondo.bench;

import io.rondo.bench.common.BenchException;
import io.rondo.bench.measure.Cell;
import io.rondo.bench.measure.Cores;
import io.rondo.bench.measure.Link;
import io.rondo.bench.measure.Placement;
import io.rondo.bench.python.Python;
import io.rondo.bench.queue.QueueKeys;
import io.rondo.bench.scenario.Connections;
import io.rondo.bench.scenario.Scenario;
import io.rondo.bench.scenario.Workload;
import io.rondo.bench.server.RedisAdmin;
import io.rondo.bench.server.ServerChoice;
import io.rondo.bench.target.TargetProvider;
import io.rondo.bench.target.Targets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The cells that will be run, in the order of the table, grouped by what the server must be
 * restarted for. Whatever was asked for and can't be had is refused here, before anything starts.
 */
record Plan(List<Group> groups) {
  /** Cells that one server serves, over the same way. */
  record Group(ServerChoice server, Placement placement, Link link, List<Cell> cells) {
    /** Makes the server as new: of one that was given, queues delete only what is theirs. */
    void clean(RedisAdmin admin) {
      boolean queues = cells.stream().allMatch(cell -> cell.queue() != null);
      if (queues && server.kind() == ServerChoice.Kind.GIVEN) {
        int workers = cells.stream().mapToInt(Cell::workers).max().orElse(1);
        admin.delete(QueueKeys.all(workers));
      } else {
        admin.flush();
      }
    }
  }

  static final String BEST_LOOP = "auto";

  /** Pairs that are sent for a cell of this kind cost about this much time, relative to others. */
  private static final Map<Scenario, Integer> WEIGHTS =
      Map.of(
          Scenario.SYNC, 10,
          Scenario.SYNC_PIPE, 6,
          Scenario.SYNC_MULTI, 6,
          Scenario.ASYNC, 10,
          Scenario.ASYNC_PIPE, 6,
          Scenario.BULK, 1);

  static Plan of(StudyOptions options, Cores cores) {
    TargetProvider client = Targets.named("rondo");
    List<String> clients = known("--client", options.clients(), List.of("rondo", Python.CLIENT));
    ClientLoops loops = ClientLoops.of(clients, options.cells.loops, client);
    known(
        "--drive",
        options.cells.drives == null ? List.of() : options.cells.drives,
        client.drives());
    known("--wait", options.cells.waits(), client.waits());
    List<Group> groups = new ArrayList<>();
    for (ServerChoice server : options.cells.servers()) {
      for (Placement placement : options.cells.placements()) {
        checkPlacement(server, placement, cores);
        for (Link link : options.cells.network.links(server)) {
          Set<Cell> cells = new LinkedHashSet<>();
          CellMaker maker = new CellMaker(options, client, server.label(), placement, link, cells);
          maker.addAll(loops);
          groups.add(new Group(server, placement, link, List.copyOf(cells)));
        }
      }
    }
    return new Plan(List.copyOf(groups));
  }

  /** The loops that are wanted, or all that this machine has; refuses what can't be had. */
  static List<String> loops(@Nullable List<String> named, TargetProvider client) {
    Map<String, String> all = client.loops();
    if (named == null) {
      return all.entrySet().stream()
          .filter(loop -> loop.getValue().isEmpty())
          .map(Map.Entry::getKey)
          .toList();
    }
    List<String> choices = new ArrayList<>(all.keySet());
    choices.add(BEST_LOOP);
    List<String> wanted =
        known("--loop", named, choices).stream()
            .map(loop -> loop.equals(BEST_LOOP) ? client.bestLoop() : loop)
            .distinct()
            .toList();
    for (String loop : wanted) {
      String obstacle = all.getOrDefault(loop, "");
      if (!obstacle.isEmpty()) {
        throw new BenchException(
            "--loop "
                + loop
                + " can't run on this machine: "
                + obstacle
                + "; see --list for those that can");
      }
    }
    return wanted;
  }

  static List<String> known(String option, List<String> wanted, List<String> choices) {
    for (String value : wanted) {
      if (!choices.contains(value)) {
        throw new BenchException(
            option + " '" + value + "' is none of " + String.join(", ", choices));
      }
    }
    return wanted;
  }

  static void checkPlacement(ServerChoice server, Placement placement, Cores cores) {
    String obstacle = cores.whyNot(placement);
    if (obstacle.isEmpty() && placement != Placement.FREE && !server.isLocalProcess()) {
      obstacle = "the bench does not start --server " + server.label() + " as a process of its own";
    }
    if (!obstacle.isEmpty()) {
      throw new BenchException(
          "--placement " + placement.label() + " can't be done: " + obstacle + "; use free");
    }
  }

  int size() {
    return groups.stream().mapToInt(group -> group.cells().size()).sum();
  }

  long weight() {
    return groups.stream().flatMap(group -> group.cells().stream()).mapToLong(Plan::weight).sum();
  }

  /** How long a cell takes, relative to others: a guess that makes the time left believable. */
  static long weight(Cell cell) {
    if (cell.load() != null) {
      return cell.load().durationMillis();
    }
    int perPair = WEIGHTS.getOrDefault(cell.scenario(), 10);
    int atOnce = cell.client().equals(Python.CLIENT) ? 4 : 25;
    long pairs = (long) cell.n() * (cell.repeat() + 2L);
    long startUp = 100_000;
    // A pair of ten units takes about 100 us.
    long travel = cell.travelMicros(pairs) / 10;
    return startUp + pairs * perPair / Math.min(cell.workers(), atOnce) + travel;
  }

  /** Makes the cells of one server and placement; equal ones fall together in the set. */
  private record CellMaker(
      StudyOptions options,
      TargetProvider client,
      String server,
      Placement placement,
      Link link,
      Set<Cell> cells) {

    void addAll(ClientLoops loops) {
      for (int n : options.pairs()) {
        for (Scenario scenario : options.scenarios()) {
          for (Form form : forms(scenario, n)) {
            settings(scenario, loops).forEach(setting -> add(scenario, form, setting));
          }
        }
      }
    }

    /** Rondo's, then Python's, so that rows of the same form stand and run side by side. */
    private List<Setting> settings(Scenario scenario, ClientLoops loops) {
      List<Setting> settings = new ArrayList<>();
      for (String loop : loops.ofRondo()) {
        for (String drive : options.drives(scenario)) {
          // Async workers never wait, so a wait strategy would only repeat the row.
          for (String wait : scenario.isAsync() ? List.of("block") : options.cells.waits()) {
            settings.add(new Setting(client.name(), loop, drive, wait));
          }
        }
      }
      for (String loop : loops.ofPython(scenario)) {
        settings.add(new Setting(Python.CLIENT, loop, Python.drive(scenario), "block"));
      }
      return settings;
    }

    private record Form(int n, int workers, Connections connections) {}

    private record Setting(String client, String loop, String drive, String waitStrategy) {}

    private List<Form> forms(Scenario scenario, int n) {
      if (!scenario.isAsync()) {
        return List.of(new Form(pairs(scenario, n, 1), 1, Connections.SHARED));
      }
      List<Form> forms = new ArrayList<>();
      for (int wanted : options.workers()) {
        int pairs = pairs(scenario, n, wanted);
        for (Connections connections : options.connections()) {
          forms.add(new Form(pairs, Workload.workersFor(pairs, wanted), connections));
        }
      }
      return forms;
    }

    /** Fewer than usual over a long way; what the user asked for is done. */
    private int pairs(Scenario scenario, int n, int workers) {
      return options.pairs != null ? n : link.pairs(scenario, n, workers, 1);
    }

    private void add(Scenario scenario, Form form, Setting setting) {
      for (int repeat : options.repeats()) {
        for (boolean asserts : options.asserts()) {
          cells.add(
              Cell.builder(server, setting.client, scenario)
                  .on(setting.loop, setting.drive, setting.waitStrategy)
                  .workers(form.workers(), form.connections())
                  .placed(placement)
                  .repeated(form.n(), repeat)
                  .asserts(asserts)
                  .over(link)
                  .build());
        }
      }
    }
  }
}
