package io.rondo.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.bench.measure.Latencies;
import io.rondo.bench.queue.QueueFigures;
import io.rondo.bench.report.Results;
import io.rondo.bench.report.Row;
import io.rondo.bench.server.BenchServer;
import io.rondo.bench.server.ServerChoice;
import io.rondo.bench.server.Servers;
import io.rondo.client.Command;
import io.rondo.client.Commands;
import io.rondo.client.RedisClient;
import io.rondo.client.RedisConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole runs of queues, small ones, with real forks and a real Redis. */
class QueueTest {
  private static final String QUEUE = "rondo:queue:tasks";

  private final Path folder;

  QueueTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Bench queue(String... more) {
    List<String> line =
        new ArrayList<>(
            List.of(
                "queue",
                "--quick",
                "-n=200",
                "--repeat=2",
                "--loop=nio",
                "--time-limit=600",
                "--out=" + folder));
    line.addAll(List.of(more));
    return Bench.run(line.toArray(String[]::new));
  }

  private List<Row> warm() {
    return Results.read(folder.resolve("results.json")).rows().stream()
        .filter(row -> row.kind() == Row.Kind.WARM)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"async", "threads"})
  void everyFormIsMeasuredWithLatencies(String style) throws IOException {
    Bench bench = queue("--style=" + style);

    assertEquals(0, bench.exitCode(), bench.out() + bench.err());
    List<Row> rows = warm();
    assertEquals(4, rows.size());
    for (Row row : rows) {
      QueueFigures queue = Objects.requireNonNull(row.queue());
      assertEquals("queue-" + queue.form() + "-" + style, row.scenario());
      assertEquals(style, queue.style());
      assertEquals(400, queue.tasks());
      assertEquals(400, queue.done());
      assertEquals(0, queue.lost() + queue.redelivered() + queue.duplicates());
      assertEquals(400, Latencies.decode(Objects.requireNonNull(row.histogram())).getTotalCount());
      assertEquals(2, Objects.requireNonNull(row.opsPerSecond()).samples().size());
      assertEquals(2, row.workers());
      assertEquals(style.equals("async") ? "loop-thread" : "caller", row.drive());
      assertEquals("NioSocketChannel", row.channel());
    }
    assertTrue(bench.out().startsWith("Tasks per second on "), bench.out());
    assertEquals(
        1,
        bench.out().lines().filter(line -> line.contains("of list's tasks per second")).count(),
        bench.out());
    String page = Files.readString(folder.resolve("report.html"));
    assertTrue(page.contains("\"queue-streams-" + style + "\""));
  }

  @Test
  void aKilledWorkerLosesATaskOrNone() {
    Bench bench = queue("--kill-worker", "--form=list,blmove", "--style=threads", "--workers=3");

    assertEquals(0, bench.exitCode(), bench.out() + bench.err());
    List<Row> rows = warm();
    assertEquals(
        List.of("queue-list-threads-kill", "queue-blmove-threads-kill"),
        rows.stream().map(Row::scenario).toList());
    QueueFigures list = Objects.requireNonNull(rows.get(0).queue());
    QueueFigures move = Objects.requireNonNull(rows.get(1).queue());
    assertEquals(2, list.lost());
    assertEquals(398, list.done());
    assertEquals(0, move.lost());
    assertTrue(move.redelivered() >= 2);
    assertTrue(
        bench.out().contains("a worker killed in each repetition: list lost 2 of 400"),
        bench.out());
  }

  @Test
  void ofAGivenServerOnlyTheQueueIsTouchedAndOnlyIfItIsEmpty() {
    try (BenchServer server = Servers.start(ServerChoice.parse("embedded"), List.of())) {
      on(server.uri(), Commands.TEXT.set("precious", "1"));
      on(server.uri(), Commands.TEXT.lpush(QUEUE, "somebody's"));
      String[] line = {"--form=list,streams", "--style=async", "--server=" + server.uri()};

      Bench refused = queue(line);

      assertEquals(1, refused.exitCode());
      assertEquals(
          "bench: the queue at "
              + server.uri()
              + " is not empty: there is "
              + QUEUE
              + ", and workers would take tasks that are not the bench's; delete it, or let the"
              + " bench with --allow-flush\n",
          refused.err());
      assertEquals(1, on(server.uri(), Commands.TEXT.llen(QUEUE)));

      assertEquals(1, on(server.uri(), Commands.TEXT.del(QUEUE)));
      Bench empty = queue(line);
      assertEquals(0, empty.exitCode(), empty.out() + empty.err());
      assertEquals(1, on(server.uri(), Commands.TEXT.dbSize()), "left clean");

      on(server.uri(), Commands.TEXT.lpush(QUEUE, "somebody's"));
      Bench allowed =
          queue("--allow-flush", "--form=list", "--style=async", "--server=" + server.uri());
      assertEquals(0, allowed.exitCode(), allowed.out() + allowed.err());
      assertEquals(1, on(server.uri(), Commands.TEXT.dbSize()));
      assertNotNull(on(server.uri(), Commands.TEXT.get("precious")));
    }
  }

  private static <T extends @Nullable Object> T on(String uri, Command<T> command) {
    try (RedisClient client = RedisClient.create(uri);
        RedisConnection redis = client.connect()) {
      return redis.sync().run(command);
    }
  }
}
