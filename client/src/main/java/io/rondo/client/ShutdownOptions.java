package io.rondo.client;

import java.util.List;

/** Options of SHUTDOWN. Immutable; of each kind the last one given counts. */
public final class ShutdownOptions {
  /** Saves if the server is configured to. */
  public static final ShutdownOptions NONE = new ShutdownOptions(Slots.NONE);

  private final Slots slots;

  private ShutdownOptions(Slots slots) {
    this.slots = slots;
  }

  /** SAVE: saves the data set, even if the server is not configured to. */
  public ShutdownOptions saving() {
    return new ShutdownOptions(slots.with(0, "SAVE"));
  }

  /** NOSAVE: does not save the data set, even if the server is configured to. */
  public ShutdownOptions notSaving() {
    return new ShutdownOptions(slots.with(0, "NOSAVE"));
  }

  /** NOW (Redis 7): does not wait for replicas that lag. */
  public ShutdownOptions now() {
    return new ShutdownOptions(slots.with(1, "NOW"));
  }

  /** FORCE (Redis 7): also if the data set cannot be saved. */
  public ShutdownOptions forcing() {
    return new ShutdownOptions(slots.with(2, "FORCE"));
  }

  List<Object> arguments() {
    return slots.arguments();
  }
}
