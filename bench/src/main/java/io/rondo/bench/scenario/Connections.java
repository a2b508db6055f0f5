package io.rondo.bench.scenario;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;

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

  /** Those of the study of 2017 and its fair form; pools are for comparisons. */
  public static List<Connections> ofTheStudy() {
    return List.of(SHARED, PER_WORKER);
  }
}
