package io.rondo.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ReadPartsTest {
  private final ReadParts parts = new ReadParts();
  private long now = System.nanoTime();
  private long replies;

  /** How many of so many reads are handled in parts, where a reply takes so long. */
  private int inParts(int reads, int inFlight, long wholeNanos, long partsNanos) {
    int inParts = 0;
    for (int i = 0; i < reads; i++) {
      boolean whole = parts.next(inFlight, replies, now) == ReadParts.WHOLE;
      inParts += whole ? 0 : 1;
      replies += inFlight;
      now += inFlight * (whole ? wholeNanos : partsNanos);
    }
    return inParts;
  }

  @Test
  void fewAreHandledWhole() {
    assertEquals(0, inParts(100_000, 3, 1000, 500));
  }

  @Test
  void manyAreHandledInPartsWhereThatIsFaster() {
    inParts(1_000, 100, 1000, 700);
    assertTrue(inParts(10_000, 100, 1000, 700) > 9_500);
  }

  @Test
  void manyAreHandledWholeWhereThatIsFaster() {
    inParts(1_000, 100, 1000, 1300);
    assertTrue(inParts(10_000, 100, 1000, 1300) < 500);
  }

  @Test
  void aLittleFasterIsNotWorthTheSystemCalls() {
    inParts(1_000, 100, 1000, 970);
    assertTrue(inParts(10_000, 100, 1000, 970) < 500);
  }

  @Test
  void itNoticesThatTheLoadHasChanged() {
    inParts(10_000, 100, 1000, 700);
    inParts(3_000, 100, 1000, 1300);
    assertTrue(inParts(10_000, 100, 1000, 1300) < 500);
    inParts(3_000, 100, 1000, 700);
    assertTrue(inParts(10_000, 100, 1000, 700) > 9_500);
  }

  @Test
  void aPartIsAnEighthOfWhatIsInFlightWithinBounds() {
    assertEquals(2, part(5));
    assertEquals(12, part(100));
    assertEquals(4, part(8));
    assertEquals(8, part(64));
    assertEquals(128, part(10_000));
  }

  /** Replies of a part, once parts are preferred. */
  private int part(int inFlight) {
    int part = ReadParts.WHOLE;
    for (int i = 0; i < 100_000 && part == ReadParts.WHOLE; i++) {
      part = parts.next(inFlight, replies, now);
      replies += inFlight;
      now += 1000L * inFlight;
    }
    return part;
  }

  @Test
  void aPauseIsNotTakenForTheTimeOfReplies() {
    inParts(1_000, 100, 1000, 700);
    for (int i = 0; i < 100; i++) {
      now += 1_000_000_000;
      inParts(1, 1, 1000, 1000);
      inParts(100, 100, 1000, 700);
    }
    assertTrue(inParts(10_000, 100, 1000, 700) > 9_500);
  }
}
