package io.rondo.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ReadPaceTest {
  /** What a reply takes, in nanoseconds. */
  private interface Cost {
    long of(boolean inParts, boolean yields);
  }

  private static final Cost PARTS_SAVE = (inParts, yields) -> inParts ? 700 : 1000;
  private static final Cost PARTS_COST = (inParts, yields) -> inParts ? 1300 : 1000;
  private static final Cost YIELDS_SAVE = (inParts, yields) -> yields ? 7_000 : 10_000;
  private static final Cost YIELDS_COST = (inParts, yields) -> yields ? 300_000 : 10_000;

  private final ReadPace pace = new ReadPace();
  private long now = System.nanoTime();
  private long replies;
  private int inParts;
  private int yields;

  /** So many reads, each of as many replies as are in flight. */
  private void read(int reads, int inFlight, Cost cost) {
    inParts = 0;
    yields = 0;
    for (int i = 0; i < reads; i++) {
      boolean parts = pace.next(inFlight, replies, now) != ReadPace.WHOLE;
      boolean yield = pace.yields();
      inParts += parts ? 1 : 0;
      yields += yield ? 1 : 0;
      replies += inFlight;
      now += inFlight * cost.of(parts, yield);
    }
  }

  @Test
  void fewAreHandledWhole() {
    read(100_000, 3, (parts, yield) -> parts || yield ? 500 : 1000);
    assertEquals(0, inParts);
    assertEquals(0, yields);
  }

  @Test
  void manyAreHandledInPartsWhereThatIsFaster() {
    read(2_000, 100, PARTS_SAVE);
    read(10_000, 100, PARTS_SAVE);
    assertTrue(inParts > 9_500, inParts + " of 10,000");
    assertTrue(yields < 500, yields + " of 10,000");
  }

  @Test
  void manyAreHandledWholeWhereThatIsFaster() {
    read(2_000, 100, PARTS_COST);
    read(10_000, 100, PARTS_COST);
    assertTrue(inParts < 500, inParts + " of 10,000");
  }

  @Test
  void aLittleFasterIsNotWorthTheSystemCalls() {
    Cost little = (parts, yield) -> 1000 - (parts ? 30 : 0) - (yield ? 30 : 0);
    read(2_000, 100, little);
    read(10_000, 100, little);
    assertTrue(inParts < 500, inParts + " of 10,000");
    assertTrue(yields < 500, yields + " of 10,000");
  }

  @Test
  void ofAChannelThatWasOpenedAgainNothingBeforeCounts() {
    replies = 1_000_000_000;
    read(200, 100, PARTS_COST);
    assertTrue(inParts < 50, inParts + " of 200: more than its trials");
  }

  @Test
  void bothAreUsedWhereBothSave() {
    Cost both = (parts, yield) -> 1000 - (parts ? 200 : 0) - (yield ? 200 : 0);
    read(2_000, 100, both);
    read(10_000, 100, both);
    assertTrue(inParts > 9_500, inParts + " of 10,000");
    assertTrue(yields > 9_500, yields + " of 10,000");
  }

  @Test
  void itNoticesThatTheLoadHasChanged() {
    read(10_000, 100, PARTS_SAVE);
    read(10_000, 100, PARTS_COST);
    read(10_000, 100, PARTS_COST);
    assertTrue(inParts < 500, inParts + " of 10,000");
    read(10_000, 100, PARTS_SAVE);
    read(10_000, 100, PARTS_SAVE);
    assertTrue(inParts > 9_500, inParts + " of 10,000");
  }

  @Test
  void theCoreIsYieldedWhereThatIsFaster() {
    read(20_000, 8, YIELDS_SAVE);
    read(100_000, 8, YIELDS_SAVE);
    assertTrue(yields > 95_000, yields + " of 100,000");
  }

  @Test
  void theCoreIsKeptWhenSomebodyElseWouldTakeIt() {
    read(100_000, 8, YIELDS_SAVE);
    assertTrue(pace.yields());
    long before = now;
    int reads = 0;
    while (pace.yields()) {
      read(1, 8, YIELDS_COST);
      reads++;
    }
    assertTrue(now - before < 100_000_000, reads + " reads in " + (now - before) + " ns");
    read(100_000, 8, YIELDS_COST);
    assertTrue(yields < 1_000, yields + " of 100,000");
  }

  @Test
  void aLoneCallerDoesNotYield() {
    read(100_000, 8, YIELDS_SAVE);
    assertTrue(pace.yields());
    read(1, 1, YIELDS_SAVE);
    assertFalse(pace.yields());
  }

  @Test
  void aPartIsAnEighthOfWhatIsInFlightWithinBounds() {
    assertEquals(2, part(5));
    assertEquals(12, part(100));
    assertEquals(4, part(8));
    assertEquals(8, part(64));
    assertEquals(128, part(10_000));
  }

  /** Replies of a part. */
  private int part(int inFlight) {
    int part = ReadPace.WHOLE;
    for (int i = 0; i < 100_000 && part == ReadPace.WHOLE; i++) {
      part = pace.next(inFlight, replies, now);
      replies += inFlight;
      now += 1000L * inFlight;
    }
    return part;
  }

  @Test
  void pausesDoNotMisleadItForLong() {
    read(2_000, 100, PARTS_SAVE);
    for (int i = 0; i < 100; i++) {
      now += 1_000_000_000;
      read(1_000, 100, PARTS_SAVE);
      assertTrue(inParts > 500, inParts + " of 1,000");
    }
  }
}
