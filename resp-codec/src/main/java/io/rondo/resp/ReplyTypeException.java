package io.rondo.resp;

import io.netty.buffer.ByteBuf;

/**
 * The server sent a reply of another type than the command's decoder takes. Fails that command
 * alone.
 */
public final class ReplyTypeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private ReplyTypeException(String message) {
    super(message, null, false, false);
  }

  static ReplyTypeException unexpected(ReplyDecoder<?> decoder, String what) {
    return new ReplyTypeException("expected " + decoder + ", got " + what);
  }

  static ReplyTypeException unexpected(
      ReplyDecoder<?> decoder, String what, ByteBuf bytes, int length) {
    return unexpected(decoder, what + " " + Escaped.of(bytes, bytes.readerIndex(), length));
  }
}
