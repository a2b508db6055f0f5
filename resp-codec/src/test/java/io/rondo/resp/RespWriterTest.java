package io.rondo.resp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RespWriterTest {
  /** What {@code writing} writes, the same to heap and direct buffers that grow from nothing. */
  private static String written(Consumer<ByteBuf> writing) {
    ByteBuf heap = Unpooled.buffer(0);
    ByteBuf direct = Unpooled.directBuffer(0);
    try {
      writing.accept(heap);
      writing.accept(direct);
      assertEquals(heap, direct);
      return heap.toString(StandardCharsets.UTF_8);
    } finally {
      heap.release();
      direct.release();
    }
  }

  @Test
  void writesACommand() {
    String wire =
        written(
            out -> {
              RespWriter.writeArrayHeader(out, 4);
              RespWriter.writeBulkString(out, "SET");
              RespWriter.writeBulkString(out, "key");
              RespWriter.writeBulkString(out, new byte[] {'a', '\r', '\n'});
              RespWriter.writeBulkString(out, 12L);
            });
    assertEquals("*4\r\n$3\r\nSET\r\n$3\r\nkey\r\n$3\r\na\r\n\r\n$2\r\n12\r\n", wire);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 9, 10, 99, 100, 12345, Integer.MAX_VALUE})
  void writesArrayHeaders(int count) {
    assertEquals("*" + count + "\r\n", written(out -> RespWriter.writeArrayHeader(out, count)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
  void refusesACommandOfNoWords(int count) {
    ByteBuf out = Unpooled.buffer();
    assertThrows(IllegalArgumentException.class, () -> RespWriter.writeArrayHeader(out, count));
    assertEquals(0, out.readableBytes());
  }

  @ParameterizedTest
  @ValueSource(
      longs = {
        0,
        -1,
        9,
        10,
        -10,
        99,
        100,
        1_000_000_000L,
        Integer.MIN_VALUE,
        Long.MAX_VALUE,
        Long.MIN_VALUE + 1,
        Long.MIN_VALUE
      })
  void writesIntegers(long number) {
    String text = Long.toString(number);
    assertEquals(
        "$" + text.length() + "\r\n" + text + "\r\n",
        written(out -> RespWriter.writeBulkString(out, number)));
  }

  @Test
  void writesEveryPowerOfTenAndItsNeighbours() {
    for (long power = 1; power > 0 && power < Long.MAX_VALUE / 10; power *= 10) {
      for (long number : new long[] {power - 1, power, power + 1, 1 - power, -power, ~power}) {
        writesIntegers(number);
      }
    }
  }

  static Stream<String> texts() {
    return Stream.of(
        "",
        "a",
        "nine char",
        "ten chars!",
        "é€😀",
        "ascii, then grüße",
        Wire.repeat("x", 99),
        Wire.repeat("x", 1000),
        Wire.repeat("ü😀", 5000));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void writesTextAsUtf8(String text) {
    int length = text.getBytes(StandardCharsets.UTF_8).length;
    String expected = "$" + length + "\r\n" + text + "\r\n";
    assertEquals(expected, written(out -> RespWriter.writeBulkString(out, text)));
    CharSequence other = CharBuffer.wrap(text);
    assertEquals(expected, written(out -> RespWriter.writeBulkString(out, other)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\ud83d", "\ude00", "a\ud83d", "\ud83db", "\ude00\ud83d", "€\ud83d\ud83d"})
  void writesUnpairedSurrogatesAsQuestionMarks(String text) {
    String replaced = text.replace('\ud83d', '?').replace('\ude00', '?');
    int length = replaced.getBytes(StandardCharsets.UTF_8).length;
    assertEquals(
        "$" + length + "\r\n" + replaced + "\r\n",
        written(out -> RespWriter.writeBulkString(out, text)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 9, 10, 11, 300, 70_000})
  void writesBytes(int length) {
    byte[] bytes = Wire.bytes(Wire.repeat("\u00ff", length));
    ByteBuf out = Unpooled.buffer(0);
    RespWriter.writeBulkString(out, bytes);
    assertArrayEquals(Wire.encode(new RespValue.Bulk(bytes)), ByteBufUtil.getBytes(out));
  }

  @ParameterizedTest
  @CsvSource({
    "3.0, 3",
    "0.0, 0",
    "-0.0, -0.0",
    "-42.0, -42",
    "1.5, 1.5",
    "-0.1, -0.1",
    "9007199254740992, 9007199254740992",
    "1e300, 1.0E300",
    "4.9E-324, 4.9E-324",
    "Infinity, inf",
    "-Infinity, -inf"
  })
  void writesDoubles(double number, String text) {
    assertEquals(
        "$" + text.length() + "\r\n" + text + "\r\n",
        written(out -> RespWriter.writeBulkString(out, number)));
  }

  @Test
  void refusesNotANumber() {
    ByteBuf out = Unpooled.buffer();
    assertThrows(IllegalArgumentException.class, () -> RespWriter.writeBulkString(out, Double.NaN));
    assertEquals(0, out.readableBytes());
  }

  @Test
  void appendsToWhatIsThereAndGrowsTheBuffer() {
    ByteBuf out = Unpooled.buffer(1);
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < 2000; i++) {
      RespWriter.writeArrayHeader(out, 3);
      RespWriter.writeBulkString(out, "ä" + i);
      RespWriter.writeBulkString(out, Wire.bytes("b" + i));
      RespWriter.writeBulkString(out, -i);
      String text = Integer.toString(-i);
      int digits = Integer.toString(i).length();
      expected.append("*3\r\n$").append(digits + 2).append("\r\nä").append(i).append("\r\n$");
      expected.append(digits + 1).append("\r\nb").append(i).append("\r\n$");
      expected.append(text.length()).append("\r\n").append(text).append("\r\n");
    }
    assertEquals(expected.toString(), out.toString(StandardCharsets.UTF_8));
  }

  @Test
  void makesRoomForExactlyWhatItWrites() {
    ByteBuf out = Unpooled.buffer(27, 27);
    RespWriter.writeArrayHeader(out, 2);
    RespWriter.writeBulkString(out, "ü");
    RespWriter.writeBulkString(out, -12345678L);
    assertEquals(0, out.writableBytes());
  }

  @Test
  void encodesThePrefixOfACommand() {
    assertArrayEquals(Wire.bytes("*3\r\n$3\r\nSET\r\n"), RespWriter.encodePrefix(3, "SET"));
    assertArrayEquals(
        Wire.bytes("*2\r\n$6\r\nCLIENT\r\n$2\r\nID\r\n"),
        RespWriter.encodePrefix(2, "CLIENT", "ID"));
    assertThrows(IllegalArgumentException.class, () -> RespWriter.encodePrefix(1));
    assertThrows(IllegalArgumentException.class, () -> RespWriter.encodePrefix(1, "CLIENT", "ID"));
  }
}
