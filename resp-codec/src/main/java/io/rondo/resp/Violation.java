package io.rondo.resp;

import io.netty.buffer.ByteBuf;

/** Makes the exceptions of protocol violations, so that all say the same things. */
final class Violation {
  private Violation() {}

  static RespProtocolException of(String expected, String got, long offset) {
    return new RespProtocolException("expected " + expected + ", got " + got, offset);
  }

  /** The byte at {@code index}, whose offset in the stream is {@code base + index}. */
  static RespProtocolException of(String expected, ByteBuf in, int index, long base) {
    return of(expected, Escaped.of(in.getByte(index)), base + index);
  }

  /** What the first line of a reply of {@code type} is. */
  static String line(byte type) {
    return switch (type) {
      case '+' -> "a simple string";
      case '-' -> "an error";
      case ':' -> "an integer";
      case '$' -> "a bulk string length";
      default -> "an array length";
    };
  }
}
