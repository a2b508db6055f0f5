package io.rondo.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.bench.compare.Change.Occasion;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ChangeTest {
  private static final List<Double> FORKS = List.of(1_000.0, 1_020.0, 990.0, 1_010.0, 1_005.0);

  private static Occasion times(double factor) {
    return new Occasion(FORKS.stream().map(fork -> fork * factor).toList(), null);
  }

  @Test
  void aWinnerTakesMoreThanForksOfOneOccasionDifferBy() {
    Change faster = Change.of(times(1), times(1.2));
    assertEquals(Verdict.FASTER, faster.verdict());
    assertEquals(1.2, Objects.requireNonNull(faster.ratio()).value(), 1e-9);
    // The largest quotient of neighbours: 1020 to 990, and so on round.
    assertEquals(1_020.0 / 990, Objects.requireNonNull(faster.noise()), 1e-9);

    assertEquals(Verdict.SLOWER, Change.of(times(1), times(0.8)).verdict());
    assertEquals(Verdict.TIE, Change.of(times(1), times(1.01)).verdict());
  }

  @Test
  void theNoiseThatAContestFoundCounts() {
    Occasion noisy = new Occasion(FORKS, 1.5);
    Change change = Change.of(noisy, times(1.2));

    assertEquals(1.5, Objects.requireNonNull(change.noise()));
    assertEquals(Verdict.TIE, change.verdict());
  }

  @Test
  void fewForksDecideNothing() {
    Occasion one = new Occasion(List.of(1_000.0), null);
    Change change = Change.of(one, new Occasion(List.of(9_000.0), null));
    assertEquals(Verdict.UNDECIDED, change.verdict());
    assertNull(change.noise());
    assertEquals(9, Objects.requireNonNull(change.ratio()).value(), 1e-9);

    Change four = Change.of(new Occasion(FORKS.subList(0, 4), null), times(2));
    assertEquals(Verdict.UNDECIDED, four.verdict());
    assertEquals(4, Objects.requireNonNull(four.ratio()).pairs());
  }

  @Test
  void withoutFiguresThereIsNoRatio() {
    Change change = Change.of(new Occasion(List.of(), null), times(1));
    assertEquals(Verdict.FAILED, change.verdict());
    assertNull(change.ratio());
  }

  @Test
  void theSameOccasionTwiceIsATie() {
    Change change = Change.of(times(1), times(1));
    assertEquals(Verdict.TIE, change.verdict());
    assertTrue(Objects.requireNonNull(change.noise()) > 1);
  }
}
