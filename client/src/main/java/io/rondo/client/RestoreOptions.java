package io.rondo.client;

import java.time.Duration;
import java.util.List;

/** Options of RESTORE. Immutable; of each kind the last one given counts. */
public final class RestoreOptions {
  /** No options. */
  public static final RestoreOptions NONE = new RestoreOptions(Slots.NONE);

  private final Slots slots;

  private RestoreOptions(Slots slots) {
    this.slots = slots;
  }

  /** REPLACE: also if the key is there already. */
  public RestoreOptions replacing() {
    return new RestoreOptions(slots.with(0, "REPLACE"));
  }

  /** ABSTTL: the time to live is a Unix time in milliseconds. */
  public RestoreOptions absoluteTimeToLive() {
    return new RestoreOptions(slots.with(1, "ABSTTL"));
  }

  /** IDLETIME: for how long it counts as unused, in whole seconds. */
  public RestoreOptions idleTime(Duration idle) {
    return new RestoreOptions(
        slots.with(2, "IDLETIME", Durations.millis("idle time", idle) / 1000));
  }

  /** FREQ: how often it counts as used, from 0 to 255, on a logarithmic scale. */
  public RestoreOptions frequency(int frequency) {
    return new RestoreOptions(slots.with(3, "FREQ", Checks.range("frequency", frequency, 0, 255)));
  }

  List<Object> arguments() {
    return slots.arguments();
  }
}
