package io.rondo.bench.measure;

import com.fasterxml.jackson.annotation.JsonValue;

/** What lies between client and server. */
public enum Network {
  /** Both are on this machine, and meet on its loopback or in a unix socket. */
  LOOPBACK("loopback"),
  /** Each in a network namespace of its own, joined by a veth pair. */
  NETNS("netns"),
  /** The server is elsewhere. */
  REMOTE("remote");

  private final String label;

  Network(String label) {
    this.label = label;
  }

  @JsonValue
  public String label() {
    return label;
  }
}
