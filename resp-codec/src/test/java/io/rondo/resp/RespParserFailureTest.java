package io.rondo.resp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A decoder that fails, wherever it does, fails its reply alone; the stream stays in step. */
class RespParserFailureTest {
  private static final String AFTER = "+after\r\n";

  /** Where {@link Throwing} throws. */
  private enum Place {
    SIMPLE_STRING("+x\r\n"),
    ERROR("-ERR x\r\n"),
    INTEGER(":1\r\n"),
    BULK("$3\r\na\r\n\r\n"),
    EMPTY_BULK("$0\r\n\r\n"),
    NULL_BULK("$-1\r\n"),
    NULL_ARRAY("*-1\r\n"),
    BEGIN_ARRAY("*2\r\n*1\r\n:1\r\n-ERR no\r\n"),
    BEGIN_EMPTY_ARRAY("*0\r\n"),
    ELEMENT("*2\r\n*2\r\n$1\r\na\r\n*-1\r\n:2\r\n"),
    ADD("*3\r\n:1\r\n:2\r\n:3\r\n"),
    KEEPS("*2\r\n-ERR x\r\n:2\r\n"),
    END_ARRAY("*2\r\n:1\r\n:2\r\n"),
    END_EMPTY_ARRAY("*0\r\n");

    final String wire;

    Place(String wire) {
      this.wire = wire;
    }
  }

  private static final class Throwing extends ReplyDecoder<Object> {
    private final Place place;
    private final Throwable thrown;

    Throwing(Place place, Throwable thrown) {
      this.place = place;
      this.thrown = thrown;
    }

    private Object at(Place... places) {
      for (Place candidate : places) {
        if (candidate == place) {
          RespParserFailureTest.<RuntimeException>sneak(thrown);
        }
      }
      return "value";
    }

    @Override
    public Object simpleString(ByteBuf text, int length) {
      text.readerIndex(text.writerIndex());
      return at(Place.SIMPLE_STRING);
    }

    @Override
    public Object error(RespError error) {
      return at(Place.ERROR);
    }

    @Override
    public Object integer(long value) {
      return at(Place.INTEGER);
    }

    @Override
    public Object bulkString(ByteBuf bytes, int length) {
      bytes.skipBytes(length / 2).writerIndex(bytes.readerIndex());
      return at(Place.BULK, Place.EMPTY_BULK);
    }

    @Override
    public Object nullBulkString() {
      return at(Place.NULL_BULK);
    }

    @Override
    public Object nullArray() {
      return at(Place.NULL_ARRAY);
    }

    @Override
    public Object beginArray(int count) {
      return at(Place.BEGIN_ARRAY, Place.BEGIN_EMPTY_ARRAY);
    }

    @Override
    public ReplyDecoder<?> element(Object accumulator, int index) {
      at(Place.ELEMENT);
      return place == Place.KEEPS ? Replies.integer() : Replies.skip();
    }

    @Override
    public boolean keepsElementFailures() {
      at(Place.KEEPS);
      return false;
    }

    @Override
    public void add(Object accumulator, int index, @Nullable Object value) {
      if (index == 1) {
        at(Place.ADD);
      }
    }

    @Override
    public Object endArray(Object accumulator) {
      return at(Place.END_ARRAY, Place.END_EMPTY_ARRAY);
    }
  }

  /** Keeps failures among its elements, which {@code element} decodes. */
  private static final class Keeping extends ReplyDecoder<List<@Nullable Object>> {
    private final ReplyDecoder<?> element;

    Keeping(ReplyDecoder<?> element) {
      this.element = element;
    }

    @Override
    public Object beginArray(int count) {
      return new ArrayList<@Nullable Object>();
    }

    @Override
    public ReplyDecoder<?> element(Object accumulator, int index) {
      return element;
    }

    @Override
    public boolean keepsElementFailures() {
      return true;
    }

    @Override
    @SuppressWarnings("unchecked")
    public void add(Object accumulator, int index, @Nullable Object value) {
      List<@Nullable Object> list = (List<@Nullable Object>) accumulator;
      assertEquals(list.size(), index);
      list.add(value instanceof ReplyFailure failure ? failure.cause().getMessage() : value);
    }

    @Override
    @SuppressWarnings("unchecked")
    public List<@Nullable Object> endArray(Object accumulator) {
      return (List<@Nullable Object>) accumulator;
    }
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T extends Throwable> void sneak(Throwable thrown) throws T {
    throw (T) thrown;
  }

