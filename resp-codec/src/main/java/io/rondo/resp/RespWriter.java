package io.rondo.resp;

import io.netty.buffer.ByteBuf;

/** STUB */
public final class RespWriter {
  private RespWriter() {}

  /** {@code *count\r\n}: a command of {@code count} bulk strings, its name included, begins. */
  public static void writeArrayHeader(ByteBuf out, int count) {
    throw new UnsupportedOperationException();
  }

  /** One bulk string of the UTF-8 form of {@code text}. */
  public static void writeBulkString(ByteBuf out, CharSequence text) {
    throw new UnsupportedOperationException();
  }

  /** One bulk string of {@code bytes}. */
  public static void writeBulkString(ByteBuf out, byte[] bytes) {
    throw new UnsupportedOperationException();
  }

  /** One bulk string of the decimal digits of {@code number}. */
  public static void writeBulkString(ByteBuf out, long number) {
    throw new UnsupportedOperationException();
  }

  /**
   * One bulk string of {@code number} as Redis reads it: {@code inf}, {@code -inf}, {@code 1.5}.
   */
  public static void writeBulkString(ByteBuf out, double number) {
    throw new UnsupportedOperationException();
  }
}
