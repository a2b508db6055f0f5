package io.rondo.bench;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what another process does, which nobody tells of. */
public final class Polling {
  private static final int PERIOD_MILLIS = 20;

  private Polling() {}

  /** Waits until it is so; the test's own timeout ends it otherwise. */
  public static void until(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      Thread.sleep(PERIOD_MILLIS);
    }
  }

  /** Waits until it is so, for so long at most; returns whether it is. */
  public static boolean within(Duration limit, BooleanSupplier condition)
      throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    until(() -> condition.getAsBoolean() || System.nanoTime() > end);
    return condition.getAsBoolean();
  }
}
