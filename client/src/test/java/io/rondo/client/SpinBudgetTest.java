package io.rondo.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SpinBudgetTest {
  private final SpinBudget budget = new SpinBudget();

  /** How many of so many waits are spun, on a machine where they take so long. */
  private int spun(int waits, long spinNanos, long blockNanos) {
    int spun = 0;
    for (int i = 0; i < waits; i++) {
      boolean spins = budget.next() > 0;
      spun += spins ? 1 : 0;
      budget.observed(spins ? spinNanos : blockNanos, spins);
    }
    return spun;
  }

  @Test
  void itSpinsWhereThatIsFaster() {
    spun(100, 25_000, 60_000);
    assertTrue(spun(10_000, 25_000, 60_000) > 9_800);
  }

  @Test
  void itStopsSpinningWhereThatIsSlower() {
    spun(100, 18_000, 13_000);
    assertTrue(spun(10_000, 18_000, 13_000) < 200);
  }

  @Test
  void itDoesNotTakeACoreForNothing() {
    spun(100, 950_000, 1_000_000);
    assertTrue(spun(10_000, 950_000, 1_000_000) < 200);
  }

  @Test
  void itDoesNotGoToAndFroWhereLittleIsSaved() {
    spun(100, 25_000, 60_000);
    assertTrue(spun(10_000, 55_000, 60_000) > 9_800);
    spun(3_000, 59_500, 60_000);
    assertTrue(spun(10_000, 59_500, 60_000) < 200);
    assertTrue(spun(10_000, 55_000, 60_000) < 200);
  }

  @Test
  void itNoticesThatTheMachineHasChanged() {
    spun(10_000, 25_000, 60_000);
    spun(3_000, 18_000, 13_000);
    assertTrue(spun(10_000, 18_000, 13_000) < 200);
    spun(3_000, 25_000, 60_000);
    assertTrue(spun(10_000, 25_000, 60_000) > 9_800);
  }

  @Test
  void oneThatLostItsCoreDoesNotMisleadIt() {
    spun(1_000, 25_000, 60_000);
    for (int i = 0; i < 20; i++) {
      budget.observed(10_000_000, true);
      assertTrue(spun(100, 25_000, 60_000) > 90);
    }
  }

  @Test
  void aSpinEndsAfterTwiceWhatItUsuallyTakes() {
    assertTrue(Math.abs(longestSpin(25_000) - 50_000) <= 2_000);
    assertEquals(20_000, longestSpin(5_000));
    assertEquals(200_000, longestSpin(400_000));
  }

  /** Nanoseconds, where a spin takes so long and a wake-up twice as long. */
  private long longestSpin(long spinNanos) {
    spun(3_000, spinNanos, 2 * spinNanos);
    while (budget.next() == 0) {
      budget.observed(2 * spinNanos, false);
    }
    return budget.next();
  }
}
