package io.rondo.client;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A pipeline of GETs all the way: collected, submitted, encoded, written with one flush, answered,
 * parsed and completed, over an {@code EmbeddedChannel}.
 */
@State(Scope.Thread)
public class PipelineBenchmark {
  private static final byte[] ANSWER = "$5\r\n12345\r\n".getBytes(StandardCharsets.US_ASCII);

  @Param({"1", "100"})
  int batch;

  private final RedisConnection redis =
      Loopback.answering(RedisOptions.create().withCommandTimeout(Duration.ZERO), ANSWER);
  private final Command<String> get = Commands.TEXT.get("key:12345");

  @TearDown
  public void close() {
    ConnectionStats stats = redis.stats();
    redis.close();
    Expect.equal(stats.answered(), batch * stats.flushes());
  }

  @Benchmark
  public List<Object> get() {
    Pipeline pipeline = redis.pipeline();
    for (int i = 0; i < batch; i++) {
      pipeline.add(get);
    }
    List<Object> values = pipeline.run();
    Expect.equal(batch, values.size());
    for (Object value : values) {
      Expect.equal("12345", value);
    }
    return values;
  }
}
