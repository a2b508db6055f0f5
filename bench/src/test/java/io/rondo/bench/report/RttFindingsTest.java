package io.rondo.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.bench.measure.Cell;
import io.rondo.bench.measure.Link;
import io.rondo.bench.measure.Network;
import io.rondo.bench.scenario.Connections;
import io.rondo.bench.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RttFindingsTest {
  private static Cell cell(Scenario scenario, String loop, int workers, int rtt) {
    return RowFixture.cell(scenario, loop, workers, Connections.SHARED)
        .over(new Link(Network.LOOPBACK, rtt));
  }

  /**
   * Pipelining pays everywhere, workers from 1 ms on; epoll is the faster loop of sync at 0 alone.
   */
  private static Results sweep() {
    List<Row> rows = new ArrayList<>();
    for (int rtt : List.of(10_000, 0, 1_000)) {
      rows.add(RowFixture.warm(cell(Scenario.SYNC, "nio", 1, rtt), true, 1));
      rows.add(RowFixture.warm(cell(Scenario.SYNC, "epoll", 1, rtt), true, rtt == 0 ? 2 : 1.01));
      rows.add(RowFixture.warm(cell(Scenario.SYNC_PIPE, "nio", 1, rtt), true, 2));
      rows.add(RowFixture.warm(cell(Scenario.ASYNC, "nio", 1, rtt), true, 1));
      rows.add(RowFixture.warm(cell(Scenario.ASYNC, "nio", 100, rtt), true, rtt == 0 ? 1 : 50));
      rows.add(RowFixture.cold(cell(Scenario.SYNC, "nio", 1, rtt)));
      rows.add(Row.failed(cell(Scenario.ASYNC_PIPE, "nio", 100, rtt), "0-1", "it said no"));
    }
    return new Results(RowFixture.ENVIRONMENT, rows).sweptOver(Dimension.RTT);
  }

  @Test
  void whereSomethingBeginsOrStopsToMatterIsSaid() {
    List<String> sentences = Objects.requireNonNull(sweep().headlines());

    assertEquals(3, sentences.size(), sentences.toString());
    assertEquals(
        "pipelining, sync-pipe over sync, matters everywhere (nio loop-thread block free embedded):"
            + " 2.00 at 0, 2.00 at 1ms, 2.00 at 10ms",
        sentences.get(0));
    assertTrue(
        sentences
            .get(1)
            .startsWith("concurrency, many workers over one in async, matters from 1ms on"),
        sentences.get(1));
    assertEquals(
        "event loop, fastest over slowest, matters up to 0 (sync loop-thread block free embedded):"
            + " 2.00 epoll at 0, (1.01) at 1ms, (1.01) at 10ms",
        sentences.get(2));
  }

  @Test
  void theCurveAndTheTableAreOnTheTerminal() {
    List<String> lines = SweepTable.of(sweep()).lines().toList();

    assertTrue(lines.contains("sync, nio loop-thread block free embedded"), lines.toString());
    assertTrue(lines.stream().anyMatch(line -> line.matches(" *10ms +1200 .*#+.*")));
    assertTrue(lines.stream().anyMatch(line -> line.matches("what +on +0 +1ms +10ms")));
    assertTrue(
        lines.stream()
            .anyMatch(line -> line.matches("event loop.* 2.00 epoll +\\(1.01\\) +\\(1.01\\) .*")));
  }

  @Test
  void aRowAcrossANetworkStandsBesideThePublishedOnes() {
    Link link = new Link(Network.LOOPBACK, 250);
    Row far = RowFixture.warm(cell(Scenario.SYNC, "nio", 1, 250), true);
    Row near = RowFixture.warm(RowFixture.cell(Scenario.SYNC, "nio", 1, Connections.SHARED), true);
    String text = ResultTable.of(new Results(RowFixture.ENVIRONMENT, List.of(far)));

    assertEquals(link, far.link());
    assertTrue(
        text.lines()
            .anyMatch(
                line ->
                    line.matches(
                        "test_sync +nio +loop-thread +rtt 250us +1000.00 +1300.00 .*"
                            + " 1173.38 +1259.33 +32.24 +1565.76 +1586.45 +7.65")),
        text);
    assertTrue(text.contains(Across2017.SOURCE));
    assertTrue(Original2017.reproducedBy(far).isEmpty());
    assertEquals("", AcrossTable.of(List.of(near)));
  }
}
