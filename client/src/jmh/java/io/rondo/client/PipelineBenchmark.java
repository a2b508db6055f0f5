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

/**
 * A batch of GETs all the way: submitted, encoded, written with one flush, answered, parsed and
 * completed, on a channel without a socket.
 */
@State(Scope.Thread)
public class PipelineBenchmark {
  @Param({"1", "100"})
  int batch;

  private final EmbeddedConnection embedded = new EmbeddedConnection();
  private final Command<String> get = Commands.TEXT.get("key:12345");
  private PendingReply<String>[] replies;
  private ByteBuf answers;
  private int commandBytes;

  @Setup
  @SuppressWarnings("unchecked") // No arrays of a generic type.
  public void open() {
    replies = (PendingReply<String>[]) new PendingReply<?>[batch];
    answers =
        PooledByteBufAllocator.DEFAULT
            .directBuffer()
            .writeBytes("$5\r\n12345\r\n".repeat(batch).getBytes(StandardCharsets.US_ASCII));
    commandBytes = "*2\r\n$3\r\nGET\r\n$9\r\nkey:12345\r\n".length();
  }

  @TearDown
  public void close() {
    embedded.close();
    answers.release();
  }

  @Benchmark
  public int get() {
    for (int i = 0; i < batch; i++) {
      replies[i] = new PendingReply<>(get, embedded.connection);
      embedded.connection.submit(replies[i]);
    }
    embedded.channel.runPendingTasks();
    ByteBuf written = embedded.channel.readOutbound();
    Expect.equal(batch * commandBytes, written.readableBytes());
    written.release();
    Expect.same(null, embedded.channel.readOutbound()); // One flush for all.
    embedded.channel.writeOneInbound(answers.readerIndex(0).retain());
    embedded.channel.flushInbound();
    for (PendingReply<String> reply : replies) {
      Expect.equal("12345", reply.getNow(null));
    }
    return batch;
  }
}
