package io.rondo.resp;

import io.netty.buffer.ByteBuf;

/**
 * Reads the line of an integer or a length, which may come in any pieces: a sign or none, digits,
 * CRLF. Redis writes no plus sign, but takes one, and so does this.
 */
final class NumberReader {
  /** Digits of {@link Long#MAX_VALUE}. */
  private static final int MAX_DIGITS = 19;

  private byte type;
  private boolean signed;
  private boolean negative;
  private boolean carriageReturn;
  private int digits;
  private long magnitude;

  /** The line of a reply of {@code type} begins. */
  void begin(byte type) {
    this.type = type;
    signed = false;
    negative = false;
    carriageReturn = false;
    digits = 0;
    magnitude = 0;
  }

  /**
   * Consumes what {@code in} has of the line.
   *
   * @param base offset of index 0 of {@code in}
   * @return whether the line is complete
   */
  boolean read(ByteBuf in, long base) {
    int end = in.writerIndex();
    for (int i = in.readerIndex(); i < end; i++) {
      byte b = in.getByte(i);
      int digit = b - '0';
      if (carriageReturn) {
        if (b != '\n') {
          throw Violation.of("\"\\n\" at the end of " + Violation.line(type), in, i, base);
        }
        in.readerIndex(i + 1);
        return true;
      } else if (digit >= 0 && digit <= 9) {
        addDigit(digit, base + i);
      } else if (b == '\r' && digits > 0) {
        carriageReturn = true;
      } else if ((b == '-' || b == '+') && digits == 0 && !signed) {
        signed = true;
        negative = b == '-';
      } else {
        String expected = digits > 0 ? "a digit or \"\\r\" of " : "a digit of ";
        throw Violation.of(expected + Violation.line(type), in, i, base);
      }
    }
    in.readerIndex(end);
    return false;
  }

  /** The number of the line that is complete. */
  long value() {
    return negative ? -magnitude : magnitude;
  }

  private void addDigit(int digit, long offset) {
    long before = magnitude;
    magnitude = before * 10 + digit;
    digits++;
    // Up to 19 digits fit into 64 bits without a sign: a result below zero is above the maximum.
    boolean tooLarge = magnitude < 0 && !(negative && magnitude == Long.MIN_VALUE);
    if (tooLarge || digits > MAX_DIGITS) {
      String text = (negative ? "\"-" : "\"") + Long.toUnsignedString(before) + digit + "\"";
      throw Violation.of(
          Violation.line(type) + " of 64 bits and at most " + MAX_DIGITS + " digits", text, offset);
    }
  }
}
