package io.rondo.client;

import java.util.List;

/** Options of HELLO. Immutable; of each kind the last one given counts. */
public final class HelloOptions {
  /** No options. */
  public static final HelloOptions NONE = new HelloOptions(Slots.NONE);

  private final Slots slots;

  private HelloOptions(Slots slots) {
    this.slots = slots;
  }

  /** AUTH: as this ACL user; the default one is called {@code default}. */
  public HelloOptions auth(String username, String password) {
    return new HelloOptions(slots.with(0, "AUTH", username, password));
  }

  /** SETNAME: names the connection. */
  public HelloOptions clientName(String name) {
    return new HelloOptions(slots.with(1, "SETNAME", name));
  }

  List<Object> arguments() {
    return slots.arguments();
  }
}
