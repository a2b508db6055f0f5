package io.rondo.resp;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Decoders of replies that are no arrays. */
final class ScalarDecoders {
  private static final int SCRATCH_LENGTH = 256;

  // Netty's own way, ByteBuf.toString, keeps such an array for its own threads alone.
  private static final ThreadLocal<byte[]> SCRATCH =
      ThreadLocal.withInitial(() -> new byte[SCRATCH_LENGTH]);

  private ScalarDecoders() {}

  /** Reads text; a small one out of direct memory without an array of its own. */
  static String text(ByteBuf bytes, int length) {
    if (bytes.hasArray()) {
      int offset = bytes.arrayOffset() + bytes.readerIndex();
      return new String(bytes.array(), offset, length, StandardCharsets.UTF_8);
    }
    byte[] copy = length <= SCRATCH_LENGTH ? SCRATCH.get() : new byte[length];
    bytes.readBytes(copy, 0, length);
    return new String(copy, 0, length, StandardCharsets.UTF_8);
  }

  /** Reads bytes; those that were gathered for the value alone become it. */
  static byte[] bytes(ByteBuf bytes, int length) {
    if (bytes instanceof BulkAccumulator.Whole whole && whole.isAll(length)) {
      return whole.take();
    }
    byte[] copy = new byte[length];
    // Not getBytes: where Netty has no Unsafe, that makes a duplicate of the NIO buffer first.
    bytes.readBytes(copy);
    return copy;
  }

  static final class Text extends ReplyDecoder<@Nullable String> {
    @Override
    public String simpleString(ByteBuf text, int length) {
      return text(text, length);
    }

    @Override
    public String bulkString(ByteBuf bytes, int length) {
      return text(bytes, length);
    }

    @Override
    public @Nullable String nullBulkString() {
      return null;
    }

    @Override
    public @Nullable String nullArray() {
      return null; // What BLMOVE gives when its time is over.
    }

    @Override
    public String toString() {
      return "string";
    }
  }

  static final class Bytes extends ReplyDecoder<byte @Nullable []> {
    @Override
    public byte[] simpleString(ByteBuf text, int length) {
      return ScalarDecoders.bytes(text, length);
    }

    @Override
    public byte[] bulkString(ByteBuf bytes, int length) {
      return ScalarDecoders.bytes(bytes, length);
    }

    @Override
    public byte @Nullable [] nullBulkString() {
      return null;
    }

    @Override
    public byte @Nullable [] nullArray() {
      return null;
    }

    @Override
    public String toString() {
      return "bytes";
    }
  }

  static class Integer64 extends ReplyDecoder<@Nullable Long> {
    @Override
    public Long integer(long value) {
      return value;
    }

    @Override
    public Long bulkString(ByteBuf bytes, int length) {
      long magnitude = 0;
      int start = bytes.readerIndex();
      boolean negative = length > 0 && bytes.getByte(start) == '-';
      int first = negative ? 1 : 0;
      boolean fits = length > first;
      for (int i = first; i < length && fits; i++) {
        int digit = bytes.getByte(start + i) - '0';
        // Below zero all the way: Long.MIN_VALUE has no positive counterpart.
        fits = digit >= 0 && digit <= 9 && magnitude >= Long.MIN_VALUE / 10;
        long next = magnitude * 10 - digit;
        fits &= next <= magnitude;
        magnitude = next;
      }
      if (!fits || (!negative && magnitude == Long.MIN_VALUE)) {
        throw ReplyTypeException.unexpected(this, "a bulk string", bytes, length);
      }
      return negative ? magnitude : -magnitude;
    }

    @Override
    public String toString() {
      return "integer";
    }
  }

  static final class NullableInteger64 extends Integer64 {
    @Override
    public @Nullable Long nullBulkString() {
      return null;
    }

    @Override
    public @Nullable Long nullArray() {
      return null;
    }

    @Override
    public String toString() {
      return "integer or null";
    }
  }

  static final class Floating extends ReplyDecoder<@Nullable Double> {
    @Override
    public Double bulkString(ByteBuf bytes, int length) {
      int start = bytes.readerIndex();
      String text = text(bytes, length);
      switch (text) {
        case "inf", "+inf" -> {
          return Double.POSITIVE_INFINITY;
        }
        case "-inf" -> {
          return Double.NEGATIVE_INFINITY;
        }
        case "nan", "-nan" -> {
          return Double.NaN;
        }
        default -> {
          try {
            return Double.valueOf(text);
          } catch (NumberFormatException e) {
            bytes.readerIndex(start);
            throw ReplyTypeException.unexpected(this, "a bulk string", bytes, length);
          }
        }
      }
    }

    @Override
    public @Nullable Double nullBulkString() {
      return null;
    }

    @Override
    public @Nullable Double nullArray() {
      return null;
    }

    @Override
    public String toString() {
      return "floating-point number";
    }
  }

  static final class Bool extends ReplyDecoder<Boolean> {
    @Override
    public Boolean integer(long value) {
      if (value != 0 && value != 1) {
        throw ReplyTypeException.unexpected(this, "the integer " + value);
      }
      return value == 1;
    }

    @Override
    public String toString() {
      return "boolean (1 or 0)";
    }
  }

  static final class Status extends ReplyDecoder<@Nullable String> {
    @Override
    public String simpleString(ByteBuf text, int length) {
      int start = text.readerIndex();
      boolean ok = length == 2 && text.getByte(start) == 'O' && text.getByte(start + 1) == 'K';
      return ok ? "OK" : text(text, length);
    }

    @Override
    public @Nullable String nullBulkString() {
      return null;
    }

    @Override
    public @Nullable String nullArray() {
      return null;
    }

    @Override
    public String toString() {
      return "status";
    }
  }
}
