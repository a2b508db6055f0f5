package io.rondo.client;

import java.util.List;

/**
 * Options of CLIENT TRACKING. With RESP2, {@link #redirect} is needed. Immutable; of each kind the
 * last one given counts.
 */
public final class ClientTrackingOptions {
  /** No options. */
  public static final ClientTrackingOptions NONE = new ClientTrackingOptions(Slots.NONE);

  private final Slots slots;

  private ClientTrackingOptions(Slots slots) {
    this.slots = slots;
  }

  /** REDIRECT: invalidations go to the connection of this number. */
  public ClientTrackingOptions redirect(long clientId) {
    return new ClientTrackingOptions(slots.with(0, "REDIRECT", clientId));
  }

  /** PREFIX: in broadcasting mode, only keys that begin so; may be given several times. */
  public ClientTrackingOptions prefix(String prefix) {
    return new ClientTrackingOptions(slots.adding(1, "PREFIX", prefix));
  }

  /** BCAST: broadcasting mode, all keys whoever read them. */
  public ClientTrackingOptions broadcasting() {
    return new ClientTrackingOptions(slots.with(2, "BCAST"));
  }

  /** OPTIN: only keys read right after CLIENT CACHING YES. */
  public ClientTrackingOptions optIn() {
    return new ClientTrackingOptions(slots.with(3, "OPTIN"));
  }

  /** OPTOUT: not the keys read right after CLIENT CACHING NO. */
  public ClientTrackingOptions optOut() {
    return new ClientTrackingOptions(slots.with(4, "OPTOUT"));
  }

  /** NOLOOP: not the keys that this connection itself changes. */
  public ClientTrackingOptions noLoop() {
    return new ClientTrackingOptions(slots.with(5, "NOLOOP"));
  }

  List<Object> arguments() {
    return slots.arguments();
  }
}
