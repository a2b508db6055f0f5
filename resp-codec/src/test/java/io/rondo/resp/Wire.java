package io.rondo.resp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Replies as a server writes them, made without the code under test. */
final class Wire {
  private Wire() {}

  static byte[] bytes(String latin1) {
    return latin1.getBytes(StandardCharsets.ISO_8859_1);
  }

  static RespValue bulk(String text) {
    return new RespValue.Bulk(text.getBytes(StandardCharsets.UTF_8));
  }

  static RespValue error(String message) {
    return new RespValue.Error(new RespError(message));
  }

  static RespValue array(RespValue... elements) {
    return new RespValue.Array(Arrays.asList(elements));
  }

  static byte[] encode(RespValue value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    encode(value, out);
    return out.toByteArray();
  }

  private static void encode(RespValue value, ByteArrayOutputStream out) {
    if (value instanceof RespValue.SimpleString string) {
      line(out, "+" + string.text());
    } else if (value instanceof RespValue.Error error) {
      line(out, "-" + error.error().message());
    } else if (value instanceof RespValue.Int integer) {
      line(out, ":" + integer.value());
    } else if (value instanceof RespValue.Bulk bulk) {
      line(out, "$" + bulk.bytes().length);
      out.writeBytes(bulk.bytes());
      line(out, "");
    } else if (value instanceof RespValue.Array array) {
      line(out, "*" + array.elements().size());
      array.elements().forEach(element -> encode(element, out));
    } else {
      line(out, value == RespValue.NullBulk.INSTANCE ? "$-1" : "*-1");
    }
  }

  private static void line(ByteArrayOutputStream out, String text) {
    out.writeBytes((text + "\r\n").getBytes(StandardCharsets.UTF_8));
  }

  /** A random reply, arrays at most {@code depth} deep, of all kinds, empty and null ones too. */
  static RespValue random(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 10 : 8)) {
      case 0 -> new RespValue.SimpleString(randomLine(random));
      case 1 -> error("ERR " + randomLine(random));
      case 2 -> new RespValue.Int(random.nextLong() >> random.nextInt(64));
      case 3 -> RespValue.NullBulk.INSTANCE;
      case 4 -> RespValue.NullArray.INSTANCE;
      case 5 -> array();
      case 6, 7 -> new RespValue.Bulk(randomBytes(random));
      default -> {
        List<RespValue> elements = new ArrayList<>();
        int count = 1 + random.nextInt(6);
        for (int i = 0; i < count; i++) {
          elements.add(random(random, depth - 1));
        }
        yield new RespValue.Array(elements);
      }
    };
  }

  private static byte[] randomBytes(Random random) {
    int magnitude = random.nextInt(10);
    byte[] bytes = new byte[magnitude == 9 ? random.nextInt(40_000) : random.nextInt(40)];
    if (magnitude < 8) {
      random.nextBytes(bytes);
    } else {
      Arrays.fill(bytes, (byte) (random.nextBoolean() ? '\r' : '\n'));
    }
    return random.nextInt(6) == 0 ? new byte[0] : bytes;
  }

  private static String randomLine(Random random) {
    String alphabet = "aZ 09+-:$*é€😀\t\0";
    int[] points = alphabet.codePoints().toArray();
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.appendCodePoint(points[random.nextInt(points.length)]);
    }
    return text.toString();
  }

  /** {@code count} copies of {@code text}, one after the other. */
  static String repeat(String text, int count) {
    return String.join("", Collections.nCopies(count, text));
  }
}
