package io.rondo.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoadTableTest {
  private static double rate(Row row) {
    return Objects.requireNonNull(row.load()).askedPerSecond();
  }

  @Test
  void aCurveIsOfRisingRatesAndItsKneeTheHighestThatWasKept() {
    List<LoadCurve> curves = LoadCurve.of(LoadFixture.ramps().rows());

    assertEquals(2, curves.size());
    assertEquals("async shared", curves.get(0).form());
    assertEquals("rondo nio loop-thread free embedded", curves.get(0).setting());
    assertEquals(
        List.of(10_000.0, 20_000.0, 40_000.0, 56_600.0, 80_000.0),
        curves.get(0).rows().stream().map(LoadTableTest::rate).toList());
    assertEquals(Optional.of(40_000.0), curves.get(0).knee().map(LoadTableTest::rate));
    assertEquals(Optional.empty(), curves.get(1).knee(), "every rate was kept");
    assertEquals(Optional.of(80_000.0), curves.get(1).highestKept().map(LoadTableTest::rate));
  }

  /** A rate that is kept by luck above one that is not is no knee. */
  @Test
  void whatLiesAboveARateThatWasNotKeptDoesNotCount() {
    LoadCurve curve =
        LoadCurve.of(
                List.of(
                    LoadFixture.row(LoadFixture.cell("nio", 100), true),
                    LoadFixture.row(LoadFixture.cell("nio", 200), false),
                    LoadFixture.row(LoadFixture.cell("nio", 400), true)))
            .get(0);

    assertEquals(Optional.of(100.0), curve.knee().map(LoadTableTest::rate));
  }

  @Test
  void theTableMarksTheKneeAndWhatIsInvalidAndSaysWhy() {
    String text = LoadTable.of(LoadFixture.ramps());

    assertEquals(1, text.lines().filter(line -> line.contains("<- knee")).count(), text);
    assertTrue(text.lines().anyMatch(line -> line.matches(" +40000 +40000 .*#+ +<- knee")), text);
    assertTrue(text.lines().anyMatch(line -> line.matches(" +80000 +64000 .*#+ +invalid")), text);
    assertTrue(
        text.contains(
            "rondo nio loop-thread free embedded, async shared: keeps up with 40000/s (response"
                + " time p50 "),
        text);
    assertTrue(text.contains("), not with 56600/s\n"), text);
    assertTrue(text.contains("invalid rondo async nio at 80000/s: reached 80.0 %"), text);
    assertTrue(text.contains("FAILED rondo async epoll: it ended (at 160000/s)"), text);
    assertTrue(text.contains("poisson schedule, seed 7, 5.0 s"), text);
  }
}
