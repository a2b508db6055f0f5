package io.rondo.client;

import java.time.Duration;
import java.util.List;

/** Options of FAILOVER. Immutable; of each kind the last one given counts. */
public final class FailoverOptions {
  /** No options. */
  public static final FailoverOptions NONE = new FailoverOptions(Slots.NONE);

  private final Slots slots;

  private FailoverOptions(Slots slots) {
    this.slots = slots;
  }

  /** TO: this replica becomes the master; otherwise the first one that is in step. */
  public FailoverOptions to(String host, int port) {
    return new FailoverOptions(slots.with(0, "TO", host, port));
  }

  /**
   * FORCE: fails over even if that replica is not in step when the timeout ends; needs {@link #to}
   * and {@link #timeout}.
   */
  public FailoverOptions forcing() {
    return new FailoverOptions(slots.with(1, "FORCE"));
  }

  /** TIMEOUT: gives up after so long; without, it waits for ever. */
  public FailoverOptions timeout(Duration timeout) {
    return new FailoverOptions(slots.with(2, "TIMEOUT", Durations.millis("timeout", timeout)));
  }

  List<Object> arguments() {
    return slots.arguments();
  }
}
