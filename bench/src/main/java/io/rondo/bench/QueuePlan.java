package io.rondo.bench;

import io.rondo.bench.common.BenchException;
import io.rondo.bench.measure.Cell;
import io.rondo.bench.measure.Cores;
import io.rondo.bench.measure.Link;
import io.rondo.bench.measure.Placement;
import io.rondo.bench.queue.QueueForm;
import io.rondo.bench.queue.QueueKeys;
import io.rondo.bench.queue.QueueStyle;
import io.rondo.bench.queue.QueueWork;
import io.rondo.bench.scenario.Connections;
import io.rondo.bench.scenario.Scenario;
import io.rondo.bench.server.RedisAdmin;
import io.rondo.bench.server.ServerChoice;
import io.rondo.bench.target.TargetProvider;
import io.rondo.bench.target.Targets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Makes the plan of queues: on each loop the forms one after the other, to be compared. */
record QueuePlan(QueueOptions options, TargetProvider client) {
  static Plan of(QueueOptions options, Cores cores) {
    QueuePlan plan = new QueuePlan(options, Targets.named("rondo"));
    List<Plan.Group> groups = new ArrayList<>();
    for (ServerChoice server : options.cells.servers()) {
      if (server.kind() == ServerChoice.Kind.CANNED) {
        throw new BenchException(
            "--server canned keeps no tasks: choose embedded, path, docker or an address");
      }
      for (Placement placement : options.cells.placements()) {
        Plan.checkPlacement(server, placement, cores);
        for (Link link : options.cells.network.links(server)) {
          groups.add(new Plan.Group(server, placement, link, plan.cells(server, placement, link)));
        }
      }
    }
    return new Plan(List.copyOf(groups));
  }

  private List<Cell> cells(ServerChoice server, Placement placement, Link link) {
    List<String> waits = Plan.known("--wait", options.cells.waits(), client.waits());
    Set<Cell> cells = new LinkedHashSet<>();
    for (int workers : options.workers()) {
      for (QueueStyle style : options.styles()) {
        List<String> drives = Plan.known("--drive", options.drives(style), client.drives());
        for (String loop : Plan.loops(options.loops(), client)) {
          for (String drive : drives) {
            // Chains of completions never wait, so a wait strategy would only repeat the row.
            for (String wait : style == QueueStyle.ASYNC ? List.of("block") : waits) {
              for (QueueForm form : options.forms()) {
                QueueWork work = new QueueWork(form, style, options.killWorker);
                cells.add(cell(server, placement, workers, work, loop, drive, wait, link));
              }
            }
          }
        }
      }
    }
    return List.copyOf(cells);
  }

  private Cell cell(
      ServerChoice server,
      Placement placement,
      int workers,
      QueueWork work,
      String loop,
      String drive,
      String wait,
      Link link) {
    return Cell.builder(
            server.label(),
            client.name(),
            work.style() == QueueStyle.ASYNC ? Scenario.ASYNC : Scenario.THREADS)
        .on(loop, drive, wait)
        .workers(workers, Connections.PER_WORKER)
        .placed(placement)
        .repeated(options.tasks(link, workers), options.repeat())
        .queue(work)
        .over(link)
        .build();
  }

  /** Of a server that was given, only an empty queue is used, unless what is there may go. */
  static void guard(Plan plan, boolean mayDelete) {
    for (Plan.Group group : plan.groups()) {
      if (group.server().kind() == ServerChoice.Kind.GIVEN && !mayDelete) {
        int workers = group.cells().stream().mapToInt(Cell::workers).max().orElse(1);
        try (RedisAdmin admin = RedisAdmin.connect(group.server().uri())) {
          List<String> present = admin.present(QueueKeys.all(workers));
          if (!present.isEmpty()) {
            throw QueueKeys.notEmpty(present, group.server().label());
          }
        }
      }
    }
  }
}
