package io.rondo.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.bench.measure.Cell;
import io.rondo.bench.scenario.Connections;
import io.rondo.bench.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SweepTableTest {
  private static Cell cell(String loop, int workers) {
    return RowFixture.cell(Scenario.ASYNC, loop, workers, Connections.SHARED);
  }

  /** On nio the maximum is at 10 workers; on epoll all has failed. */
  private static Results sweep() {
    List<Row> rows = new ArrayList<>();
    for (int workers : List.of(100, 10, 1)) {
      double factor = workers == 10 ? 4 : workers == 1 ? 1 : 2;
      rows.add(RowFixture.cold(cell("nio", workers)));
      rows.add(RowFixture.warm(cell("nio", workers), workers != 1, factor));
      rows.add(Row.failed(cell("epoll", workers), "0-1", "it said no"));
    }
    return new Results(RowFixture.ENVIRONMENT, rows).sweptOver(Dimension.WORKERS);
  }

  @Test
  void curvesAreRowsThatDifferInTheDimensionAlone() {
    List<Curve> curves = Curve.of(sweep(), Dimension.WORKERS);

    assertEquals(2, curves.size());
    Curve nio = curves.get(0);
    assertEquals("async shared", nio.form());
    assertEquals("nio loop-thread block free embedded", nio.setting());
    assertEquals(List.of(1, 10, 100), nio.rows().stream().map(Row::workers).toList());
    assertEquals(10, nio.highest().orElseThrow().workers());
    assertTrue(curves.get(1).highest().isEmpty());
  }

  @Test
  void theMaximumIsMarkedAndFailuresAreShown() {
    List<String> lines = SweepTable.of(sweep()).lines().toList();

    List<String> marked = lines.stream().filter(line -> line.contains("<- maximum")).toList();
    assertEquals(1, marked.size());
    assertTrue(marked.get(0).contains("#".repeat(40)), marked.get(0));
    assertTrue(marked.get(0).strip().startsWith("10 "), marked.get(0));
    assertTrue(lines.stream().anyMatch(line -> line.matches(" +100 .* #{20}")), lines.toString());
    assertTrue(lines.stream().anyMatch(line -> line.matches(" +1 .* #{10} +unsteady")));
    assertEquals(3, lines.stream().filter(line -> line.endsWith("FAILED: it said no")).count());
    assertTrue(lines.stream().anyMatch(line -> line.matches("async shared +nio .* 4800 +10")));
    assertTrue(lines.stream().anyMatch(line -> line.matches("async shared +epoll .* - +-")));
    assertFalse(lines.stream().anyMatch(line -> line.contains("null")));
  }

  @Test
  void whatIsSweptIsInNoCurvesName() {
    for (Dimension over : Dimension.values()) {
      List<Curve> curves = Curve.of(sweep(), over);
      int apart = over == Dimension.WORKERS || over == Dimension.THREADS ? 2 : 6;
      assertEquals(apart, curves.size(), over.label());
    }
  }
}
