package io.rondo.resp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.Random;
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
      assertEquals(Unpooled.wrappedBuffer(bytes), bulk.view());
      bulk.release();
      assertTrue(bulk.isEmpty());
    }
  }

  @Test
  void keepsLargePiecesWhereTheyAreAndCopiesSmallOnes() {
    BulkAccumulator bulk = new BulkAccumulator();
    int most = BulkAccumulator.MIN_SLICE;
    ByteBuf large = Unpooled.directBuffer(2 * most).writeZero(most);
    ByteBuf small = Unpooled.directBuffer(most - 1).writeZero(most - 1);
    ByteBuf fewOfMany = Unpooled.directBuffer(2 * most + 2).writeZero(most);
    bulk.append(large, most, 3 * most);
    bulk.append(small, most - 1, 2 * most);
    bulk.append(fewOfMany, most, most);
    assertEquals(2, large.refCnt());
    assertEquals(1, small.refCnt());
    assertEquals(1, fewOfMany.refCnt());
    assertEquals(3 * most - 1, bulk.view().readableBytes());
    bulk.release();
    for (ByteBuf buffer : new ByteBuf[] {large, small, fewOfMany}) {
      assertTrue(buffer.release(), "the last reference");
    }
  }

  @Test
  void aLargeValueIsCopiedOnceOutOfTheReadBuffers() {
    byte[] bytes = random(1 << 20);
    byte[] wire = Wire.encode(new RespValue.Bulk(bytes));
    int[] sources = new int[1];
    ReplyDecoder<Object> counting =
        new ReplyDecoder<>() {
          @Override
          public Object bulkString(ByteBuf in, int length) {
            // The memory that the decoder sees is that of the reads themselves.
            sources[0] = in.nioBuffers(in.readerIndex(), length).length;
            return ByteBufUtil.getBytes(in, in.readerIndex(), length);
          }
        };
    try (Feed feed = new Feed(Feed.Memory.DIRECT, counting)) {
      feed.pieces(wire, 64 * 1024);
      assertTrue(Arrays.equals(bytes, (byte[]) feed.only()));
      // 16 reads are full; the length before the value pushes its last bytes into one more.
      assertEquals(17, sources[0]);
    }
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
