package io.rondo.bench.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rondo.bench.compare.CompareResults;
import io.rondo.bench.compare.Contest;
import io.rondo.bench.compare.Discipline;
import io.rondo.bench.compare.Entrant;
import io.rondo.bench.compare.Goals;
import io.rondo.bench.compare.Scoreboard;
import io.rondo.bench.measure.Cell;
import io.rondo.bench.measure.Json;
import io.rondo.bench.measure.LatencyMicros;
import io.rondo.bench.measure.Link;
import io.rondo.bench.measure.Measurement;
import io.rondo.bench.measure.Network;
import io.rondo.bench.measure.Placement;
import io.rondo.bench.measure.Throughput;
import io.rondo.bench.queue.QueueFigures;
import io.rondo.bench.queue.QueueForm;
import io.rondo.bench.queue.QueueStyle;
import io.rondo.bench.queue.QueueWork;
import io.rondo.bench.report.Dimension;
import io.rondo.bench.report.Ledger;
import io.rondo.bench.report.QueueHeadlines;
import io.rondo.bench.report.Results;
import io.rondo.bench.report.Row;
import io.rondo.bench.report.RowFixture;
import io.rondo.bench.scenario.Connections;
import io.rondo.bench.scenario.Scenario;
import io.rondo.bench.target.TargetProvider.Role;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/** Results of every kind for tests of the page; the figures mean nothing. */
final class PageFixture {
  /** What ends a script element, if it is let; and what a tooltip must not take for an element. */
  static final String HOSTILE = "</script><script>window.hacked = 1</script><!-- <b>\u2028";

  private static final List<String> LOOPS = List.of("nio", "epoll", "io_uring");
  private static final int BLOCKS = 5;

  private PageFixture() {}

  static Cell cell(Scenario scenario, String loop, String drive, int workers) {
    return cell("rondo", scenario, loop, drive, workers, Connections.SHARED, 1);
  }

  private static Cell cell(
      String client,
      Scenario scenario,
      String loop,
      String drive,
      int workers,
      Connections connections,
      int batch) {
    return Cell.builder("embedded", client, scenario)
        .on(loop, drive, "block")
        .workers(workers, connections)
        .repeated(20_000, 5)
        .sizes(0, batch, 1)
        .build();
  }

  static Measurement measurement(double opsPerSecond, int repeat, boolean steady, long seed) {
    Random random = new Random(seed);
    List<Double> samples =
        IntStream.range(0, repeat)
            .mapToObj(i -> opsPerSecond * (1 + random.nextGaussian() / 15))
            .toList();
    Histogram histogram = new Histogram(3);
    double typical = 1e9 / opsPerSecond;
    for (int i = 0; i < 20_000; i++) {
      histogram.recordValue((long) (typical * Math.exp(Math.abs(random.nextGaussian()) / 2)) + 1);
    }
    return new Measurement(
        "FakeChannel",
        Throughput.of(samples),
        LatencyMicros.of(histogram),
        encoded(histogram),
        321.5,
        4_567.8,
        2.5,
        "1",
        new Measurement.Warmup(3, 60, 100, steady));
  }

  private static String encoded(Histogram histogram) {
    ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    int length = histogram.encodeIntoCompressedByteBuffer(buffer);
    return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
  }

  /**
   * Cold and warm rows of three scenarios on three loops; two are unsteady, one has failed, one was
   * left out.
   */
  static Results run(double factor) {
    List<Row> rows = new ArrayList<>();
    long seed = 1;
    for (Scenario scenario : List.of(Scenario.SYNC, Scenario.SYNC_MULTI, Scenario.ASYNC)) {
      int workers = scenario.isAsync() ? 100 : 1;
      for (String loop : LOOPS) {
        for (String drive :
            scenario.isAsync() ? List.of("loop-thread") : List.of("loop-thread", "caller")) {
          Connections connections =
              scenario.isAsync() ? Connections.PER_WORKER : Connections.SHARED;
          Cell cell = cell("rondo", scenario, loop, drive, workers, connections, 1);
          boolean steady = !(loop.equals("epoll") && drive.equals("caller"));
          double speed = factor * (workers == 1 ? 9_000 + 1_500 * seed : 30_000 + 9_000 * seed);
          rows.add(Row.of(Row.Kind.COLD, cell, "0-1", measurement(speed / 3, 1, true, seed)));
          boolean over = scenario == Scenario.SYNC_MULTI && drive.equals("caller");
          if (over && loop.equals("io_uring")) {
            rows.add(Row.leftOut(cell, "0-1", "the time limit was over"));
            continue;
          }
          rows.add(
              scenario.isAsync() && loop.equals("io_uring")
                  ? Row.failed(cell, "0-1", HOSTILE)
                  : Row.of(Row.Kind.WARM, cell, "0-1", measurement(speed, 5, steady, seed)));
          seed++;
        }
      }
    }
    return new Results(RowFixture.ENVIRONMENT, rows);
  }

