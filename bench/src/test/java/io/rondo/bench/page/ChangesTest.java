package io.rondo.bench.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.bench.compare.Verdict;
import io.rondo.bench.report.Results;
import io.rondo.bench.report.RowFixture;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChangesTest {
  private static Side side(String letter, Object... documents) {
    return new Side(letter, Arrays.stream(documents).map(SavedResults::of).toList());
  }

  private static Changes changes(Side first, Side second) {
    return Changes.of(first, second);
  }

  @Test
  void oneRunAgainstAnotherDecidesNothing() {
    Changes changes = changes(side("A", PageFixture.run(1)), side("B", PageFixture.run(2)));

    assertEquals("B", changes.side());
    assertEquals(15, changes.pairs().size(), "cold rows are not judged");
    for (Changes.Pair pair : changes.pairs()) {
      if (pair.change().verdict() == Verdict.FAILED) {
        assertNull(pair.change().ratio());
        assertTrue(pair.first().row().hasNonNull("failure"));
      } else {
        assertEquals(Verdict.UNDECIDED, pair.change().verdict());
        if (pair.first().isLeftOut()) {
          continue;
        }
        assertNotNull(pair.change().ratio());
        assertEquals(2, pair.change().ratio().value(), 1e-9);
        assertEquals(1, pair.change().ratio().pairs());
      }
    }
  }

  @Test
  void fiveRunsAreFiveForks() {
    Object[] before = IntStream.range(0, 5).mapToObj(i -> PageFixture.run(1 + i / 100.0)).toArray();
    Object[] after = IntStream.range(0, 5).mapToObj(i -> PageFixture.run(2 + i / 100.0)).toArray();
    Changes changes = changes(side("A", before), side("B", after));

    List<Verdict> verdicts = changes.pairs().stream().map(pair -> pair.change().verdict()).toList();
    assertEquals(13, verdicts.stream().filter(Verdict.FASTER::equals).count());
    assertEquals(1, verdicts.stream().filter(Verdict.UNDECIDED::equals).count(), "left out");
    assertEquals(1, verdicts.stream().filter(Verdict.FAILED::equals).count());
  }

  @Test
  void forksOfAComparisonCountAndSoDoesItsNoise() {
    Changes faster = changes(side("A", PageFixture.compare(1)), side("B", PageFixture.compare(2)));

    List<Changes.Pair> judged =
        faster.pairs().stream().filter(pair -> pair.change().ratio() != null).toList();
    assertEquals(8, judged.size(), "twins are not judged, and GLIDE has no figures");
    for (Changes.Pair pair : judged) {
      assertEquals(Verdict.FASTER, pair.change().verdict());
      assertNotNull(pair.change().ratio());
      assertEquals(5, pair.change().ratio().pairs());
      Double noise = pair.change().noise();
      assertNotNull(noise);
      assertEquals(pair.first().row().path("noise").asDouble(), noise, 1e-9);
    }
    assertTrue(
        changes(side("A", PageFixture.compare(1)), side("B", PageFixture.compare(1)))
            .pairs()
            .stream()
            .map(pair -> pair.change().verdict())
            .allMatch(verdict -> verdict == Verdict.TIE || verdict == Verdict.FAILED));
  }

  @Test
  void rowsThatOneSideLacksAreTold() {
    Results whole = PageFixture.run(1);
    Results part = new Results(RowFixture.ENVIRONMENT, whole.rows().subList(2, 30));
    Changes changes = changes(side("A", whole), side("B", part));

    assertEquals(1, changes.onlyFirst().size());
    assertEquals(1, changes.onlyFirst().get(0).number());
    assertTrue(changes.onlySecond().isEmpty());
    assertEquals(14, changes.pairs().size());
  }
}
