package io.rondo.client;

import java.util.List;

/**
 * A part of a bitmap. Bounds count from 0 and are both included; negative ones count from the end.
 * Immutable.
 */
public final class BitRange {
  private final Slots slots;

  private BitRange(Slots slots) {
    this.slots = slots;
  }

  /** From byte {@code start} to byte {@code end}. */
  public static BitRange of(long start, long end) {
    return new BitRange(Slots.NONE.with(0, start, end));
  }

  /** From byte {@code start} to the end: for BITPOS alone. */
  public static BitRange from(long start) {
    return new BitRange(Slots.NONE.with(0, start));
  }

  /** BYTE or BIT (Redis 7): what the bounds count; a range without an end has only bytes. */
  public BitRange in(BitUnit unit) {
    return new BitRange(slots.with(1, unit.name()));
  }

  List<Object> arguments() {
    return slots.arguments();
  }
}
