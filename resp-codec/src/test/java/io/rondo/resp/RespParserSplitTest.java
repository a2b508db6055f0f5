package io.rondo.resp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of reply, however its bytes come. */
class RespParserSplitTest {
  private static final int TREES = 400;

  static Stream<Arguments> replies() {
    List<RespValue> values =
        List.of(
            new RespValue.SimpleString("OK"),
            new RespValue.SimpleString(""),
            new RespValue.SimpleString("grüße 😀"),
            Wire.error("WRONGTYPE Operation against a key"),
            Wire.error(""),
            new RespValue.Int(0),
            new RespValue.Int(-17),
            new RespValue.Int(Long.MAX_VALUE),
            new RespValue.Int(Long.MIN_VALUE),
            Wire.bulk("value"),
            Wire.bulk(""),
            Wire.bulk("\r\n$-1\r\n"),
            RespValue.NullBulk.INSTANCE,
            Wire.array(),
            RespValue.NullArray.INSTANCE,
            Wire.array(Wire.bulk("a"), new RespValue.Int(2), new RespValue.SimpleString("c")),
            Wire.array(
                Wire.error("ERR one"), RespValue.NullBulk.INSTANCE, RespValue.NullArray.INSTANCE),
            Wire.array(
                Wire.array(Wire.array(), Wire.array(Wire.bulk(""))),
                Wire.array(Wire.array(Wire.error("EXECABORT x"), new RespValue.Int(1))),
                Wire.bulk("end")));
    return values.stream()
        .flatMap(value -> Stream.of(Feed.Memory.values()).map(m -> Arguments.of(value, m)));
  }

  @ParameterizedTest
  @MethodSource("replies")
  void isTheSameSplitAtEveryByte(RespValue expected, Feed.Memory memory) {
    byte[] wire = Wire.encode(expected);
    for (int split = 0; split <= wire.length; split++) {
      try (Feed feed = new Feed(memory, Replies.tree())) {
        feed.read(wire, 0, split);
        boolean partial = split > 0 && split < wire.length;
        assertEquals(partial, feed.parser.isMidReply(), "mid reply after " + split + " bytes");
        feed.read(wire, split, wire.length);
        assertEquals(expected, feed.only(), "split after " + split + " bytes");
        assertFalse(feed.parser.isMidReply());
        assertNoted(expected, feed.parser, "split after " + split + " bytes");
      }
    }
  }

  /** What the parser says of the reply that it read last. */
  private static void assertNoted(RespValue last, RespParser parser, String note) {
    assertEquals(last instanceof RespValue.Error, parser.isError(), note);
    assertEquals(isNull(last), parser.isNull(), note);
    assertEquals(errorElements(last), noted(parser), note);
  }

  private static boolean isNull(RespValue value) {
    return value instanceof RespValue.NullArray || value instanceof RespValue.NullBulk;
  }

  private static BitSet errorElements(RespValue value) {
    BitSet errors = new BitSet();
    if (value instanceof RespValue.Array array) {
      for (int i = 0; i < array.elements().size(); i++) {
        errors.set(i, array.elements().get(i) instanceof RespValue.Error);
      }
    }
    return errors;
  }

  private static BitSet noted(RespParser parser) {
    BitSet errors = new BitSet();
    for (int i = 0; i < 16; i++) {
      errors.set(i, parser.isErrorAt(i));
    }
    return errors;
  }

  @ParameterizedTest
  @MethodSource("replies")
  void isTheSameByteByByteAndManyAtOnce(RespValue expected, Feed.Memory memory) {
    byte[] array = Wire.encode(Wire.array(expected, expected, expected));
    byte[] stream = Arrays.copyOfRange(array, "*3\r\n".length(), array.length);
    for (int size : new int[] {1, 2, 3, stream.length}) {
      try (Feed feed = new Feed(memory, Replies.tree())) {
        feed.pieces(stream, size);
        assertEquals(List.of(expected, expected, expected), feed.values, "pieces of " + size);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void randomTreesSurviveRandomFragmentation(Feed.Memory memory) {
    long seed = System.nanoTime();
    for (int i = 0; i < TREES; i++) {
      Random random = new Random(seed + i);
      List<RespValue> expected = Stream.generate(() -> Wire.random(random, 5)).limit(5).toList();
      try (Feed feed = new Feed(memory, Replies.tree())) {
        for (RespValue value : expected) {
          feed.randomPieces(Wire.encode(value), random);
          assertNoted(value, feed.parser, "seed " + (seed + i));
        }
        assertEquals(expected, feed.values, "seed " + (seed + i));
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + (seed + i), e);
      }
    }
  }

  @Test
  void takesEachReplyWithTheDecoderThatIsGivenAtItsStart() {
    ByteBuf in = Unpooled.wrappedBuffer(Wire.bytes("$2\r\nab\r\n:7\r\n:8"));
    try (RespParser parser = new RespParser(RespLimits.DEFAULT)) {
      assertTrue(parser.parse(in, Replies.string()));
      assertEquals("ab", parser.value());
      assertNull(parser.value());
      assertTrue(parser.parse(in, Replies.integer()));
      assertEquals(7L, parser.value());
      assertFalse(parser.parse(in, Replies.integer()));
      ByteBuf rest = Unpooled.wrappedBuffer(Wire.bytes("9\r\n"));
      assertTrue(parser.parse(rest, Replies.string()));
      assertEquals(89L, parser.value());
    }
  }
}
