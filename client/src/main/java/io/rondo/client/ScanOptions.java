package io.rondo.client;

import java.util.List;

/** Options of SCAN, HSCAN, SSCAN and ZSCAN. Immutable; of each kind the last one given counts. */
public final class ScanOptions {
  /** No options. */
  public static final ScanOptions NONE = new ScanOptions(Slots.NONE);

  private final Slots slots;

  private ScanOptions(Slots slots) {
    this.slots = slots;
  }

  /** MATCH: only what matches the glob pattern. */
  public ScanOptions match(String pattern) {
    return new ScanOptions(slots.with(0, "MATCH", pattern));
  }

  /** COUNT: roughly how much to visit for one page; 10 if not given. */
  public ScanOptions count(long count) {
    return new ScanOptions(slots.with(1, "COUNT", count));
  }

  List<Object> arguments() {
    return slots.arguments();
  }
}
