package io.rondo.client.support;

/** Takes up time without giving up the core, as slow code does. */
public final class Busy {
  private Busy() {}

  /** Returns after so many nanoseconds; at once for none. */
  public static void spin(long nanos) {
    if (nanos > 0) {
      long start = System.nanoTime();
      while (System.nanoTime() - start < nanos) {
        Thread.onSpinWait();
      }
    }
  }
}
