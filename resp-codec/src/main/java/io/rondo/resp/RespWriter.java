package io.rondo.resp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/**
 * Writes commands, which are arrays of bulk strings: {@link #writeArrayHeader} once, then {@code
 * writeBulkString} for the name and each argument. Every method makes room for exactly what it
 * writes, and but for fractional numbers none of them allocates anything else.
 *
 * @see <a href="https://redis.io/docs/latest/develop/reference/protocol-spec/">Redis serialization
 *     protocol specification</a>
 */
public final class RespWriter {
  private static final int CRLF = '\r' << 8 | '\n';

  /** Beyond this a {@code double} no longer tells each whole number from the next. */
  private static final double MAX_WHOLE = 1L << 53;

  private RespWriter() {}

  /**
   * {@code *count\r\n}: a command of {@code count} bulk strings, its name included, begins.
   *
   * @throws IllegalArgumentException if {@code count} is less than 1
   */
  public static void writeArrayHeader(ByteBuf out, int count) {
    if (count < 1) {
      throw new IllegalArgumentException(
          "a command of " + count + " words: it has at least its name");
    }
    writeHeader(out, '*', count, 0);
  }

  /**
   * One bulk string of the UTF-8 form of {@code text}. An unpaired surrogate becomes {@code "?"}.
   */
  public static void writeBulkString(ByteBuf out, CharSequence text) {
    int length = ByteBufUtil.utf8Bytes(text);
    writeHeader(out, '$', length, length + 2);
    ByteBufUtil.reserveAndWriteUtf8(out, text, length);
    out.writeShort(CRLF);
  }

  /** One bulk string of {@code bytes}. */
  public static void writeBulkString(ByteBuf out, byte[] bytes) {
    writeHeader(out, '$', bytes.length, bytes.length + 2);
    out.writeBytes(bytes);
    out.writeShort(CRLF);
  }

  /** One bulk string of the decimal digits of {@code number}. */
  public static void writeBulkString(ByteBuf out, long number) {
    int length = textLength(number);
    writeHeader(out, '$', length, length + 2);
    writeDecimal(out, number, length);
    out.writeShort(CRLF);
  }

  /**
   * One bulk string of {@code number} as Redis reads it: {@code inf}, {@code -inf}, {@code 1.5}. A
   * whole number has no decimal point and allocates nothing; any other is written as {@link
   * Double#toString(double)} gives it, which reads back as the same {@code double}.
   *
   * @throws IllegalArgumentException if {@code number} is not a number, which Redis refuses
   */
  public static void writeBulkString(ByteBuf out, double number) {
    if (Double.isNaN(number)) {
      throw new IllegalArgumentException("NaN is not a number that Redis takes: give another");
    }
    boolean negativeZero = number == 0 && 1 / number < 0;
    if (Math.abs(number) <= MAX_WHOLE && number == (long) number && !negativeZero) {
      writeBulkString(out, (long) number);
    } else if (Double.isInfinite(number)) {
      writeBulkString(out, number > 0 ? "inf" : "-inf");
    } else {
      writeBulkString(out, Double.toString(number));
    }
  }

  /**
   * The bytes with which each command of one name begins, to be made once and written with {@link
   * ByteBuf#writeBytes(byte[])}: {@code *3\r\n$3\r\nSET\r\n} for {@code encodePrefix(3, "SET")}.
   *
   * @param argc how many bulk strings the command has in all, its name included
   * @param name the command's name, one or more words
   * @throws IllegalArgumentException if {@code name} is empty or has more than {@code argc} words
   */
  public static byte[] encodePrefix(int argc, String... name) {
    if (name.length == 0 || name.length > argc) {
      throw new IllegalArgumentException(
          "a name of " + name.length + " words for a command of " + argc + " words");
    }
    ByteBuf out = Unpooled.buffer();
    writeArrayHeader(out, argc);
    for (String word : name) {
      writeBulkString(out, word);
    }
    return ByteBufUtil.getBytes(out);
  }

  /** {@code <type><number>\r\n}, with room for {@code following} bytes after it. */
  private static void writeHeader(ByteBuf out, char type, int number, int following) {
    int length = textLength(number);
    out.ensureWritable(Math.addExact(length + 3, following));
    if (length == 1) {
      out.writeInt(type << 24 | ('0' + number) << 16 | CRLF);
      return;
    }
    out.writeByte(type);
    writeDecimal(out, number, length);
    out.writeShort(CRLF);
  }

  private static void writeDecimal(ByteBuf out, long number, int length) {
    int start = out.writerIndex();
    int index = start + length;
    // Negative all the way: Long.MIN_VALUE has no positive counterpart.
    long rest = number < 0 ? number : -number;
    out.writerIndex(index);
    do {
      out.setByte(--index, '0' - (int) (rest % 10));
      rest /= 10;
    } while (rest != 0);
    if (number < 0) {
      out.setByte(start, '-');
    }
  }

  /** Characters of the decimal form, the sign included. */
  private static int textLength(long number) {
    int length = number < 0 ? 2 : 1;
    for (long rest = number / 10; rest != 0; rest /= 10) {
      length++;
    }
    return length;
  }
}
