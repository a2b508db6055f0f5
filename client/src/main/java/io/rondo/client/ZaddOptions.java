package io.rondo.client;

import java.util.List;

/**
 * Options of ZADD: which members it changes. INCR is a method of its own, {@link
 * SortedSetCommands#zaddIncr}, for its reply is another. Immutable; of each kind the last one given
 * counts.
 */
public final class ZaddOptions {
  /** Adds and changes. */
  public static final ZaddOptions NONE = new ZaddOptions(Slots.NONE);

  private final Slots slots;

  private ZaddOptions(Slots slots) {
    this.slots = slots;
  }

  /** NX: only adds new members. */
  public ZaddOptions ifAbsent() {
    return new ZaddOptions(slots.with(0, "NX"));
  }

  /** XX: only changes members that are there. */
  public ZaddOptions ifPresent() {
    return new ZaddOptions(slots.with(0, "XX"));
  }

  /** GT: changes a score only to a higher one. */
  public ZaddOptions ifGreater() {
    return new ZaddOptions(slots.with(1, "GT"));
  }

  /** LT: changes a score only to a lower one. */
  public ZaddOptions ifLess() {
    return new ZaddOptions(slots.with(1, "LT"));
  }

  /** CH: counts the members that were changed, too. */
  public ZaddOptions countingChanged() {
    return new ZaddOptions(slots.with(2, "CH"));
  }

  List<Object> arguments() {
    return slots.arguments();
  }
}
