package io.rondo.bench.scenario;

import com.fasterxml.jackson.annotation.JsonValue;

/** Whose connections async workers use. */
public enum Connections {
  /** All share one, opened before the timed region: the fair form. */
  SHARED("shared"),
  /** Each opens its own inside the timed region: the original's form. */
  PER_WORKER("per-worker");

  private final String label;

  Connections(String label) {
    this.label = label;
  }

  @JsonValue
  public String label() {
    return label;
  }
}
