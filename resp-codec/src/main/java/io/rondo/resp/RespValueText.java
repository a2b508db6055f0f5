package io.rondo.resp;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@link RespValue} as text of a bounded length. */
final class RespValueText {
  private static final int MAX_ELEMENTS = 16;
  private static final int MAX_DEPTH = 8;

  /** Beyond this no further element is begun. */
  private static final int MAX_LENGTH = 1000;

  private RespValueText() {}

  static String of(RespValue value) {
    StringBuilder text = new StringBuilder();
    append(text, value, 0);
    return text.toString();
  }

  private static void append(StringBuilder text, RespValue value, int depth) {
    if (value instanceof RespValue.Array array) {
      appendArray(text, array.elements(), depth);
    } else if (value instanceof RespValue.Bulk bulk) {
      text.append(quoted(bulk.bytes()));
    } else if (value instanceof RespValue.SimpleString string) {
      text.append('+').append(quoted(string.text().getBytes(StandardCharsets.UTF_8)));
    } else if (value instanceof RespValue.Error error) {
      byte[] message = error.error().message().getBytes(StandardCharsets.UTF_8);
      text.append('-').append(quoted(message));
    } else if (value instanceof RespValue.Int integer) {
      text.append(integer.value());
    } else {
      text.append(value == RespValue.NullBulk.INSTANCE ? "null bulk string" : "null array");
    }
  }

  private static void appendArray(StringBuilder text, List<RespValue> elements, int depth) {
    text.append('[');
    int most = depth < MAX_DEPTH ? Math.min(elements.size(), MAX_ELEMENTS) : 0;
    int shown = 0;
    while (shown < most && text.length() < MAX_LENGTH) {
      text.append(shown == 0 ? "" : ", ");
      append(text, elements.get(shown++), depth + 1);
    }
    if (shown < elements.size()) {
      text.append(shown == 0 ? "" : ", ").append("… (").append(elements.size());
      text.append(elements.size() == 1 ? " element)" : " elements)");
    }
    text.append(']');
  }

  private static String quoted(byte[] bytes) {
    return Escaped.of(Unpooled.wrappedBuffer(bytes), 0, bytes.length);
  }
}
