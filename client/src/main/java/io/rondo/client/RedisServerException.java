package io.rondo.client;

import io.rondo.resp.RespError;

/** The server answered a command with an error. */
public final class RedisServerException extends RedisException {
  private static final long serialVersionUID = 1L;

  private final String code;

  RedisServerException(RespError error, String command) {
    super(error.message() + " (" + command + ")", Fate.REFUSED, null);
    this.code = error.code();
  }

  /**
   * The error's first word, by which Redis classifies errors: {@code WRONGTYPE}, {@code NOAUTH},
   * {@code ERR}, …
   */
  public String code() {
    return code;
  }
}
