package io.rondo.client;

import java.util.List;

/** Options of XGROUP CREATE. Immutable; of each kind the last one given counts. */
public final class XGroupOptions {
  /** No options. */
  public static final XGroupOptions NONE = new XGroupOptions(Slots.NONE);

  private final Slots slots;

  private XGroupOptions(Slots slots) {
    this.slots = slots;
  }

  /** MKSTREAM: makes an empty stream if the key is not there. */
  public XGroupOptions makingStream() {
    return new XGroupOptions(slots.with(0, "MKSTREAM"));
  }

  /** ENTRIESREAD (Redis 7): how many entries the group counts as read. */
  public XGroupOptions entriesRead(long entries) {
    return new XGroupOptions(slots.with(1, "ENTRIESREAD", entries));
  }

  List<Object> arguments() {
    return slots.arguments();
  }
}
