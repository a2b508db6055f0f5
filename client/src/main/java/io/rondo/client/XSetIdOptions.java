package io.rondo.client;

import java.util.List;

/** Options of XSETID (Redis 7). Immutable; of each kind the last one given counts. */
public final class XSetIdOptions {
  /** No options. */
  public static final XSetIdOptions NONE = new XSetIdOptions(Slots.NONE);

  private final Slots slots;

  private XSetIdOptions(Slots slots) {
    this.slots = slots;
  }

  /** ENTRIESADDED: how many entries the stream counts as ever added. */
  public XSetIdOptions entriesAdded(long entries) {
    return new XSetIdOptions(slots.with(0, "ENTRIESADDED", entries));
  }

  /** MAXDELETEDID: the highest ID that counts as deleted. */
  public XSetIdOptions maxDeletedId(String id) {
    return new XSetIdOptions(slots.with(1, "MAXDELETEDID", id));
  }

  List<Object> arguments() {
    return slots.arguments();
  }
}
