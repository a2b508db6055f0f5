package io.rondo.client;

import java.util.List;

/**
 * Options of GEOADD: which members it changes. Immutable; of each kind the last one given counts.
 */
public final class GeoAddOptions {
  /** Adds and changes. */
  public static final GeoAddOptions NONE = new GeoAddOptions(Slots.NONE);

  private final Slots slots;

  private GeoAddOptions(Slots slots) {
    this.slots = slots;
  }

  /** NX: only adds new members. */
  public GeoAddOptions ifAbsent() {
    return new GeoAddOptions(slots.with(0, "NX"));
  }

  /** XX: only changes members that are there. */
  public GeoAddOptions ifPresent() {
    return new GeoAddOptions(slots.with(0, "XX"));
  }

  /** CH: counts the members that were changed, too. */
  public GeoAddOptions countingChanged() {
    return new GeoAddOptions(slots.with(1, "CH"));
  }

  List<Object> arguments() {
    return slots.arguments();
  }
}
