package io.rondo.resp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What breaks the protocol or a limit ends the stream, says why and where, and leaks nothing. */
class RespParserHostileTest {
  private static final RespLimits SMALL = new RespLimits(3, 10, 8, 6);

  static Stream<Arguments> violations() {
    return Stream.of(
        // Not a reply.
        violation("x", "a reply that begins with one of \"+-:$*\", got \"x\"", 0),
        violation("+a\r\n\0", "a reply that begins with one of \"+-:$*\", got \"\\x00\"", 4),
        violation("*2\r\n:1\r\n\r\n", "a reply that begins with one of \"+-:$*\"", 8),
        // Integers.
        violation(":\r\n", "a digit of an integer, got \"\\r\"", 1),
        violation(":-\r\n", "a digit of an integer, got \"\\r\"", 2),
        violation(":--1\r\n", "a digit of an integer, got \"-\"", 2),
        violation(":1-\r\n", "a digit or \"\\r\" of an integer, got \"-\"", 2),
        violation(":1x\r\n", "a digit or \"\\r\" of an integer, got \"x\"", 2),
        violation(":1\n", "a digit or \"\\r\" of an integer, got \"\\n\"", 2),
        violation(":1\rx", "\"\\n\" at the end of an integer, got \"x\"", 3),
        violation(": 1\r\n", "a digit of an integer, got \" \"", 1),
        violation(
            ":9223372036854775808\r\n",
            "an integer of 64 bits and at most 19 digits, got \"9223372036854775808\"",
            19),
        violation(
            ":-9223372036854775809\r\n",
            "an integer of 64 bits and at most 19 digits, got \"-9223372036854775809\"",
            20),
        violation(
            ":99999999999999999999999999\r\n",
            "an integer of 64 bits and at most 19 digits, got \"9999999999999999999\"",
            19),
        violation(
            ":00000000000000000001\r\n",
            "an integer of 64 bits and at most 19 digits, got \"01\"",
            20),
        // Bulk strings.
        violation("$-2\r\n", "a bulk string length from -1 to 8, got -2", 1),
        violation("$9\r\n", "a bulk string length from -1 to 8, got 9", 1),
        violation("$a\r\n", "a digit of a bulk string length, got \"a\"", 1),
        violation("$2\r\nabc\r\n", "\"\\r\" after a bulk string of 2 bytes, got \"c\"", 6),
        violation("$2\r\nab\rc", "\"\\n\" after a bulk string of 2 bytes, got \"c\"", 7),
        violation("$2\r\nab\n", "\"\\r\" after a bulk string of 2 bytes, got \"\\n\"", 6),
        violation("$0\r\n\n", "\"\\r\" after a bulk string of 0 bytes, got \"\\n\"", 4),
        violation(
            "$9223372036854775808\r\n",
            "a bulk string length of 64 bits and at most 19 digits",
            19),
        // Arrays.
        violation("*-2\r\n", "an array length from -1 to 10, got -2", 1),
        violation("*11\r\n", "an array length from -1 to 10, got 11", 1),
        violation("*2147483647\r\n", "an array length from -1 to 10, got 2147483647", 1),
        violation(
            "*9223372036854775807\r\n",
            "an array length from -1 to 10, got 9223372036854775807",
            1),
        violation(
            "*5\r\n*5\r\n:1\r\n:1\r\n:1\r\n:1\r\n:1\r\n*1\r\n",
            "at most 10 array elements in a reply, got 10 and 1 more",
            29),
        violation(
            "*1\r\n*1\r\n*1\r\n*1\r\n:1\r\n",
            "arrays nested at most 3 deep, got one inside them",
            12),
        violation(
            "*1\r\n*1\r\n*1\r\n*0\r\n", "arrays nested at most 3 deep, got one inside them", 12),
        // Lines.
        violation("+a\nb\r\n", "\"\\r\" before the \"\\n\" of a simple string, got \"\\n\"", 2),
        violation("+\n", "\"\\r\" before the \"\\n\" of a simple string, got \"\\n\"", 1),
        violation("+a\rb\r\n", "\"\\n\" at the end of a simple string, got \"b\"", 3),
        violation("-ERR\r\r\n", "\"\\n\" at the end of an error, got \"\\r\"", 5),
        violation("-ERR a b", "an error of at most 6 bytes, got more", 7),
        violation("+1234567\r\n", "a simple string of at most 6 bytes, got more", 7));
  }

  private static Arguments violation(String wire, String message, long offset) {
    return Arguments.of(wire, message, offset);
  }

