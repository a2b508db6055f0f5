package io.rondo.resp;

import java.util.Objects;

/**
 * An error reply of the server, {@code -CODE message}, as a value.
 *
 * @param message the whole line after the minus sign, code included, for example {@code "WRONGTYPE
 *     Operation against a key holding the wrong kind of value"}
 */
public record RespError(String message) {
  public RespError {
    Objects.requireNonNull(message, "message");
  }

  /**
   * The first word of the message, by which Redis classifies errors: {@code WRONGTYPE}, {@code
   * ERR}, …
   */
  public String code() {
    int space = message.indexOf(' ');
    return space < 0 ? message : message.substring(0, space);
  }
}
