package io.rondo.resp;

import java.util.Objects;

/**
 * What the parser hands over in place of a value when a decoder could not make one: the server sent
 * an error, the reply had another type than the decoder takes, or the decoder threw. The reply
 * itself was read to its end, so the stream goes on.
 *
 * @param cause a {@link RespErrorException} for an error of the server, otherwise what the decoder
 *     threw
 */
public record ReplyFailure(Throwable cause) {
  public ReplyFailure {
    Objects.requireNonNull(cause, "cause");
  }

  /** The failure of a decoder that threw {@code thrown}; what breaks the whole JVM goes on. */
  static ReplyFailure of(Throwable thrown) {
    if (thrown instanceof VirtualMachineError fatal) {
      throw fatal;
    }
    return new ReplyFailure(thrown);
  }
}
