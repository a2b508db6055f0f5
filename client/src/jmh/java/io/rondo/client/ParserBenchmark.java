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
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
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

  private ByteBuf ok;
  private ByteBuf bulk;
  private ByteBuf array;

  @Setup
  public void open() {
    ok = buffer("+OK\r\n");
    bulk = buffer("$5\r\n12345\r\n");
    array = buffer("*100\r\n" + "$5\r\n12345\r\n".repeat(100));
  }

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

  private Object parse(ByteBuf in, ReplyDecoder<?> decoder) throws RespProtocolException {
    in.readerIndex(0);
    Expect.equal(true, parser.parse(in, decoder));
    return parser.value();
  }

  @Benchmark
  public Object status() throws RespProtocolException {
    Object value = parse(ok, status);
    Expect.equal("OK", value);
    return value;
  }

  @Benchmark
  public Object bulkString() throws RespProtocolException {
    Object value = parse(bulk, string);
    Expect.equal("12345", value);
    return value;
  }

  @Benchmark
  public Object arrayOfHundred() throws RespProtocolException {
    Object value = parse(array, list);
    Expect.equal(elements, value);
    return value;
  }
}
