package io.rondo.resp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Feeds the parser with what a coverage-guided fuzzer finds: whatever bytes come, and in whatever
 * pieces, only a {@link RespProtocolException} may come out, the pieces make no difference, memory
 * is bounded by the bytes that came and every buffer is released.
 *
 * <p>{@code mvn verify} fuzzes for 15 seconds. A long run, which goes on with the corpus of the
 * runs before it:
 *
 * <pre>mvn -pl resp-codec verify -Dfuzz.duration=1h</pre>
 *
 * An input that fails is written to {@code resp-codec/target/fuzz/crash-*}, the corpus to {@code
 * .cifuzz-corpus} beside it. Copied to {@code
 * src/test/resources/io/rondo/resp/RespParserFuzzTestInputs/}, an input is tried in every run.
 */
class RespParserFuzzTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** The first bytes of an input say how the rest is cut into pieces. */
  private static final int SEED_BYTES = 2;

  /** For the parser itself and the exception that it may throw. */
  private static final int MAX_FIXED_BYTES = 50_000;

  /** A piece of a line or value costs a chunk of 256 bytes, an array its frame and its list. */
  private static final int MAX_BYTES_PER_BYTE = 400;

  /** What came of a stream. */
  private record Outcome(List<Object> values, String violation, long offset, boolean midReply) {}

  private record Run(Outcome outcome, long allocated) {}

  @SuppressWarnings("UnusedMethod") // named by @MethodSource
  private static Stream<byte[]> seeds() {
    return Stream.of(
            "+OK\r\n:-12\r\n$3\r\nabc\r\n$0\r\n\r\n$-1\r\n*-1\r\n*0\r\n-ERR x\r\n",
            "*3\r\n*2\r\n$1\r\na\r\n:+5\r\n-ERR y\r\n*1\r\n*0\r\n",
            "$12000\r\n" + Wire.repeat("x", 12_000) + "\r\n",
            "*2147483647\r\n",
            "*1000000\r\n$536870912\r\nab",
            "$-2\r\n",
            ":9223372036854775808\r\n",
            "+a\nb\r\n",
            Wire.repeat("*1\r\n", 1025))
        .map(wire -> Wire.bytes("ab" + wire));
  }

  @MethodSource("seeds")
  @DictionaryEntries({
    "\\x0d\\x0a", "*1\\x0d\\x0a", "*2\\x0d\\x0a", "*0\\x0d\\x0a", "*-1\\x0d\\x0a",
    "$1\\x0d\\x0a", "$-1\\x0d\\x0a", "+", "-ERR", ":-"
  })
  @FuzzTest
  void anyBytesInAnyPieces(byte[] input) {
    if (input.length <= SEED_BYTES) {
      return;
    }
    byte[] wire = Arrays.copyOfRange(input, SEED_BYTES, input.length);
    int seed = input[0] << 8 | (input[1] & 0xff);
    ReplyDecoder<?> mixed = Replies.list(Replies.map(Replies.string(), Replies.nullableInteger()));
    for (ReplyDecoder<?> decoder : List.of(Replies.tree(), Replies.skip(), mixed)) {
      Outcome whole = bounded(wire, () -> List.of(Unpooled.wrappedBuffer(wire)), decoder);
      Outcome pieces = bounded(wire, () -> cut(wire, new Random(seed)), decoder);
      assertEquals(whole, pieces);
    }
  }

  /** Parses the reads of {@code wire} and asserts that this allocates little for its length. */
  private static Outcome bounded(
      byte[] wire, Supplier<List<ByteBuf>> reads, ReplyDecoder<?> decoder) {
    long most = MAX_FIXED_BYTES + (long) wire.length * MAX_BYTES_PER_BYTE;
    Run run = parse(reads.get(), decoder);
    if (run.allocated() > most) {
      // What comes to a class for the first time loads and instruments it; what comes again not.
      run = parse(reads.get(), decoder);
    }
    assertTrue(run.allocated() <= most, run.allocated() + " bytes for " + wire.length);
    return run.outcome();
  }

  private static List<ByteBuf> cut(byte[] wire, Random random) {
    List<ByteBuf> pieces = new ArrayList<>();
    int most = 1 << random.nextInt(14);
    int from = 0;
    while (from < wire.length) {
      int length = Math.min(wire.length - from, 1 + random.nextInt(most));
      boolean heap = random.nextBoolean();
      ByteBuf piece = heap ? Unpooled.buffer(length) : Unpooled.directBuffer(length);
      pieces.add(piece.writeBytes(wire, from, length));
      from += length;
    }
    return pieces;
  }

  private static Run parse(List<ByteBuf> reads, ReplyDecoder<?> decoder) {
    RespParser parser = new RespParser(RespLimits.DEFAULT);
    List<Object> values = new ArrayList<>();
    RespProtocolException violation = null;
    long came = 0;
    long before = THREADS.getCurrentThreadAllocatedBytes();
    try {
      for (ByteBuf in : reads) {
        came += in.readableBytes();
        while (in.isReadable() && parser.parse(in, decoder)) {
          values.add(comparable(parser.value()));
        }
      }
      assertEquals(came, parser.offset());
    } catch (RespProtocolException e) {
      violation = e;
    }
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    boolean midReply = parser.isMidReply();
    parser.close();
    for (ByteBuf in : reads) {
      assertTrue(in.release(), "the last reference");
    }
    // What came is shown as far as it was there, which depends on the pieces.
    String expected =
        violation == null ? "" : violation.toString().replaceFirst("(?s), got .*", "");
    long offset = violation == null ? came : violation.offset();
    return new Run(new Outcome(values, expected, offset, midReply), allocated);
  }

  private static Object comparable(@Nullable Object value) {
    if (value instanceof ReplyFailure failure) {
      return failure.cause().toString();
    }
    return value == null ? "null" : value;
  }
}