  /** Two contests of Rondo, three peers, the floor and a twin; GLIDE can't run. Goals too. */
  static CompareResults compare(double factor) {
    List<Contest> contests = new ArrayList<>();
    for (Scenario scenario : List.of(Scenario.SYNC, Scenario.ASYNC)) {
      int workers = scenario.isAsync() ? 100 : 1;
      List<Entrant> entrants = new ArrayList<>();
      Cell first = cell(scenario, "epoll", "loop-thread", workers);
      entrants.add(Entrant.of(first, Role.SUBJECT, ""));
      for (String peer : List.of("jedis", "lettuce", "glide")) {
        Cell cell = cell(peer, scenario, "nio", "own", workers, Connections.PER_WORKER, 1);
        String obstacle = peer.equals("glide") ? "no library for this machine" : "";
        entrants.add(Entrant.of(cell, Role.PEER, obstacle));
      }
      Cell floor = cell("raw", scenario, "nio", "own", workers, Connections.PER_WORKER, 1);
      entrants.add(Entrant.of(floor, Role.FLOOR, ""));
      entrants.add(Entrant.of(first, Role.SUBJECT, "").again());
      Discipline discipline = Discipline.of(Placement.SAME, scenario, workers);
      contests.add(new Contest(first.form(), discipline, "embedded", entrants));
    }
    Scoreboard board = new Scoreboard(contests, Goals.ALL, BLOCKS, 7);
    long seed = 1;
    for (Contest contest : contests) {
      double speed = factor * 40_000;
      for (Entrant entrant : contest.entrants()) {
        for (int block = 0; block < BLOCKS && entrant.canRun(); block++) {
          // Blocks differ by little, so that something is decided.
          double ops = speed * (1 + (seed * 7 % 5) / 100.0);
          board.measured(entrant, block, measurement(ops, 1, block > 0, seed++), "0");
        }
        speed = !entrant.competes() || entrant.role() == Role.FLOOR ? factor * 40_000 : speed * 0.8;
      }
    }
    return board.results(RowFixture.ENVIRONMENT);
  }

  /** Over workers, on two loops, with a maximum at 50. */
  static Results sweep() {
    List<Row> rows = new ArrayList<>();
    for (int workers : List.of(1, 2, 5, 10, 20, 50, 100, 200)) {
      for (String loop : List.of("nio", "epoll")) {
        Cell cell = cell(Scenario.ASYNC, loop, "loop-thread", workers);
        double base = loop.equals("nio") ? 30_000 : 45_000;
        double speed = base * Math.exp(-Math.pow(Math.log(workers / 50.0), 2) / 8);
        rows.add(
            workers == 20 && loop.equals("nio")
                ? Row.failed(cell, "0-1", "it ended")
                : Row.of(Row.Kind.WARM, cell, "0-1", measurement(speed, 5, true, workers)));
      }
    }
    return new Results(RowFixture.ENVIRONMENT, rows).sweptOver(Dimension.WORKERS);
  }

  /** Queues: lists and streams, the latter with a worker killed too, and one that has failed. */
  static Results queues() {
    List<Row> rows = new ArrayList<>();
    rows.add(queue(new QueueWork(QueueForm.LIST, QueueStyle.ASYNC, false), 0));
    rows.add(queue(new QueueWork(QueueForm.STREAMS, QueueStyle.ASYNC, false), 0));
    rows.add(queue(new QueueWork(QueueForm.LIST, QueueStyle.THREADS, true), 5));
    rows.add(queue(new QueueWork(QueueForm.STREAMS, QueueStyle.THREADS, true), 0));
    Cell failed = cell(new QueueWork(QueueForm.PUBSUB, QueueStyle.ASYNC, false));
    rows.add(Row.failed(failed, "0-1", "messages were lost"));
    return new Results(RowFixture.ENVIRONMENT, rows).ofQueues(QueueHeadlines.of(rows));
  }

