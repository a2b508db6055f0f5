package io.rondo.client.support;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Streams of RESP2 replies that are valid but for a few mutations. */
public final class MutatedReplies {
  /** What means something to a parser. */
  private static final String FRAMING = "+-:$*\r\n0123456789";

  private static final String[] TALL = {
    "*2147483647\r\n", "$536870912\r\n", "$2147483648\r\n", ":99999999999999999999\r\n", "*-2\r\n"
  };

  private MutatedReplies() {}

  /** A stream of {@code replies} replies, with one to three mutations. */
  public static byte[] stream(int replies, Random random) {
    StringBuilder valid = new StringBuilder();
    for (int i = 0; i < replies; i++) {
      reply(valid, random, 0);
    }
    byte[] bytes = valid.toString().getBytes(StandardCharsets.ISO_8859_1);
    for (int mutations = 1 + random.nextInt(3); mutations > 0; mutations--) {
      bytes = mutate(bytes, random);
    }
    return bytes;
  }

  private static void reply(StringBuilder out, Random random, int depth) {
    switch (random.nextInt(depth < 3 ? 8 : 6)) {
      case 0 -> out.append("+OK\r\n");
      case 1 -> out.append("-WRONGTYPE no ").append(random.nextInt(1000)).append("\r\n");
      case 2 -> out.append(':').append(random.nextLong()).append("\r\n");
      case 3 -> out.append(random.nextBoolean() ? "$-1\r\n" : "*-1\r\n");
      case 4, 5 -> {
        String text = "value" + random.nextInt() + "x".repeat(random.nextInt(300));
        out.append('$').append(text.length()).append("\r\n").append(text).append("\r\n");
      }
      default -> {
        int size = random.nextInt(4);
        out.append('*').append(size).append("\r\n");
        for (int i = 0; i < size; i++) {
          reply(out, random, depth + 1);
        }
      }
    }
  }

  private static byte[] mutate(byte[] bytes, Random random) {
    if (bytes.length < 2) {
      return bytes;
    }
    int at = random.nextInt(bytes.length);
    int to = at + random.nextInt(Math.min(64, bytes.length - at));
    return switch (random.nextInt(9)) {
      case 0 -> replace(bytes, at, at + 1, new byte[] {(byte) random.nextInt()});
      case 1, 2 -> replace(bytes, at, at + 1, framing(random));
      case 3 -> replace(bytes, at, at, framing(random));
      case 4 -> replace(bytes, at, at + 1, new byte[0]);
      case 5 -> replace(bytes, at, to, new byte[0]);
      case 6 -> replace(bytes, at, at, Arrays.copyOfRange(bytes, at, to));
      case 7 -> replace(bytes, at, at, text(TALL[random.nextInt(TALL.length)]));
      default -> Arrays.copyOf(bytes, at);
    };
  }

  private static byte[] framing(Random random) {
    return text(FRAMING.substring(random.nextInt(FRAMING.length())).substring(0, 1));
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** {@code bytes} with {@code by} in the place of those from {@code from} to {@code to}. */
  private static byte[] replace(byte[] bytes, int from, int to, byte[] by) {
    byte[] replaced = new byte[bytes.length - (to - from) + by.length];
    System.arraycopy(bytes, 0, replaced, 0, from);
    System.arraycopy(by, 0, replaced, from, by.length);
    System.arraycopy(bytes, to, replaced, from + by.length, bytes.length - to);
    return replaced;
  }
}
