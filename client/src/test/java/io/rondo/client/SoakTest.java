package io.rondo.client;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.client.support.Eventually;
import io.rondo.client.support.Resources;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Mixed load with a fault every second leaves nothing behind: no thread, no descriptor, no buffer,
 * no garbage that cannot be collected; see {@link Soak}.
 *
 * <p>{@code -Drondo.soak=…} says for how many seconds.
 */
class SoakTest {
  private static final int SECONDS = Integer.getInteger("rondo.soak", 10);
  private static final int WARM_UP_SECONDS = 2;

  /**
   * Threads: each lease may have its stand-by, or not yet; a client's timer is there while
   * something waits, and some seconds longer. Descriptors: those, and what the JVM opens for
   * itself. Heap: compiled code refers to objects, and more of it is compiled as time goes on.
   */
  private static final Resources SLACK = new Resources(6, 8, 1 << 19, 4 << 20);

  @Test
  void nothingIsLeftBehind() throws InterruptedException {
    long seed = new Random().nextLong();
    try (Soak first = new Soak(seed)) {
      first.goOn(1); // Loads and starts what stays: classes, the JVM's own threads.
    }
    Resources before = Resources.now();
    try (Soak soak = new Soak(seed)) {
      soak.goOn(WARM_UP_SECONDS);
      Resources begin = soak.holds();
      System.out.println("soak, after the warm-up: " + begin + ", seed " + seed);
      int each = Math.max(1, (SECONDS - WARM_UP_SECONDS) / 8);
      for (int at = WARM_UP_SECONDS; at < SECONDS; at += each) {
        soak.goOn(Math.min(each, SECONDS - at));
        Resources now = soak.holds();
        System.out.println("soak, after " + Math.min(SECONDS, at + each) + " s: " + now);
      }
      Eventually.eventually(
          "no more is held than after the warm-up: " + begin,
          () -> soak.holds().isWithin(begin, SLACK));
      System.out.println("soak: " + soak);
      assertTrue(soak.tally().maybe.sum() > 0, soak::toString);
      // Few are caught between two steps of a fault; in seconds perhaps none.
      assertTrue(soak.tally().notSent.sum() > 0 || SECONDS < 60, soak::toString);
      assertTrue(soak.tally().messages.sum() > 0, soak::toString);
    }
    Eventually.eventually(
        "no more is held than before it: " + before,
        () -> Resources.now().isWithin(before, SLACK.withThreads(0)));
    System.out.println("soak, closed: " + Resources.now() + "; before it: " + before);
  }
}
