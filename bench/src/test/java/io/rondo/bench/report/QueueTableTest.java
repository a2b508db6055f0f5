package io.rondo.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.bench.measure.Cell;
import io.rondo.bench.measure.LatencyMicros;
import io.rondo.bench.measure.Measurement;
import io.rondo.bench.measure.Throughput;
import io.rondo.bench.queue.QueueFigures;
import io.rondo.bench.queue.QueueForm;
import io.rondo.bench.queue.QueueStyle;
import io.rondo.bench.queue.QueueWork;
import io.rondo.bench.scenario.Connections;
import io.rondo.bench.scenario.Scenario;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueueTableTest {
  private static Cell cell(QueueForm form, boolean kill) {
    return Cell.builder("embedded", "rondo", Scenario.ASYNC)
        .on("nio", "loop-thread", "block")
        .workers(2, Connections.PER_WORKER)
        .repeated(20_000, 2)
        .queue(new QueueWork(form, QueueStyle.ASYNC, kill))
        .build();
  }

  private static Row row(QueueForm form, double tasksPerSecond, boolean kill, int lost) {
    QueueFigures tasks =
        new QueueFigures(
            form.label(), "async", form.delivery(), kill, 40_000, 40_000 - lost, lost, 3, 1);
    Measurement measurement =
        new Measurement(
            "FakeChannel",
            Throughput.of(List.of(tasksPerSecond, tasksPerSecond)),
            new LatencyMicros(10.5, 20.25, 30, 40, 50),
            RowFixture.HISTOGRAM,
            321.5,
            4_567.8,
            2.5,
            null,
            null,
            "1",
            new Measurement.Warmup(3, 60, 100, true),
            tasks,
            null,
            null);
    return Row.of(Row.Kind.WARM, cell(form, kill), "0-1", measurement);
  }

  private static Results results(Row... rows) {
    return new Results(RowFixture.ENVIRONMENT, List.of(rows))
        .ofQueues(QueueHeadlines.of(List.of(rows)));
  }

  /** Two forms with a worker killed. */
  static Results killed() {
    return results(row(QueueForm.LIST, 20_000, true, 5), row(QueueForm.STREAMS, 15_000, true, 0));
  }

  @Test
  void theTableSaysWhatReliabilityCosts() {
    String text =
        QueueTable.of(
            results(
                row(QueueForm.LIST, 20_000, false, 0),
                row(QueueForm.STREAMS, 15_000, false, 0),
                Row.failed(cell(QueueForm.PUBSUB, false), "0-1", "it said no")));

    assertTrue(text.startsWith("Tasks per second on Test CPU"), text);
    assertTrue(
        text.lines()
            .anyMatch(line -> line.matches("queue-list-async +nio .* at most once +0 +3 +1")),
        text);
    assertTrue(
        text.contains(
            "async, 2 workers, nio loop-thread block, free, embedded: of list's tasks per second"
                + " streams 0.75\n"),
        text);
    assertTrue(text.contains("FAILED queue-pubsub-async, nio"), text);
    assertFalse(text.contains("set+get"), text);
  }

  @Test
  void withAWorkerKilledTheHeadlineIsWhatWasLost() {
    List<String> headlines =
        QueueHeadlines.of(
            List.of(row(QueueForm.LIST, 20_000, true, 5), row(QueueForm.STREAMS, 15_000, true, 0)));

    assertEquals(
        List.of(
            "async, 2 workers, nio loop-thread block, free, embedded, a worker killed in each"
                + " repetition: list lost 5 of 40000, 3 redelivered, 1 twice;"
                + " streams lost 0 of 40000, 3 redelivered, 1 twice"),
        headlines);
  }

  @Test
  void aFileIsReadBackAsItWasWritten(@TempDir Path folder) {
    Results results = results(row(QueueForm.LIST, 20_000, false, 0));
    ResultsFolder.open(folder, null, all -> "page").save(results);

    Results read = Results.read(folder.resolve("results.json"));
    assertEquals(results, read);
    assertEquals("queue", read.kind());
    assertEquals("task", read.rows().get(0).op());
  }
}
