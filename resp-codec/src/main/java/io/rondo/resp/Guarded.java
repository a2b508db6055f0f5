package io.rondo.resp;

import io.netty.buffer.ByteBuf;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Calls to a decoder, whose exceptions become {@link ReplyFailure}s. */
final class Guarded {
  private Guarded() {}

  /** Decodes the line of a simple string or error, {@code length} bytes at the reader index. */
  static @Nullable Object line(ReplyDecoder<?> decoder, byte type, ByteBuf text, int length) {
    if (decoder == SkipDecoder.INSTANCE) {
      return null;
    }
    try {
      if (type == '+') {
        return decoder.simpleString(text, length);
      }
      String message = ScalarDecoders.text(text, length);
      return decoder.error(new RespError(message));
    } catch (Throwable t) {
      return ReplyFailure.of(t);
    }
  }

  static @Nullable Object integer(ReplyDecoder<?> decoder, long value) {
    try {
      return decoder.integer(value);
    } catch (Throwable t) {
      return ReplyFailure.of(t);
    }
  }

  static @Nullable Object bulkString(ReplyDecoder<?> decoder, ByteBuf bytes, int length) {
    try {
      return decoder.bulkString(bytes, length);
    } catch (Throwable t) {
      return ReplyFailure.of(t);
    }
  }

  static @Nullable Object nullBulkString(ReplyDecoder<?> decoder) {
    try {
      return decoder.nullBulkString();
    } catch (Throwable t) {
      return ReplyFailure.of(t);
    }
  }

  static @Nullable Object nullArray(ReplyDecoder<?> decoder) {
    try {
      return decoder.nullArray();
    } catch (Throwable t) {
      return ReplyFailure.of(t);
    }
  }

  /** The accumulator of an array that begins, or a {@link ReplyFailure}. */
  static Object beginArray(ReplyDecoder<?> decoder, int count) {
    try {
      return Objects.requireNonNull(decoder.beginArray(count), "accumulator");
    } catch (Throwable t) {
      return ReplyFailure.of(t);
    }
  }

  static @Nullable Object endArray(ReplyDecoder<?> decoder, Object accumulator) {
    try {
      return decoder.endArray(accumulator);
    } catch (Throwable t) {
      return ReplyFailure.of(t);
    }
  }
}
