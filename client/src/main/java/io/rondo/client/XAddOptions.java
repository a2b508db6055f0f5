package io.rondo.client;

import java.util.List;

/** Options of XADD. Immutable; of each kind the last one given counts. */
public final class XAddOptions {
  /** No options. */
  public static final XAddOptions NONE = new XAddOptions(Slots.NONE.with(2, "*"));

  private final Slots slots;

  private XAddOptions(Slots slots) {
    this.slots = slots;
  }

  /** NOMKSTREAM: only if the stream is there. */
  public XAddOptions ifStreamPresent() {
    return new XAddOptions(slots.with(0, "NOMKSTREAM"));
  }

  /** MAXLEN or MINID: trims the stream, too. */
  public XAddOptions trimming(StreamTrim trim) {
    return new XAddOptions(slots.with(1, trim.arguments().toArray()));
  }

  /**
   * The entry's ID instead of one that the server makes; with {@code *} for its second part (Redis
   * 7) the server makes that.
   */
  public XAddOptions id(String id) {
    return new XAddOptions(slots.with(2, id));
  }

  List<Object> arguments() {
    return slots.arguments();
  }
}
