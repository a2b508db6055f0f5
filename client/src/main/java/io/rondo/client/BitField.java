package io.rondo.client;

import java.util.List;

/**
 * What BITFIELD does, in order. A type is {@code u} (unsigned, up to 63 bits) or {@code i} (signed,
 * up to 64) and the number of bits, {@code "u8"} for example; an offset is in bits. Immutable.
 */
public final class BitField {
  /** Does nothing yet. */
  public static final BitField NONE = new BitField(Slots.NONE);

  private final Slots slots;

  private BitField(Slots slots) {
    this.slots = slots;
  }

  /** GET: gives the number. */
  public BitField get(String type, long offset) {
    return new BitField(slots.adding(0, "GET", type, offset));
  }

  /** SET: sets the number, gives the one before. */
  public BitField set(String type, long offset, long value, BitOverflow overflow) {
    return new BitField(slots.adding(0, "OVERFLOW", overflow.name(), "SET", type, offset, value));
  }

  /** INCRBY: adds to the number, gives the one after. */
  public BitField incrBy(String type, long offset, long by, BitOverflow overflow) {
    return new BitField(slots.adding(0, "OVERFLOW", overflow.name(), "INCRBY", type, offset, by));
  }

  List<Object> arguments() {
    return slots.arguments();
  }
}
