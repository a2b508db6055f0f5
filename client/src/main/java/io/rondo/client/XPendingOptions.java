package io.rondo.client;

import java.time.Duration;
import java.util.List;

/** Options of XPENDING of single entries. Immutable; of each kind the last one given counts. */
public final class XPendingOptions {
  /** No options. */
  public static final XPendingOptions NONE = new XPendingOptions(Slots.NONE);

  private final Slots slots;

  private XPendingOptions(Slots slots) {
    this.slots = slots;
  }

  /** IDLE: only entries that were delivered at least so long ago. */
  public XPendingOptions minIdle(Duration idle) {
    return new XPendingOptions(slots.with(0, "IDLE", Durations.millis("idle time", idle)));
  }

  List<Object> arguments() {
    return slots.arguments();
  }
}
