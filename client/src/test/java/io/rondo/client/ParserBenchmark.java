package io.rondo.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.rondo.resp.Replies;
import io.rondo.resp.ReplyDecoder;
import io.rondo.resp.RespLimits;
import io.rondo.resp.RespParser;
import io.rondo.resp.RespProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One reply out of a buffer. */
@State(Scope.Thread)
public class ParserBenchmark {
  private final RespParser parser = new RespParser(RespLimits.DEFAULT);
  private final ReplyDecoder<?> string = Replies.string();
  private final ReplyDecoder<?> status = Replies.status();
  private final ReplyDecoder<?> list = Replies.list(Replies.string());
  private final List<String> elements = Collections.nCopies(100, "12345");

  private final ByteBuf ok = buffer("+OK\r\n");
  private final ByteBuf bulk = buffer("$5\r\n12345\r\n");
  private final ByteBuf array = buffer("*100\r\n" + "$5\r\n12345\r\n".repeat(100));

  @TearDown
  public void close() {
    parser.close();
    ok.release();
    bulk.release();
    array.release();
  }

  private static ByteBuf buffer(String text) {
    return PooledByteBufAllocator.DEFAULT
        .directBuffer()
        .writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }

  private @Nullable Object parse(ByteBuf in, ReplyDecoder<?> decoder) throws RespProtocolException {
    in.readerIndex(0);
    Expect.equal(true, parser.parse(in, decoder));
    return parser.value();
  }

  @Benchmark
  public @Nullable Object status() throws RespProtocolException {
    Object value = parse(ok, status);
    Expect.equal("OK", value);
    return value;
  }

  @Benchmark
  public @Nullable Object bulkString() throws RespProtocolException {
    Object value = parse(bulk, string);
    Expect.equal("12345", value);
    return value;
  }

  @Benchmark
  public @Nullable Object arrayOfHundred() throws RespProtocolException {
    Object value = parse(array, list);
    Expect.equal(elements, value);
    return value;
  }
}
