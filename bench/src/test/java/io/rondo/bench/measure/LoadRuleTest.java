package io.rondo.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.rondo.bench.scenario.Schedule;
import org.junit.jupiter.api.Test;

/** When response times are those of the rate that was asked for. */
class LoadRuleTest {
  private static final LoadSpec ASKED =
      new LoadSpec(Schedule.FIXED, 1_000, 2_000, 0, 1_000, null, "", null);

  private static LatencyMicros late(double p99) {
    return new LatencyMicros(1, 1, p99, 9_999, 9_999);
  }

  @Test
  void aPunctualSenderThatReachesItsRateIsValid() {
    assertNull(Load.whyInvalid(ASKED, 2_000, 990, late(1_000), 0));
  }

  @Test
  void aRateThatIsMissedIsInvalid() {
    assertEquals(
        "reached 989/s, 98.9 % of what was asked", Load.whyInvalid(ASKED, 2_000, 989, late(10), 0));
  }

  @Test
  void aSenderThatIsLateIsInvalidAndSaysWhetherRepliesHeldItUp() {
    assertEquals(
        "sender late: p99 2.5 ms, more than 1.0 ms",
        Load.whyInvalid(ASKED, 2_000, 1_000, late(2_500), 0));
    assertEquals(
        "sender late: p99 2.5 ms, more than 1.0 ms; it waited for replies 3 times",
        Load.whyInvalid(ASKED, 2_000, 1_000, late(2_500), 3));
  }

  @Test
  void aScheduleThatWasGivenUpIsInvalidHoweverFastItsBeginningWas() {
    assertEquals(
        "reached 1000/s, 100.0 % of what was asked, and gave the schedule up after 1999 of 2000 pairs",
        Load.whyInvalid(ASKED, 1_999, 1_000, late(10), 0));
  }
}
