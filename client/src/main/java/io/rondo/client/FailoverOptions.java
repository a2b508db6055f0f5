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
   * TO with FORCE: this replica becomes the master, even if it is not in step when the timeout
   * ends; needs {@link #timeout}.
   */
  public FailoverOptions forcingTo(String host, int port) {
    return new FailoverOptions(slots.with(0, "TO", host, port, "FORCE"));
  }

  /** TIMEOUT: gives up after so long; without, it waits for ever. */
  public FailoverOptions timeout(Duration timeout) {
    return new FailoverOptions(
        slots.with(2, "TIMEOUT", Durations.positiveMillis("timeout", timeout)));
  }

  List<Object> arguments() {
    return slots.arguments();
  }
}