  @ParameterizedTest
  @MethodSource("violations")
  void saysWhatWasExpectedWhatCameAndWhere(String wire, String message, long offset) {
    byte[] bytes = Wire.bytes("+ok\r\n" + wire);
    for (Feed.Memory memory : Feed.Memory.values()) {
      for (ReplyDecoder<?> decoder : new ReplyDecoder<?>[] {Replies.tree(), Replies.skip()}) {
        for (int size = 1; size <= bytes.length; size++) {
          int pieces = size;
          try (Feed feed = new Feed(memory, SMALL, () -> decoder)) {
            RespProtocolException e =
                assertThrows(
                    RespProtocolException.class, () -> feed.pieces(bytes, pieces), "no violation");
            // What came is shown as far as it was there, which depends on the pieces.
            String expected = "expected " + message.replaceFirst(", got .*", ", got ");
            assertStartsWith(expected, e);
            assertEquals(offset + 5, e.offset(), "pieces of " + size);
            assertTrue(e.toString().endsWith(" at offset " + (offset + 5)), e.toString());
            assertThrows(IllegalStateException.class, () -> feed.whole("+OK\r\n"));
            assertFalse(feed.parser.isMidReply());
          }
        }
      }
    }
    try (Feed feed = new Feed(Feed.Memory.HEAP, SMALL, Replies::tree)) {
      RespProtocolException e = assertThrows(RespProtocolException.class, () -> feed.whole(bytes));
      assertStartsWith("expected " + message, e);
    }
  }

  private static void assertStartsWith(String expected, RespProtocolException e) {
    String message = String.valueOf(e.getMessage());
    assertTrue(message.startsWith(expected), () -> expected + " is not the start of " + message);
  }

  @Test
  void namesWhatSpeaksAnotherProtocol() {
    try (Feed feed = new Feed(Feed.Memory.HEAP, Replies.status())) {
      RespProtocolException e =
          assertThrows(
              RespProtocolException.class,
              () -> feed.whole("HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\n\r\n"));
      assertEquals(
          "expected a reply that begins with one of \"+-:$*\","
              + " got \"HTTP/1.1 400 Bad Request\\r\\nContent-Type: \"… (54 bytes) at offset 0",
          e.getMessage());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {":+5\r\n", ":5\r\n", ":05\r\n"})
  void takesASignAndZerosAsRedisDoes(String wire) {
    try (Feed feed = new Feed(Feed.Memory.HEAP, Replies.integer())) {
      assertEquals(5L, feed.whole(wire).only());
    }
  }

  @Test
  void takesWhatIsExactlyAtALimit() {
    String wire = "*1\r\n*1\r\n*8\r\n+123456\r\n$8\r\n12345678\r\n" + Wire.repeat("$-1\r\n", 6);
    for (int size : new int[] {1, 7, wire.length()}) {
      try (Feed feed = new Feed(Feed.Memory.HEAP, SMALL, Replies::tree)) {
        feed.pieces(Wire.bytes(wire + wire), size);
        assertEquals(2, feed.values.size());
      }
    }
  }

  @Test
  void takes1024ArraysInsideEachOtherAndNotOneMore() {
    String deep = Wire.repeat("*1\r\n", 1023);
    try (Feed feed = new Feed(Feed.Memory.HEAP, Replies.tree())) {
      RespValue value = (RespValue) feed.whole(deep + "*0\r\n").only();
      int depth = 1;
      while (!((RespValue.Array) value).elements().isEmpty()) {
        value = ((RespValue.Array) value).elements().get(0);
        depth++;
      }
      assertEquals(1024, depth);
    }
    try (Feed feed = new Feed(Feed.Memory.HEAP, Replies.tree())) {
      feed.whole(deep + "*1\r\n");
      assertThrows(RespProtocolException.class, () -> feed.whole("*0\r\n"));
    }
  }

  @Test
  void depthCostsNoStackOfTheThread() {
    int depth = 1_000_000;
    RespLimits deep = new RespLimits(depth, depth, 1, 1);
    for (ReplyDecoder<?> decoder : new ReplyDecoder<?>[] {Replies.skip(), Replies.string()}) {
      try (Feed feed = new Feed(Feed.Memory.HEAP, deep, () -> decoder)) {
        feed.whole(Wire.repeat("*1\r\n", depth)).whole(":1\r\n");
        assertEquals(decoder == Replies.skip(), feed.only() == null);
      }
    }
  }

  @Test
  void keepsTheDefaultLimits() {
    for (String wire : new String[] {"*67108865\r\n", "$536870913\r\n"}) {
      try (Feed feed = new Feed(Feed.Memory.HEAP, Replies.tree())) {
        assertThrows(RespProtocolException.class, () -> feed.whole(wire));
      }
    }
    try (Feed feed = new Feed(Feed.Memory.HEAP, Replies.tree())) {
      feed.whole("+" + Wire.repeat("x", 65536));
      assertThrows(RespProtocolException.class, () -> feed.whole("x"));
    }
  }

  @Test
  void refusesLimitsBelowOne() {
    assertThrows(IllegalArgumentException.class, () -> new RespLimits(0, 1, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new RespLimits(1, 0, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new RespLimits(1, 1, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> new RespLimits(1, 1, 1, -1));
  }

  @Test
  void parsesNoMoreAfterClose() {
    ByteBuf in = Unpooled.wrappedBuffer(Wire.bytes("+OK\r\n"));
    RespParser parser = new RespParser(RespLimits.DEFAULT);
    parser.close();
    assertThrows(IllegalStateException.class, () -> parser.parse(in, Replies.status()));
    assertEquals(5, in.readableBytes());
  }
}