  private static Row queue(QueueWork work, int lost) {
    Measurement figures = measurement(10_000, 5, true, lost + 1);
    QueueFigures tasks =
        new QueueFigures(
            work.form().label(),
            work.style().label(),
            work.form().delivery(),
            work.killWorker(),
            100_000,
            100_000 - lost,
            lost,
            work.killWorker() && work.form().redelivers() ? 5 : 0,
            0);
    Measurement measured =
        new Measurement(
            figures.channel(),
            figures.throughput(),
            figures.latency(),
            figures.histogram(),
            figures.allocatedBytesPerOp(),
            figures.cpuNanosPerOp(),
            figures.contextSwitchesPerOp(),
            figures.serverCpuNanosPerOp(),
            figures.serverBusy(),
            figures.clientCores(),
            figures.warmup(),
            tasks,
            null,
            null);
    return Row.of(Row.Kind.WARM, cell(work), "0-1", measured);
  }

  private static Cell cell(QueueWork work) {
    return Cell.builder(
            "embedded",
            "rondo",
            work.style() == QueueStyle.ASYNC ? Scenario.ASYNC : Scenario.THREADS)
        .on("nio", "loop-thread", "block")
        .workers(2, Connections.PER_WORKER)
        .repeated(20_000, 5)
        .queue(work)
        .build();
  }

  /** Over round trip times, of a proxy's. */
  static Results distances() {
    List<Row> rows = new ArrayList<>();
    for (String loop : List.of("nio", "epoll")) {
      for (Scenario scenario : List.of(Scenario.SYNC, Scenario.SYNC_PIPE)) {
        for (int rtt : List.of(0, 250, 10_000)) {
          Link link = new Link(Network.LOOPBACK, rtt);
          Cell cell = cell(scenario, loop, "caller", 1).over(link);
          double trip = (rtt + 20) * (scenario == Scenario.SYNC ? 2.0 : 1.0);
          double speed = 1e6 / (trip + (loop.equals("nio") ? 20 : 8));
          rows.add(Row.of(Row.Kind.WARM, cell, "0-1", measurement(speed, 5, true, rtt)));
        }
      }
    }
    return new Results(RowFixture.ENVIRONMENT, rows).sweptOver(Dimension.RTT);
  }

  /** Rows with ledgers and costs, one of them of batches. */
  static ObjectNode explain() {
    List<Row> rows = new ArrayList<>();
    for (String loop : LOOPS) {
      Cell cell = cell(Scenario.SYNC, loop, "loop-thread", 1);
      Row row = Row.of(Row.Kind.WARM, cell, "0-1", measurement(20_000, 5, true, 1));
      rows.add(row.with(ledger(false, 1_000)));
    }
    Cell many = cell(Scenario.ASYNC, "epoll", "loop-thread", 100);
    Row row = Row.of(Row.Kind.WARM, many, "0-1", measurement(400_000, 5, true, 1));
    rows.add(row.with(ledger(true, 9_000)));
    Results results =
        new Results(
            Results.SCHEMA,
            "explain",
            null,
            List.of("of nio's and epoll's difference, 40 % is the event loop"),
            RowFixture.ENVIRONMENT,
            rows);
    ObjectNode document = Json.MAPPER.valueToTree(results);
    for (JsonNode one : document.path("rows")) {
      ((ObjectNode) one).putObject("costs").put("wakeUps", 1.75).put("callerCpuNanos", 12_340);
      ((ObjectNode) one).putObject("overhead").put("value", 0.011).put("low", 0).put("high", 0.02);
      ((ObjectNode) one).put("note", "system calls: no strace");
    }
    return document;
  }

  private static Ledger ledger(boolean batched, double nanos) {
    List<String> names = List.of("hand-off", "encode", "flush", "wire and server", "decode");
    List<Ledger.Stage> stages = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      boolean shared = batched && names.get(i).equals("flush");
      double mean = nanos * (i + 1);
      stages.add(
          new Ledger.Stage(
              names.get(i),
              shared ? Ledger.Kind.SHARED : Ledger.Kind.PER_COMMAND,
              mean,
              mean * 0.9,
              mean * 3,
              (i + 1) / 15.0,
              shared ? mean / 50 : null));
    }
    Ledger.Estimate server = new Ledger.Estimate("server", nanos * 2, "INFO commandstats");
    return new Ledger(2_000, stages, List.of(server));
  }
}
