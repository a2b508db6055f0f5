package io.rondo.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.bench.scenario.Connections;
import io.rondo.bench.scenario.Scenario;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TableTest {
  private static Row row(Scenario scenario, String loop, int workers, Connections connections) {
    return RowFixture.warm(RowFixture.cell(scenario, loop, workers, connections), true);
  }

  private static String table(Row... rows) {
    return ResultTable.of(new Results(RowFixture.ENVIRONMENT, List.of(rows)));
  }

  @Test
  void columnsAreAligned() {
    TextTable table = new TextTable(List.of("name", ">value"));
    table.add(List.of("a", "12345"));
    table.add(List.of("longer", "1"));

    assertEquals("name    value\na       12345\nlonger      1\n", table.toString());
    assertThrows(IllegalArgumentException.class, () -> table.add(List.of("one")));
  }

  @Test
  void showsTheFiguresOf2017BesideTheRowsThatReproduceThem() {
    String text =
        table(
            row(Scenario.SYNC, "nio", 1, Connections.SHARED),
            row(Scenario.SYNC_PIPE, "nio", 1, Connections.SHARED));

    String[] lines = text.lines().filter(line -> line.startsWith("sync")).toArray(String[]::new);
    assertEquals(2, lines.length);
    assertTrue(lines[0].endsWith("8655   8565     36  test_sync"), lines[0]);
    assertFalse(lines[1].contains("test_"), lines[1]);
    assertTrue(text.contains("another machine"));
    assertTrue(lines[0].contains(" 1300   1000  "), "best and worst: " + lines[0]);
  }

  @Test
  void theOriginalsFormsAreTransactionsAndAConnectionPerWorker() {
    assertEquals(
        Optional.of(Original2017.SYNC_PIPE),
        Original2017.reproducedBy(row(Scenario.SYNC_MULTI, "nio", 1, Connections.SHARED)));
    assertEquals(
        Optional.of(Original2017.ASYNC_1),
        Original2017.reproducedBy(row(Scenario.ASYNC, "epoll", 1, Connections.PER_WORKER)));
    assertEquals(
        Optional.of(Original2017.ASYNC_100),
        Original2017.reproducedBy(row(Scenario.ASYNC, "nio", 100, Connections.PER_WORKER)));
    assertEquals(
        Optional.of(Original2017.ASYNC_100_UVLOOP),
        Original2017.reproducedBy(row(Scenario.ASYNC, "epoll", 100, Connections.PER_WORKER)));
    assertEquals(
        Optional.of(Original2017.ASYNC_100),
        Original2017.reproducedBy(row(Scenario.ASYNC, "asyncio", 100, Connections.PER_WORKER)));
    assertEquals(
        Optional.of(Original2017.ASYNC_100_UVLOOP),
        Original2017.reproducedBy(row(Scenario.ASYNC, "uvloop", 100, Connections.PER_WORKER)));
    assertEquals(
        Optional.empty(),
        Original2017.reproducedBy(row(Scenario.ASYNC, "epoll", 100, Connections.SHARED)));
    assertEquals(
        Optional.empty(),
        Original2017.reproducedBy(
            RowFixture.cold(RowFixture.cell(Scenario.SYNC, "nio", 1, Connections.SHARED))));
  }

  @Test
  void failedAndUnsteadyRowsAreMarkedNotLeftOut() {
    Row failed =
        Row.failed(
            RowFixture.cell(Scenario.ASYNC, "epoll", 1, Connections.SHARED), "0", "it broke");
    Row unsteady =
        RowFixture.warm(RowFixture.cell(Scenario.SYNC, "nio", 1, Connections.SHARED), false);

    String text = table(unsteady, failed);

    assertTrue(text.contains("  unsteady"));
    assertTrue(text.lines().anyMatch(line -> line.contains("-  FAILED")), text);
    assertTrue(text.contains("FAILED async, epoll, loop-thread, 1 workers, shared: it broke"));
  }

  @Test
  void coldRowsStandApart() {
    Row warm = row(Scenario.SYNC, "nio", 1, Connections.SHARED);
    Row cold = RowFixture.cold(RowFixture.cell(Scenario.SYNC, "nio", 1, Connections.SHARED));

    List<String> lines = table(cold, warm).lines().toList();

    int heading = lines.indexOf("Cold: the first run in a fresh process, not in the figures above");
    assertTrue(heading > 0);
    assertEquals(
        1, lines.subList(0, heading).stream().filter(line -> line.startsWith("sync")).count());
    assertTrue(lines.stream().skip(heading).anyMatch(line -> line.endsWith("cold")));
  }

  @Test
  void whatAllRowsShareIsSaidOnce() {
    String text =
        table(
            row(Scenario.ASYNC, "nio", 1, Connections.SHARED),
            row(Scenario.ASYNC, "nio", 100, Connections.SHARED));

    assertTrue(text.contains("connections shared, drive loop-thread, wait block, placement free"));
    assertTrue(text.lines().anyMatch(line -> line.matches("scenario +workers +loop +best.*")));
  }

  @Test
  void timeLeftFollowsWhatIsDone() {
    assertEquals("1:30", Progress.timeLeft(Duration.ofSeconds(30), 0.25));
    assertEquals("0:00", Progress.timeLeft(Duration.ofSeconds(30), 1));
    assertEquals("?", Progress.timeLeft(Duration.ofSeconds(30), 0));
  }

  @Test
  void aPipeGetsALinePerCell() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    LineProgress progress = new LineProgress(out, 2);
    progress.begins(RowFixture.cell(Scenario.SYNC, "nio", 1, Connections.SHARED));
    progress.reached(0.5);
    progress.finished(row(Scenario.SYNC, "nio", 1, Connections.SHARED));
    progress.close();

    String line = bytes.toString(StandardCharsets.UTF_8);
    assertTrue(
        line.startsWith("[1/2] rondo sync nio loop-thread block free embedded: 1200 set+get/s"),
        line);
  }
}
