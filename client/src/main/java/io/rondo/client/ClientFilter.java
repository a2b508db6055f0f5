package io.rondo.client;

import java.util.List;

/**
 * Which connections CLIENT KILL ends; all conditions given must hold. Immutable; of each kind the
 * last one given counts.
 */
public final class ClientFilter {
  /** All connections but the one that asks. */
  public static final ClientFilter OTHERS = new ClientFilter(Slots.NONE.with(5, "SKIPME", "yes"));

  private final Slots slots;

  private ClientFilter(Slots slots) {
    this.slots = slots;
  }

  /** ID: the one of this number. */
  public ClientFilter id(long id) {
    return new ClientFilter(slots.with(0, "ID", id));
  }

  /** TYPE: those of a kind. */
  public ClientFilter type(ClientType type) {
    return new ClientFilter(slots.with(1, "TYPE", type.name()));
  }

  /** USER: those of an ACL user. */
  public ClientFilter user(String username) {
    return new ClientFilter(slots.with(2, "USER", username));
  }

  /** ADDR: the one from this address, {@code ip:port}. */
  public ClientFilter address(String address) {
    return new ClientFilter(slots.with(3, "ADDR", address));
  }

  /** LADDR: those to this address of the server, {@code ip:port}. */
  public ClientFilter localAddress(String address) {
    return new ClientFilter(slots.with(4, "LADDR", address));
  }

  /** SKIPME no: the connection that asks, too. */
  public ClientFilter includingMe() {
    return new ClientFilter(slots.with(5, "SKIPME", "no"));
  }

  List<Object> arguments() {
    return slots.arguments();
  }
}
