package io.rondo.client;

import java.util.List;

/** Options of SORT and SORT_RO. Immutable; of each kind the last one given counts. */
public final class SortOptions {
  /** As numbers, the smallest first. */
  public static final SortOptions NONE = new SortOptions(Slots.NONE);

  private final Slots slots;

  private SortOptions(Slots slots) {
    this.slots = slots;
  }

  /**
   * BY: sorts by the key (or, with {@code ->}, the field of a hash) that the pattern names, its
   * {@code *} being the element; a pattern without one leaves them unsorted.
   */
  public SortOptions by(String pattern) {
    return new SortOptions(slots.with(0, "BY", pattern));
  }

  /** LIMIT: leaves {@code offset} elements out, then gives at most {@code count}. */
  public SortOptions limit(long offset, long count) {
    return new SortOptions(slots.with(1, "LIMIT", offset, count));
  }

  /**
   * GET: instead of the element, the value of the key (or field) that the pattern names; {@code #}
   * is the element. Given several times, each element gives as many values.
   */
  public SortOptions get(String pattern) {
    return new SortOptions(slots.adding(2, "GET", pattern));
  }

  /** ASC or DESC. */
  public SortOptions order(SortOrder order) {
    return new SortOptions(slots.with(3, order.name()));
  }

  /** ALPHA: as text and not as numbers. */
  public SortOptions alphabetically() {
    return new SortOptions(slots.with(4, "ALPHA"));
  }

  List<Object> arguments() {
    return slots.arguments();
  }
}
