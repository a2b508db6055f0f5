package io.rondo.resp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Bulk strings that come in several reads. */
class BulkAccumulatorTest {
  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  @Test
  void collectsPiecesOfEverySizeInOrder() {
    byte[] bytes = random(300_000);
    for (int size : new int[] {1, 100, 4095, 4096, 5000, 65_536, 299_999}) {
      BulkAccumulator bulk = new BulkAccumulator();
      for (int from = 0; from < bytes.length; from += size) {
        int to = Math.min(bytes.length, from + size);
        ByteBuf in = Unpooled.buffer(size).writeBytes(bytes, from, to - from);
        bulk.append(in, to - from, bytes.length - to);
        in.release();
      }
      assertArrayEquals(bytes, bulk.whole().take(), () -> "pieces of " + size);
      bulk.release();
      assertTrue(bulk.isEmpty());
    }
  }

  @Test
  void keepsNothingOfTheReadBuffers() {
    for (int count : new int[] {1, 300, 100_000}) {
      ByteBuf in = Unpooled.directBuffer(count).writeZero(count);
      BulkAccumulator bulk = new BulkAccumulator();
      bulk.append(in, count, 100_000);
      assertTrue(in.release(), "the last reference");
    }
  }

  @Test
  void theArrayThatIsFilledIsTheValue() {
    byte[] bytes = random(1 << 20);
    byte[] wire = Wire.encode(new RespValue.Bulk(bytes));
    byte[][] seen = new byte[1][];
    ReplyDecoder<byte[]> decoder =
        new ReplyDecoder<>() {
          @Override
          public byte @Nullable [] bulkString(ByteBuf in, int length) {
            seen[0] = in.array();
            return Replies.bytes().bulkString(in, length);
          }
        };
    try (Feed feed = new Feed(Feed.Memory.DIRECT, decoder)) {
      feed.pieces(wire, 64 * 1024);
      assertSame(seen[0], feed.only());
      assertArrayEquals(bytes, seen[0]);
    }
  }

  @Test
  void anArrayOfTheCallersIsNeverTheValue() {
    byte[] wire = Wire.bytes("$3\r\nabc\r\n");
    byte[] value = Wire.bytes("abc");
    try (RespParser parser = new RespParser(RespLimits.DEFAULT)) {
      parser.parse(Unpooled.wrappedBuffer(wire, 0, 4), Replies.bytes());
      parser.parse(Unpooled.wrappedBuffer(value), Replies.bytes());
      parser.parse(Unpooled.wrappedBuffer(wire, 7, 2), Replies.bytes());
      value[0] = 'x';
      assertArrayEquals(Wire.bytes("abc"), (byte[]) parser.value());
    }
  }

  @Test
  void aPartOfWhatWasGatheredIsCopied() {
    BulkAccumulator bulk = new BulkAccumulator();
    bulk.append(Unpooled.wrappedBuffer(Wire.bytes("abc")), 3, 0);
    BulkAccumulator.Whole whole = bulk.whole();
    assertArrayEquals(Wire.bytes("ab"), ScalarDecoders.bytes(whole, 2));
    assertArrayEquals(Wire.bytes("c"), ScalarDecoders.bytes(whole, 1));
  }

  @Test
  void closeReleasesWhatIsKeptOfAnIncompleteReply() {
    byte[] wire = Wire.encode(Wire.array(new RespValue.Bulk(random(200_000)), Wire.bulk("x")));
    for (int cut : new int[] {1, 20, 70_000, 150_000, 200_013, 200_014, wire.length - 1}) {
      try (Feed feed = new Feed(Feed.Memory.DIRECT, Replies.tree())) {
        for (int from = 0; from < cut; from += 50_000) {
          feed.read(wire, from, Math.min(cut, from + 50_000));
        }
        assertTrue(feed.parser.isMidReply());
      }
    }
  }

  @Test
  void aSkippedValueKeepsNoBuffer() {
    ByteBuf in = Unpooled.directBuffer(10_000).writeBytes(Wire.bytes("$1000000\r\n"));
    in.writeZero(9000);
    try (RespParser parser = new RespParser(RespLimits.DEFAULT)) {
      parser.parse(in, Replies.skip());
      assertTrue(in.release(), "the last reference");
    }
  }
}
