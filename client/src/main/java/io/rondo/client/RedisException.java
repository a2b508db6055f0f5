package io.rondo.client;

import org.jspecify.annotations.Nullable;

/**
 * The root of what a command can fail with. {@link #fate()} says whether it may have had an effect.
 */
public class RedisException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Fate fate;

  RedisException(String message, Fate fate, @Nullable Throwable cause) {
    super(message, cause);
    this.fate = fate;
  }

  /** What became of the command. */
  public final Fate fate() {
    return fate;
  }
}
