package io.rondo.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One SET into a buffer, of text of so many characters. */
@State(Scope.Thread)
public class WriterBenchmark {
  @Param({"5", "1024"})
  int characters;

  private final ByteBuf out = PooledByteBufAllocator.DEFAULT.directBuffer(16 * 1024);
  private Command<?> set = Commands.TEXT.ping();
  private String expected = "";

  @Setup
  public void open() {
    String value = "v".repeat(characters);
    set = Commands.TEXT.set("key:12345", value);
    expected = "*3\r\n$3\r\nSET\r\n$9\r\nkey:12345\r\n$" + characters + "\r\n" + value + "\r\n";
  }

  @TearDown
  public void close() {
    String written = out.toString(StandardCharsets.UTF_8);
    out.release();
    Expect.equal(expected, written);
  }

  @Benchmark
  public int set() {
    out.clear();
    set.encode(out);
    int bytes = out.readableBytes();
    Expect.equal(expected.length(), bytes);
    return bytes;
  }
}