  @ParameterizedTest
  @EnumSource
  void aDecoderThatThrowsFailsItsReplyAlone(Place place) {
    Throwable[] all = {new IllegalStateException("x"), new AssertionError("x"), new Exception("x")};
    byte[] wire = Wire.bytes(place.wire + AFTER);
    for (Throwable thrown : all) {
      for (int size = 1; size <= wire.length; size++) {
        ReplyDecoder<?> throwing = new Throwing(place, thrown);
        try (Feed feed =
            new Feed(Feed.Memory.HEAP, RespLimits.DEFAULT, first(throwing, Replies.string()))) {
          feed.pieces(wire, size);
          assertEquals(2, feed.values.size());
          ReplyFailure failure = assertInstanceOf(ReplyFailure.class, feed.values.get(0));
          assertSame(thrown, failure.cause());
          assertEquals("after", feed.values.get(1));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aDecoderThatThrowsInsideAnArrayFailsTheElementThatIsKept(Place place) {
    Throwing throwing = new Throwing(place, new IllegalStateException("thrown"));
    Keeping keeping = new Keeping(Replies.list(throwing));
    String list = "*1\r\n" + place.wire;
    byte[] wire = Wire.bytes("*3\r\n*0\r\n" + list + "*-1\r\n" + AFTER);
    for (int size = 1; size <= wire.length; size++) {
      try (Feed feed =
          new Feed(Feed.Memory.DIRECT, RespLimits.DEFAULT, first(keeping, Replies.string()))) {
        feed.pieces(wire, size);
        List<@Nullable Object> expected = new ArrayList<>(List.of(List.of(), "thrown"));
        expected.add(null);
        assertEquals(List.of(expected, "after"), feed.values);
      }
    }
  }

  @Test
  void theNearestArrayThatKeepsFailuresGetsThem() {
    Keeping inner = new Keeping(Replies.list(Replies.integer()));
    Keeping outer = new Keeping(new Pair(inner, Replies.integer()));
    // Per pair: what the inner keeper takes, then an integer.
    String good = "*2\r\n*1\r\n*2\r\n:1\r\n:2\r\n:3\r\n";
    String failsInside = "*2\r\n*2\r\n*3\r\n:1\r\n-ERR in\r\n:2\r\n*1\r\n:4\r\n:5\r\n";
    String failsBeside = "*2\r\n*1\r\n-ERR kept\r\n-ERR out\r\n";
    byte[] wire = Wire.bytes("*3\r\n" + good + failsInside + failsBeside + AFTER);
    for (int size = 1; size <= wire.length; size++) {
      try (Feed feed =
          new Feed(Feed.Memory.HEAP, RespLimits.DEFAULT, first(outer, Replies.string()))) {
        feed.pieces(wire, size);
        List<Object> expected =
            List.of(
                List.of(List.of(List.of(1L, 2L)), 3L),
                List.of(List.of("ERR in", List.of(4L)), 5L),
                "ERR out");
        assertEquals(List.of(expected, "after"), feed.values);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void anErrorAtAnyPlaceOfAnArrayFailsAllThatDoNotKeepIt(int position) {
    StringBuilder elements = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      elements.append(i == position ? "-ERR here\r\n" : ":" + i + "\r\n");
    }
    byte[] wire = Wire.bytes("*3\r\n*0\r\n*4\r\n" + elements + "*1\r\n:9\r\n" + AFTER);
    ReplyDecoder<?> lists = Replies.list(Replies.list(Replies.integer()));
    for (int size = 1; size <= wire.length; size++) {
      try (Feed feed =
          new Feed(Feed.Memory.HEAP, RespLimits.DEFAULT, first(lists, Replies.string()))) {
        feed.pieces(wire, size);
        ReplyFailure failure = assertInstanceOf(ReplyFailure.class, feed.values.get(0));
        RespErrorException e = assertInstanceOf(RespErrorException.class, failure.cause());
        assertEquals(new RespError("ERR here"), e.error());
        assertEquals("ERR", e.error().code());
        assertEquals("after", feed.values.get(1));
      }
    }
  }

  @Test
  void whatBreaksTheJvmGoesOnAndEndsTheParser() {
    for (Place place : Place.values()) {
      OutOfMemoryError fatal = new OutOfMemoryError("made up");
      try (Feed feed = new Feed(Feed.Memory.HEAP, new Throwing(place, fatal))) {
        assertSame(fatal, assertThrows(Throwable.class, () -> feed.whole(place.wire)));
        assertThrows(IllegalStateException.class, () -> feed.whole(AFTER));
      }
    }
  }

  @Test
  void aDecoderThatNamesNothingFailsItsReplyAlone() {
    ReplyDecoder<Object> empty = new Nameless();
    try (Feed feed = new Feed(Feed.Memory.HEAP, empty)) {
      feed.whole("*1\r\n:1\r\n+x\r\n*0\r\n");
      for (Object value : feed.values) {
        assertInstanceOf(ReplyFailure.class, value);
      }
      assertEquals(3, feed.values.size());
      assertEquals(
          "expected Nameless, got a simple string \"x\"",
          ((ReplyFailure) feed.values.get(1)).cause().getMessage());
    }
  }

  /** Takes arrays, and forgot everything else. */
  private static final class Nameless extends ReplyDecoder<Object> {
    @Override
    public Object beginArray(int count) {
      return this;
    }
  }

  /** A list of two elements with a decoder each. */
  private static final class Pair extends ReplyDecoder<List<Object>> {
    private final ReplyDecoder<?> first;
    private final ReplyDecoder<?> second;

    Pair(ReplyDecoder<?> first, ReplyDecoder<?> second) {
      this.first = first;
      this.second = second;
    }

    @Override
    public Object beginArray(int count) {
      return new ArrayList<Object>();
    }

    @Override
    public ReplyDecoder<?> element(Object accumulator, int index) {
      return index == 0 ? first : second;
    }

    @Override
    @SuppressWarnings("unchecked")
    public void add(Object accumulator, int index, @Nullable Object value) {
      ((List<@Nullable Object>) accumulator).add(value);
    }

    @Override
    @SuppressWarnings("unchecked")
    public List<Object> endArray(Object accumulator) {
      return (List<Object>) accumulator;
    }
  }

  private static Supplier<ReplyDecoder<?>> first(ReplyDecoder<?> first, ReplyDecoder<?> others) {
    // A decoder is asked for before each call, and taken only where a reply begins.
    boolean[] begun = new boolean[1];
    return () -> {
      ReplyDecoder<?> decoder = begun[0] ? others : first;
      begun[0] = true;
      return decoder;
    };
  }
}
