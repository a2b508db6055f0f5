package io.rondo.client;

import java.util.List;

/** What BITFIELD_RO reads, in order; types and offsets as in {@link BitField}. Immutable. */
public final class BitFieldGets {
  /** Reads nothing yet. */
  public static final BitFieldGets NONE = new BitFieldGets(Slots.NONE);

  private final Slots slots;

  private BitFieldGets(Slots slots) {
    this.slots = slots;
  }

  /** GET: gives the number. */
  public BitFieldGets get(String type, long offset) {
    return new BitFieldGets(slots.adding(0, "GET", type, offset));
  }

  List<Object> arguments() {
    return slots.arguments();
  }
}
