package io.rondo.resp;

/**
 * The peer broke the protocol or a limit. Fatal: where the next reply starts is not known, so the
 * connection that saw it must be closed. The message says what was expected, what came (escaped and
 * cut) and at which offset of the stream.
 */
public final class RespProtocolException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long offset;

  public RespProtocolException(String message, long offset) {
    super(message + " at offset " + offset);
    this.offset = offset;
  }

  /** Offset in bytes, from the start of the stream, of the byte that broke the rule. */
  public long offset() {
    return offset;
  }
}
