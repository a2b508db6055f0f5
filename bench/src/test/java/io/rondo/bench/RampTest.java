package io.rondo.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RampTest {
  /** The rates that are tried on a client that keeps up with a rate. */
  private static List<Double> tried(double first, double knee) {
    Ramp ramp = new Ramp();
    List<Double> all = new ArrayList<>();
    @Nullable Double next = first;
    while (next != null) {
      all.add(next);
      next = ramp.next(next, next <= knee);
    }
    return all;
  }

  @Test
  void ratesDoubleUntilOneIsNotKeptAndThenCloseInOnTheKnee() {
    List<Double> tried = tried(1_000, 50_000);

    assertEquals(
        List.of(1_000.0, 2_000.0, 4_000.0, 8_000.0, 16_000.0, 32_000.0, 64_000.0),
        tried.subList(0, 7));
    assertEquals(10, tried.size());
    double kept = tried.stream().filter(rate -> rate <= 50_000).max(Double::compare).orElseThrow();
    double missed = tried.stream().filter(rate -> rate > 50_000).min(Double::compare).orElseThrow();
    assertTrue(missed / kept < 1.1, kept + " and " + missed);
  }

  @Test
  void ratesCanBeTyped() {
    for (double rate : tried(1_000, 123_456)) {
      double digits = rate / Math.pow(10, Math.floor(Math.log10(rate)) - 2);
      assertEquals(Math.rint(digits), digits, 1e-9, rate + " has more than three digits");
    }
  }

  @Test
  void aFirstRateThatIsNotKeptIsTheLast() {
    assertNull(new Ramp().next(1_000, false));
  }
}
