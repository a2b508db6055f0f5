package io.rondo.bench.scenario;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** Whose connections workers and threads use. */
public enum Connections {
  /** All share one, opened before the timed region: the fair form. */
  SHARED("shared"),
  /**
   * Each has its own. Async workers open it inside the timed region: the original's form. Threads
   * have it before.
   */
  PER_WORKER("per-worker"),
  /** The client has a pool of its own behind every call, at its default size. */
  POOL("pool");

  private final String label;

  Connections(String label) {
    this.label = label;
  }

  @JsonValue
  public String label() {
    return label;
  }

  public static Optional<Connections> labelled(String label) {
    return Arrays.stream(values()).filter(form -> form.label.equals(label)).findFirst();
  }
}
