package io.rondo.bench.measure;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

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

  public static Optional<Placement> labelled(String label) {
    return Arrays.stream(values()).filter(placement -> placement.label.equals(label)).findFirst();
  }
}
