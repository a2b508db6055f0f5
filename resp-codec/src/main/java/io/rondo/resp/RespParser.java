package io.rondo.resp;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** STUB */
public final class RespParser implements AutoCloseable {
  public RespParser(RespLimits limits) {}

  /**
   * Goes on with the current reply, or begins the next one with {@code decoder}, and consumes from
   * {@code in} what belongs to it.
   *
   * @param decoder makes the value of a reply that begins in this call; ignored in the middle of
   *     one
   * @return whether the reply is complete; its value is then {@link #value()}
   * @throws RespProtocolException if the peer breaks the protocol or a limit; the parser is of no
   *     more use
   */
  public boolean parse(ByteBuf in, ReplyDecoder<?> decoder) {
    throw new UnsupportedOperationException();
  }

  /**
   * The value of the reply just completed, or a {@link ReplyFailure}; handed over once, then
   * forgotten.
   */
  public @Nullable Object value() {
    throw new UnsupportedOperationException();
  }

  /** Whether part of a reply has been read and its rest has not come. */
  public boolean isMidReply() {
    throw new UnsupportedOperationException();
  }

  /** Bytes consumed since the start of the stream. */
  public long offset() {
    throw new UnsupportedOperationException();
  }

  /** Releases what was kept of an incomplete reply. */
  @Override
  public void close() {}
}
