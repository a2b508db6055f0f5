package io.rondo.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RatioTest {
  @Test
  void comparesWithinBlocksSoThatWhatBlocksShareCancels() {
    // Blocks differ tenfold; within each, one is faster by a tenth.
    List<Double> slow = List.of(100.0, 1_000.0, 300.0, 700.0, 150.0);
    List<Double> fast = slow.stream().map(value -> value * 1.1).toList();

    Ratio ratio = Ratio.of(fast, slow, 1);

    assertEquals(1.1, ratio.value(), 1e-9);
    assertEquals(1.1, ratio.low(), 1e-9);
    assertEquals(1.1, ratio.high(), 1e-9);
    assertEquals(5, ratio.pairs());
    assertTrue(ratio.excludesOne());
  }

  @Test
  void withFiveBlocksTheIntervalReachesFromTheLowestToTheHighestQuotient() {
    Ratio ratio = Ratio.of(List.of(1.0, 1.2, 1.1, 1.4, 0.9), List.of(1.0, 1.0, 1.0, 1.0, 1.0), 7);

    assertEquals(1.1, ratio.value(), 1e-9);
    assertEquals(0.9, ratio.low(), 1e-9);
    assertEquals(1.4, ratio.high(), 1e-9);
    assertFalse(ratio.excludesOne());
    assertEquals(1.4, ratio.reach(), 1e-9);
  }

  @Test
  void theSameSeedGivesTheSameInterval() {
    Random random = new Random(3);
    List<Double> of = IntStream.range(0, 30).mapToObj(i -> 2 + random.nextGaussian() / 10).toList();
    List<Double> to = IntStream.range(0, 30).mapToObj(i -> 1 + random.nextGaussian() / 10).toList();
    assertEquals(Ratio.of(of, to, 9), Ratio.of(of, to, 9));
  }

  /** Of intervals at 95 %, about so many must hold the true ratio; the seed is fixed. */
  @Test
  void theIntervalHoldsTheTrueRatioAboutAsOftenAsItSays() {
    Random random = new Random(42);
    int held = 0;
    int trials = 200;
    for (int trial = 0; trial < trials; trial++) {
      List<Double> of = noisy(random, 2.0);
      List<Double> to = noisy(random, 1.0);
      Ratio ratio = Ratio.of(of, to, trial);
      held += ratio.low() <= 2 && 2 <= ratio.high() ? 1 : 0;
    }
    assertTrue(held >= 180 && held <= 200, held + " of " + trials);
  }

  private static List<Double> noisy(Random random, double center) {
    return IntStream.range(0, 11)
        .mapToObj(i -> center * Math.exp(random.nextGaussian() / 20))
        .toList();
  }

  @Test
  void aHalfIsAsFarFromOneAsTwo() {
    assertEquals(2, new Ratio(0.5, 0.4, 0.6, 5).effect(), 1e-9);
    assertEquals(2, new Ratio(2, 1.5, 2.5, 5).effect(), 1e-9);
    assertEquals(2.5, new Ratio(0.5, 0.4, 0.6, 5).reach(), 1e-9);
  }

  @Test
  void blocksThatDoNotMatchAreRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> Ratio.of(List.of(1.0), List.of(1.0, 2.0), 1));
    assertThrows(IllegalArgumentException.class, () -> Ratio.of(List.of(), List.of(), 1));
  }
}
