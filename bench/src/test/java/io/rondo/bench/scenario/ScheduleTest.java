package io.rondo.bench.scenario;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void aFixedScheduleIsEvenFromTheStartOn() {
    assertArrayEquals(
        new long[] {0, SECOND / 4, SECOND / 2, SECOND * 3 / 4},
        Schedule.FIXED.offsetNanos(4, SECOND, 1));
  }

  @Test
  void aPoissonScheduleIsAscendingAndLiesWithinItsTime() {
    long[] offsets = Schedule.POISSON.offsetNanos(10_000, SECOND, 7);

    long[] sorted = offsets.clone();
    Arrays.sort(sorted);
    assertArrayEquals(sorted, offsets);
    assertTrue(offsets[0] >= 0 && offsets[offsets.length - 1] < SECOND);
  }

  @Test
  void theSameSeedIsTheSameScheduleAndAnotherIsAnother() {
    long[] offsets = Schedule.POISSON.offsetNanos(100, SECOND, 7);

    assertArrayEquals(offsets, Schedule.POISSON.offsetNanos(100, SECOND, 7));
    assertFalse(Arrays.equals(offsets, Schedule.POISSON.offsetNanos(100, SECOND, 8)));
  }

  /** In a Poisson process the number of arrivals has its mean for a variance. */
  @Test
  void arrivalsAreAsIrregularAsAPoissonProcess() {
    int spans = 1_000;
    long[] offsets = Schedule.POISSON.offsetNanos(20 * spans, SECOND, 1);
    long[] counts = new long[spans];
    for (long offset : offsets) {
      counts[(int) (offset * spans / SECOND)]++;
    }

    double variance =
        LongStream.of(counts).mapToDouble(count -> (count - 20.0) * (count - 20.0)).sum() / spans;

    assertEquals(20, variance, 4);
    double[] gaps = new double[offsets.length - 1];
    Arrays.setAll(gaps, i -> offsets[i + 1] - offsets[i]);
    double mean = Arrays.stream(gaps).average().orElseThrow();
    double longer = Arrays.stream(gaps).filter(gap -> gap > mean).count() / (double) gaps.length;
    assertEquals(Math.exp(-1), longer, 0.02);
  }
}
