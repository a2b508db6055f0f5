package io.rondo.bench.queue;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How producer, workers and consumer are run. */
public enum QueueStyle {
  /** Each is a chain of completions. */
  ASYNC,
  /** Each is a thread that makes blocking calls. */
  THREADS;

  /** The name on the command line and in results. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
