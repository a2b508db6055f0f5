package io.rondo.resp;

/**
 * Thrown by a {@link ReplyDecoder} that has no value for an error reply. It carries no stack trace:
 * the place where a reply was parsed says nothing about the caller.
 */
public final class RespErrorException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient RespError error;

  public RespErrorException(RespError error) {
    super(error.message(), null, false, false);
    this.error = error;
  }

  /** The server's error. */
  public RespError error() {
    return error;
  }
}
