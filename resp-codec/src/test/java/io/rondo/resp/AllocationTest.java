package io.rondo.resp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Bytes that this thread allocates on the heap, per command written and per reply parsed. The
 * buffers are reused, so what is counted is the codec's own.
 */
class AllocationTest {
  private static final int WARM_UP = 20_000;
  private static final int ITERATIONS = 50_000;

  /** Below this, allocations per iteration are not the work's: an event or two of the JVM. */
  private static final double NOTHING = 0.5;

  /** Without the leak detector, which allocates a record of each access to a buffer. */
  private static final ByteBufAllocator MEMORY = new UnpooledByteBufAllocator(true, true);

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static double bytesPerRun(Runnable work) {
    for (int i = 0; i < WARM_UP; i++) {
      work.run();
    }
    long before = THREADS.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < ITERATIONS; i++) {
      work.run();
    }
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    return (double) allocated / ITERATIONS;
  }

  private static double bytesOnce(Runnable work) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    work.run();
    return (double) THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  private static ByteBuf buffer(Feed.Memory memory, int capacity) {
    return memory == Feed.Memory.HEAP ? MEMORY.heapBuffer(capacity) : MEMORY.directBuffer(capacity);
  }

  private static void assertNothing(double bytes, String what) {
    assertTrue(bytes < NOTHING, () -> bytes + " bytes allocated per " + what);
  }

  private static void assertAtMost(double most, double bytes, String what) {
    assertTrue(
        bytes <= most + NOTHING,
        () -> bytes + " bytes allocated per " + what + ", expected at most " + most);
  }

  /** Allocated per reply of {@code wire}, which comes whole. */
  private static double perReply(Feed.Memory memory, String wire, ReplyDecoder<?> decoder) {
    ByteBuf in = buffer(memory, wire.length()).writeBytes(Wire.bytes(wire));
    try (RespParser parser = new RespParser(RespLimits.DEFAULT)) {
      return bytesPerRun(
          () -> {
            in.readerIndex(0);
            if (!parser.parse(in, decoder) || parser.value() instanceof ReplyFailure) {
              throw new AssertionError(wire);
            }
          });
    } finally {
      in.release();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCommandIsWrittenWithoutAnAllocation(Feed.Memory memory) {
    ByteBuf out = buffer(memory, 1024);
    byte[] prefix = RespWriter.encodePrefix(3, "SET");
    byte[] value = Wire.bytes(Wire.repeat("v", 100));
    Runnable command =
        () -> {
          out.clear();
          out.writeBytes(prefix);
          RespWriter.writeArrayHeader(out, 12);
          RespWriter.writeBulkString(out, "SET");
          RespWriter.writeBulkString(out, "test_sync:keys:12345");
          RespWriter.writeBulkString(out, "grüße 😀");
          RespWriter.writeBulkString(out, value);
          RespWriter.writeBulkString(out, Long.MIN_VALUE);
          RespWriter.writeBulkString(out, 7L);
          RespWriter.writeBulkString(out, 42.0);
          RespWriter.writeBulkString(out, Double.POSITIVE_INFINITY);
        };
    assertNothing(bytesPerRun(command), "command");
    out.release();
  }

  @ParameterizedTest
  @EnumSource
  void aReplyWithoutAValueOfItsOwnIsParsedWithoutAnAllocation(Feed.Memory memory) {
    assertNothing(perReply(memory, "+OK\r\n", Replies.status()), "status");
    assertNothing(perReply(memory, ":127\r\n", Replies.integer()), "small integer");
    assertNothing(perReply(memory, "$3\r\n-99\r\n", Replies.integer()), "small integer");
    assertNothing(perReply(memory, ":1\r\n", Replies.bool()), "boolean");
    assertNothing(perReply(memory, "$-1\r\n", Replies.string()), "null");
    assertNothing(perReply(memory, "*-1\r\n", Replies.list(Replies.string())), "null array");
    assertNothing(perReply(memory, "$-1\r\n", Replies.tree()), "null in a tree");
    String all = "*5\r\n-ERR x\r\n:123456789\r\n$3\r\nabc\r\n+OK\r\n*1\r\n*1\r\n*0\r\n";
    assertNothing(perReply(memory, all, Replies.skip()), "skipped reply");
  }

  @ParameterizedTest
  @EnumSource
  void aReplyAllocatesOnlyItsValue(Feed.Memory memory) {
    assertAtMost(24, perReply(memory, ":1000000\r\n", Replies.integer()), "Long");
    // A byte[] of 10: a header of 16 bytes, rounded up to 32. A String: 24 more.
    assertAtMost(32, perReply(memory, "$10\r\n0123456789\r\n", Replies.bytes()), "byte[10]");
    assertAtMost(56, perReply(memory, "$10\r\n0123456789\r\n", Replies.string()), "String");
    assertAtMost(24, perReply(memory, ":1000000\r\n", Replies.tree()), "tree of an integer");
    // An ArrayList (24) with room for three elements (16 + 12, rounded up to 32).
    String three = "*3\r\n:1\r\n:2\r\n:3\r\n";
    assertAtMost(56, perReply(memory, three, Replies.list(Replies.integer())), "list");
  }

  @Test
  void aLargeValueIsAllocatedOnceAndAnEighthAtMost() {
    int length = 16 << 20;
    byte[] wire = Wire.encode(new RespValue.Bulk(new byte[length]));
    ByteBuf whole = MEMORY.directBuffer(wire.length).writeBytes(wire);
    try (RespParser parser = new RespParser(RespLimits.DEFAULT)) {
      Runnable reply =
          () -> {
            for (int at = 0; at < wire.length; at += 65_536) {
              parser.parse(whole.slice(at, Math.min(65_536, wire.length - at)), Replies.bytes());
            }
          };
      reply.run(); // loads classes
      assertAtMost(length * 9.0 / 8, bytesOnce(reply), "value of 16 MB");
      assertInstanceOf(byte[].class, parser.value());
    } finally {
      whole.release();
    }
  }

  @Test
  void aClaimAllocatesNothing() {
    List<String> claims =
        List.of(
            "$536870912\r\n0123456789",
            "*1000000\r\n:1\r\n",
            "*67108864\r\n",
            "*2\r\n*1000000\r\n*1000000\r\n",
            "*1000000\r\n$536870912\r\n0");
    List<ReplyDecoder<?>> decoders =
        List.of(
            Replies.tree(),
            Replies.skip(),
            Replies.string(),
            Replies.list(Replies.list(Replies.string())),
            Replies.set(Replies.string()),
            Replies.map(Replies.string(), Replies.string()));
    for (int round = 0; round < 2; round++) {
      for (String claim : claims) {
        for (ReplyDecoder<?> decoder : decoders) {
          ByteBuf in = Unpooled.wrappedBuffer(Wire.bytes(claim));
          RespParser parser = new RespParser(RespLimits.DEFAULT);
          double allocated = bytesOnce(() -> parser.parse(in, decoder));
          parser.close();
          // The first round loads classes.
          if (round > 0) {
            assertAtMost(4000, allocated, claim.strip() + " as " + decoder);
          }
        }
      }
    }
  }

  @Test
  void deepNestingAllocatesByTheBytesThatCame() {
    byte[] wire = Wire.bytes(Wire.repeat("*1\r\n", 1024));
    for (ReplyDecoder<?> decoder : List.of(Replies.skip(), Replies.tree())) {
      for (int round = 0; round < 2; round++) {
        ByteBuf in = Unpooled.wrappedBuffer(wire);
        RespParser parser = new RespParser(RespLimits.DEFAULT);
        double allocated = bytesOnce(() -> parser.parse(in, decoder));
        parser.close();
        if (round > 0) {
          assertAtMost(30.0 * wire.length, allocated, "1024 arrays inside each other");
        }
      }
    }
  }

  @Test
  void aValueThatComesInSingleBytesPinsAndAllocatesLittle() {
    int length = 100_000;
    ByteBuf one = MEMORY.directBuffer(65_536).writeByte('x');
    try (RespParser parser = new RespParser(RespLimits.DEFAULT)) {
      parser.parse(Unpooled.wrappedBuffer(Wire.bytes("$536870912\r\n")), Replies.bytes());
      double allocated =
          bytesOnce(
              () -> {
                for (int i = 0; i < length; i++) {
                  parser.parse(one.readerIndex(0), Replies.bytes());
                }
              });
      assertAtMost(3 * length + 20_000, allocated, length + " single bytes");
      assertEquals(1, one.refCnt());
    } finally {
      one.release();
    }
  }
}
