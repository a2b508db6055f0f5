package io.rondo.bench.measure;

import java.util.HashMap;
import java.util.Map;

/**
 * A total over threads that never falls: a thread that has ended keeps what it last showed. What it
 * did between that and its end is lost, which no reading from outside can avoid.
 */
final class PerThread {
  private final Map<Long, Long> latest = new HashMap<>();
  private long total;

  /** Takes a thread's reading; negative means that the thread has ended. */
  void saw(long thread, long reading) {
    if (reading >= 0) {
      Long before = latest.put(thread, reading);
      total += reading - (before == null ? 0 : before);
    }
  }

  long total() {
    return total;
  }
}
