package io.rondo.resp;

import io.netty.buffer.ByteBuf;
import java.util.HexFormat;

/** Bytes of a peer made fit for a message: quoted, non-printing bytes escaped, cut after 40. */
final class Escaped {
  private static final int MAX_BYTES = 40;
  private static final HexFormat HEX = HexFormat.of();

  private Escaped() {}

  static String of(ByteBuf bytes, int index, int length) {
    StringBuilder text = new StringBuilder(MAX_BYTES + 8).append('"');
    int shown = Math.min(length, MAX_BYTES);
    for (int i = 0; i < shown; i++) {
      append(text, bytes.getByte(index + i));
    }
    text.append('"');
    return length > shown ? text + "… (" + length + " bytes)" : text.toString();
  }

  static String of(byte single) {
    StringBuilder text = new StringBuilder(8).append('"');
    append(text, single);
    return text.append('"').toString();
  }

  private static void append(StringBuilder text, byte b) {
    switch (b) {
      case '\r' -> text.append("\\r");
      case '\n' -> text.append("\\n");
      case '"' -> text.append("\\\"");
      case '\\' -> text.append("\\\\");
      default -> {
        if (b >= 0x20 && b < 0x7f) {
          text.append((char) b);
        } else {
          text.append("\\x").append(HEX.toHighHexDigit(b)).append(HEX.toLowHexDigit(b));
        }
      }
    }
  }
}
