package io.rondo.client;

import java.util.List;

/** A range of a sorted set, by rank, score or bytes, and its order. Immutable. */
public final class SortedSetRange {
  private final Object min;
  private final Object max;
  private final boolean byRank;
  private final Slots slots;

  private SortedSetRange(Object min, Object max, boolean byRank, Slots slots) {
    this.min = min;
    this.max = max;
    this.byRank = byRank;
    this.slots = slots;
  }

  /**
   * From the rank {@code start} to the rank {@code stop}, from 0, both included; negative counts
   * from the end.
   */
  public static SortedSetRange byRank(long start, long stop) {
    return new SortedSetRange(start, stop, true, Slots.NONE);
  }

  /** BYSCORE. */
  public static SortedSetRange byScore(ScoreRange scores) {
    return new SortedSetRange(scores.min(), scores.max(), false, Slots.NONE.with(0, "BYSCORE"));
  }

  /** BYLEX. */
  public static SortedSetRange byLex(LexRange members) {
    return new SortedSetRange(members.min(), members.max(), false, Slots.NONE.with(0, "BYLEX"));
  }

  /** REV: the highest first; ranks count from there. */
  public SortedSetRange reversed() {
    return new SortedSetRange(min, max, byRank, slots.with(1, "REV"));
  }

  /**
   * LIMIT: leaves {@code offset} members out, then takes at most {@code count}, or all for a
   * negative one. Not by rank.
   */
  public SortedSetRange limit(long offset, long count) {
    if (byRank) {
      throw new IllegalStateException("a range by rank has no limit: give other ranks");
    }
    return new SortedSetRange(min, max, byRank, slots.with(2, "LIMIT", offset, count));
  }

  /** The bounds, in the order that the direction asks for, and the options. */
  List<Object> arguments() {
    boolean highestFirst = !byRank && slots.has(1);
    Slots bounds = highestFirst ? slots.with(-1, max, min) : slots.with(-1, min, max);
    return bounds.arguments();
  }
}
