package io.rondo.client;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Options of XCLAIM. Immutable; of each kind the last one given counts. */
public final class XClaimOptions {
  /** No options. */
  public static final XClaimOptions NONE = new XClaimOptions(Slots.NONE);

  private final Slots slots;

  private XClaimOptions(Slots slots) {
    this.slots = slots;
  }

  /** IDLE: counts as delivered so long ago. */
  public XClaimOptions idle(Duration idle) {
    return new XClaimOptions(slots.with(0, "IDLE", Durations.millis("idle time", idle)));
  }

  /** TIME: counts as delivered at this time, in whole milliseconds. */
  public XClaimOptions deliveredAt(Instant time) {
    return new XClaimOptions(slots.with(0, "TIME", time.toEpochMilli()));
  }

  /** RETRYCOUNT: counts as delivered so many times. */
  public XClaimOptions deliveries(long count) {
    return new XClaimOptions(slots.with(1, "RETRYCOUNT", count));
  }

  /** FORCE: also entries that are pending for nobody. */
  public XClaimOptions forcing() {
    return new XClaimOptions(slots.with(2, "FORCE"));
  }

  /** LASTID: the ID of the group's last delivered entry becomes this one if it is higher. */
  public XClaimOptions lastId(String id) {
    return new XClaimOptions(slots.with(4, "LASTID", id));
  }

  List<Object> argumentsWithJustId() {
    return slots.with(3, "JUSTID").arguments();
  }

  List<Object> arguments() {
    return slots.arguments();
  }
}
