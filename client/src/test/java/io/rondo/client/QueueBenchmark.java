package io.rondo.client;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A batch of commands through the three stations of the queue; nodes are used again. */
@State(Scope.Thread)
public class QueueBenchmark {
  @Param({"1", "100"})
  int batch;

  private final CommandQueue queue = new CommandQueue(1000, 1_000_000);
  private final RedisConnection redis = Loopback.answering(RedisOptions.create(), new byte[0]);
  private PendingReply<?>[] replies = {};

  @Setup
  public void open() {
    replies = new PendingReply<?>[batch];
    for (int i = 0; i < batch; i++) {
      replies[i] = new PendingReply<>(Commands.TEXT.ping(), redis.core());
    }
  }

  @TearDown
  public void close() {
    redis.close();
  }

  @Benchmark
  public int submitTakeSendAnswer() {
    boolean first = true;
    for (PendingReply<?> reply : replies) {
      Expect.equal(first, queue.submit(reply)); // The first of a batch alone wakes the loop.
      first = false;
    }
    queue.takeSubmissions();
    for (PendingReply<?> reply : replies) {
      Expect.same(reply, queue.pollUnsent());
      queue.sent(reply);
    }
    for (PendingReply<?> reply : replies) {
      Expect.same(reply, queue.pollInFlight());
    }
    Expect.equal(0, queue.held());
    return replies.length;
  }
}
