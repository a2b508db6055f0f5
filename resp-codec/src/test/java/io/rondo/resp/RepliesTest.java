package io.rondo.resp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepliesTest {
  /** The value that {@code decoder} makes of {@code wire}, the same whole and byte by byte. */
  private static Object value(ReplyDecoder<?> decoder, String wire) {
    try (Feed whole = new Feed(Feed.Memory.DIRECT, decoder);
        Feed bytes = new Feed(Feed.Memory.HEAP, decoder)) {
      Object value = whole.whole(wire).only();
      Object other = bytes.pieces(Wire.bytes(wire), 1).only();
      if (value instanceof ReplyFailure failure) {
        String message = ((ReplyFailure) other).cause().getMessage();
        assertEquals(failure.cause().getMessage(), message);
      } else if (value instanceof byte[] array) {
        assertArrayEquals(array, (byte[]) other);
      } else {
        assertEquals(value, other);
      }
      return value;
    }
  }

  private static void assertRefused(ReplyDecoder<?> decoder, String wire, String message) {
    ReplyFailure failure = assertInstanceOf(ReplyFailure.class, value(decoder, wire));
    assertInstanceOf(ReplyTypeException.class, failure.cause());
    assertEquals("expected " + decoder + ", got " + message, failure.cause().getMessage());
  }

  private static List<ReplyDecoder<?>> allButTreeAndSkip() {
    return List.of(
        Replies.string(),
        Replies.bytes(),
        Replies.integer(),
        Replies.nullableInteger(),
        Replies.doubleNumber(),
        Replies.bool(),
        Replies.status(),
        Replies.list(Replies.string()),
        Replies.set(Replies.string()),
        Replies.map(Replies.string(), Replies.string()),
        Replies.mapped(Replies.string(), text -> text, "other"));
  }

  @Test
  void anErrorFailsWithItsMessage() {
    for (ReplyDecoder<?> decoder : allButTreeAndSkip()) {
      Object value = value(decoder, "-WRONGTYPE no such kind\r\n");
      ReplyFailure failure = assertInstanceOf(ReplyFailure.class, value, decoder.toString());
      RespErrorException e = assertInstanceOf(RespErrorException.class, failure.cause());
      assertEquals("WRONGTYPE no such kind", e.getMessage());
      assertEquals("WRONGTYPE", e.error().code());
    }
  }

  @Test
  void strings() {
    assertEquals("grüße", value(Replies.string(), "$7\r\ngr\u00c3\u00bc\u00c3\u009fe\r\n"));
    assertEquals("", value(Replies.string(), "$0\r\n\r\n"));
    assertEquals("simple", value(Replies.string(), "+simple\r\n"));
    assertEquals(
        Wire.repeat("x", 5000),
        value(Replies.string(), "$5000\r\n" + Wire.repeat("x", 5000) + "\r\n"));
    assertNull(value(Replies.string(), "$-1\r\n"));
    assertNull(value(Replies.string(), "*-1\r\n"));
    assertRefused(Replies.string(), ":1\r\n", "the integer 1");
    assertRefused(Replies.string(), "*2\r\n:1\r\n*1\r\n-E\r\n", "an array of 2 elements");
  }

  @Test
  void bytes() {
    assertArrayEquals(
        new byte[] {(byte) 0xff, 0, '\r'}, (byte[]) value(Replies.bytes(), "$3\r\n\u00ff\0\r\r\n"));
    assertArrayEquals(new byte[0], (byte[]) value(Replies.bytes(), "$0\r\n\r\n"));
    assertArrayEquals(new byte[] {'x'}, (byte[]) value(Replies.bytes(), "+x\r\n"));
    assertNull(value(Replies.bytes(), "$-1\r\n"));
    assertNull(value(Replies.bytes(), "*-1\r\n"));
    assertRefused(Replies.bytes(), ":-1\r\n", "the integer -1");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 7, -7, Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE + 1})
  void integers(long number) {
    String text = Long.toString(number);
    for (ReplyDecoder<?> decoder : List.of(Replies.integer(), Replies.nullableInteger())) {
      assertEquals(number, value(decoder, ":" + text + "\r\n"));
      assertEquals(number, value(decoder, "$" + text.length() + "\r\n" + text + "\r\n"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "--1",
        "+1",
        "1x",
        " 1",
        "1.5",
        "9223372036854775808",
        "-9223372036854775809",
        "92233720368547758070",
        "18446744073709551616"
      })
  void integersRefuseWhatIsNone(String text) {
    assertRefused(
        Replies.integer(),
        "$" + text.length() + "\r\n" + text + "\r\n",
        "a bulk string \"" + text + "\"");
  }

  @Test
  void integersAndNull() {
    assertRefused(Replies.integer(), "$-1\r\n", "a null bulk string");
    assertRefused(Replies.integer(), "*-1\r\n", "a null array");
    assertRefused(Replies.integer(), "+1\r\n", "a simple string \"1\"");
    assertNull(value(Replies.nullableInteger(), "$-1\r\n"));
    assertNull(value(Replies.nullableInteger(), "*-1\r\n"));
  }

  @ParameterizedTest
  @CsvSource({
    "1.5, 1.5",
    "-3, -3",
    "17.000000000000001, 17",
    "1e+100, 1e100",
    "inf, Infinity",
    "-inf, -Infinity",
    "nan, NaN",
    "-nan, NaN"
  })
  void doubles(String text, double number) {
    assertEquals(
        number, value(Replies.doubleNumber(), "$" + text.length() + "\r\n" + text + "\r\n"));
  }

  @Test
  void doublesAndNull() {
    assertNull(value(Replies.doubleNumber(), "$-1\r\n"));
    assertRefused(Replies.doubleNumber(), "$1\r\nx\r\n", "a bulk string \"x\"");
    assertRefused(Replies.doubleNumber(), ":1\r\n", "the integer 1");
  }

  @Test
  void booleans() {
    assertEquals(true, value(Replies.bool(), ":1\r\n"));
    assertEquals(false, value(Replies.bool(), ":0\r\n"));
    assertRefused(Replies.bool(), ":2\r\n", "the integer 2");
    assertRefused(Replies.bool(), "$1\r\n1\r\n", "a bulk string \"1\"");
  }

  @Test
  void statuses() {
    assertSame("OK", value(Replies.status(), "+OK\r\n"));
    assertEquals("OKAY", value(Replies.status(), "+OKAY\r\n"));
    assertEquals("NO", value(Replies.status(), "+NO\r\n"));
    assertNull(value(Replies.status(), "$-1\r\n"));
    assertNull(value(Replies.status(), "*-1\r\n"));
    assertRefused(Replies.status(), "$2\r\nOK\r\n", "a bulk string \"OK\"");
  }

  @Test
  void lists() {
    ReplyDecoder<?> strings = Replies.list(Replies.string());
    Object value = value(strings, "*3\r\n$1\r\na\r\n$-1\r\n$0\r\n\r\n");
    assertEquals(Arrays.asList("a", null, ""), value);
    assertInstanceOf(ArrayList.class, value);
    assertEquals(List.of(), value(strings, "*0\r\n"));
    assertNull(value(strings, "*-1\r\n"));
    assertRefused(strings, "$-1\r\n", "a null bulk string");
    assertEquals(
        Arrays.asList(List.of(1L), null, List.of()),
        value(Replies.list(Replies.list(Replies.integer())), "*3\r\n*1\r\n:1\r\n*-1\r\n*0\r\n"));
    assertEquals("list of list of integer", "" + Replies.list(Replies.list(Replies.integer())));
  }

  @Test
  void sets() {
    ReplyDecoder<Set<String>> strings = Replies.set(Replies.string());
    Object value = value(strings, "*3\r\n$1\r\nb\r\n$1\r\na\r\n$1\r\nb\r\n");
    assertEquals(List.of("b", "a"), new ArrayList<>((Set<?>) value));
    assertInstanceOf(LinkedHashSet.class, value);
    assertEquals(Set.of(), value(strings, "*0\r\n"));
    assertRefused(strings, "*2\r\n$1\r\na\r\n$-1\r\n", "null as element 1");
    assertRefused(strings, "*-1\r\n", "a null array");
  }

  @Test
  void maps() {
    ReplyDecoder<Map<String, Long>> scores = Replies.map(Replies.string(), Replies.integer());
    Object value = value(scores, "*4\r\n$1\r\nb\r\n:2\r\n$1\r\na\r\n$1\r\n1\r\n");
    assertEquals("{b=2, a=1}", value.toString());
    assertInstanceOf(LinkedHashMap.class, value);
    assertEquals(Map.of(), value(scores, "*0\r\n"));
    assertRefused(
        scores, "*3\r\n+a\r\n:1\r\n+b\r\n", "an array of 3 elements, which is an odd number");
    assertRefused(scores, "*2\r\n$-1\r\n:1\r\n", "null as element 0");
    assertEquals("map of string to integer", scores.toString());
  }

  @Test
  void mappedValues() {
    ReplyDecoder<Integer> length =
        Replies.mapped(Replies.string(), text -> text == null ? -1 : text.length(), "length");
    assertEquals(3, value(length, "$3\r\nabc\r\n"));
    assertEquals(-1, value(length, "$-1\r\n"));
    assertEquals("length", length.toString());
    ReplyDecoder<Integer> size =
        Replies.mapped(Replies.list(length), list -> list == null ? -1 : list.size(), "size");
    assertEquals(2, value(size, "*2\r\n+a\r\n+b\r\n"));
    assertEquals(-1, value(size, "*-1\r\n"));
    assertEquals("int", value(Replies.mapped(Replies.tree(), t -> "int", "kind"), ":1\r\n"));
    assertEquals(
        "Error",
        value(Replies.mapped(Replies.tree(), t -> t.getClass().getSimpleName(), "kind"), "-E\r\n"));
  }

  @Test
  void aMappingThatThrowsFailsThatReplyAlone() {
    ReplyDecoder<Integer> number = Replies.mapped(Replies.string(), Integer::valueOf, "number");
    try (Feed feed = new Feed(Feed.Memory.HEAP, number)) {
      feed.whole("+1\r\n+x\r\n+3\r\n");
      assertEquals(1, feed.values.get(0));
      ReplyFailure failure = assertInstanceOf(ReplyFailure.class, feed.values.get(1));
      assertInstanceOf(NumberFormatException.class, failure.cause());
      assertEquals(3, feed.values.get(2));
    }
  }

  @Test
  void skippedReplies() {
    String wire = "*4\r\n-ERR x\r\n*2\r\n$-1\r\n:1\r\n$3\r\nabc\r\n*-1\r\n";
    assertNull(value(Replies.skip(), wire));
    assertNull(value(Replies.skip(), "-ERR x\r\n"));
    assertNull(value(Replies.skip(), "*0\r\n"));
  }

  @Test
  void messagesOfRefusedRepliesAreEscapedAndCut() {
    assertRefused(
        Replies.integer(),
        "$50\r\n\r\n\"\\\u00ff" + Wire.repeat("a", 45) + "\r\n",
        "a bulk string \"\\r\\n\\\"\\\\\\xff" + Wire.repeat("a", 35) + "\"… (50 bytes)");
  }
}
