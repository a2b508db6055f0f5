package io.rondo.bench.measure;

import com.fasterxml.jackson.annotation.JsonValue;

/** Which cores the server and the measuring JVM run on. */
public enum Placement {
  /** Wherever the scheduler puts them. */
  FREE("free"),
  /** The server on the first allowed core, the client on the second. */
  SPLIT("split"),
  /** Both on the first allowed core. */
  SAME("same");

  private final String label;

  Placement(String label) {
    this.label = label;
  }

  @JsonValue
  public String label() {
    return label;
  }
}
