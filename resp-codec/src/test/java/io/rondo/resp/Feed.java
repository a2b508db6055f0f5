package io.rondo.resp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Feeds bytes to a parser in pieces, as reads of a socket would come: each piece in a buffer of its
 * own, released right after the call. {@link #close()} asserts that nothing of them is left.
 */
final class Feed implements AutoCloseable {
  /** Where the bytes of a read are. */
  enum Memory {
    HEAP,
    DIRECT
  }

  final RespParser parser;
  final List<Object> values = new ArrayList<>();
  private final Memory memory;
  private final Supplier<ReplyDecoder<?>> decoders;
  private final List<ByteBuf> buffers = new ArrayList<>();
  private long fed;

  Feed(Memory memory, ReplyDecoder<?> decoder) {
    this(memory, RespLimits.DEFAULT, () -> decoder);
  }

  Feed(Memory memory, RespLimits limits, Supplier<ReplyDecoder<?>> decoders) {
    this.memory = memory;
    this.decoders = decoders;
    parser = new RespParser(limits);
  }

  /** One read of {@code bytes} from {@code from} to {@code to}. */
  Feed read(byte[] bytes, int from, int to) {
    // Neither the buffer nor its content begins at 0, as after a part of it was consumed before.
    ByteBuf in =
        memory == Memory.HEAP
            ? Unpooled.buffer(to - from + 3)
            : Unpooled.directBuffer(to - from + 3);
    buffers.add(in);
    in.writeZero(3).readerIndex(3).writeBytes(bytes, from, to - from);
    int writerIndex = in.writerIndex();
    long before = parser.offset();
    try {
      while (in.isReadable() && parser.parse(in, decoders.get())) {
        values.add(parser.value());
      }
      fed += to - from;
      assertEquals(writerIndex, in.writerIndex());
      assertEquals(0, in.readableBytes());
      assertEquals(fed, parser.offset());
    } finally {
      assertEquals(before + in.readerIndex() - 3, parser.offset());
      in.release();
    }
    return this;
  }

  Feed whole(byte[] bytes) {
    return read(bytes, 0, bytes.length);
  }

  Feed whole(String latin1) {
    return whole(Wire.bytes(latin1));
  }

  /** Reads of {@code size} bytes each. */
  Feed pieces(byte[] bytes, int size) {
    for (int from = 0; from < bytes.length; from += size) {
      read(bytes, from, Math.min(bytes.length, from + size));
    }
    return this;
  }

  /** Reads of random sizes, some of them empty, most of them small. */
  Feed randomPieces(byte[] bytes, Random random) {
    int from = 0;
    while (from < bytes.length) {
      int most = random.nextInt(4) == 0 ? 20_000 : 12;
      int to = Math.min(bytes.length, from + random.nextInt(most));
      read(bytes, from, to);
      from = to;
    }
    return this;
  }

  Object only() {
    assertEquals(1, values.size(), () -> "values: " + values);
    return values.get(0);
  }

  @Override
  public void close() {
    parser.close();
    int[] kept = buffers.stream().mapToInt(ByteBuf::refCnt).filter(count -> count > 0).toArray();
    assertEquals("[]", Arrays.toString(kept), "reference counts of buffers that are kept");
  }
}
