package io.rondo.client;

import java.util.List;

/**
 * A part of a bitmap. Bounds count from 0 and are both included; negative ones count from the end.
 * Immutable.
 */
public final class BitRange {
  private final List<Object> arguments;

  private BitRange(Object... arguments) {
    this.arguments = List.of(arguments);
  }

  /** From byte {@code start} to byte {@code end}. */
  public static BitRange of(long start, long end) {
    return new BitRange(start, end);
  }

  /** From byte or bit {@code start} to byte or bit {@code end} (Redis 7). */
  public static BitRange of(long start, long end, BitUnit unit) {
    return new BitRange(start, end, unit.name());
  }

  List<Object> arguments() {
    return arguments;
  }
}
