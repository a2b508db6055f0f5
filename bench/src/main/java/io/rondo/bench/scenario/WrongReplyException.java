package io.rondo.bench.scenario;

import org.jspecify.annotations.Nullable;

/** A fetched value is not the one that was stored: the client under measurement is wrong. */
public final class WrongReplyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WrongReplyException(String key, String expected, @Nullable String fetched) {
    super(
        "GET "
            + key
            + " returned "
            + (fetched == null ? "null" : "'" + fetched + "'")
            + ", expected '"
            + expected
            + "'");
  }
}
