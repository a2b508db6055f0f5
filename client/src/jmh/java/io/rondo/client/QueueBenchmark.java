package io.rondo.client;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A batch of commands through the three stations of the queue; nodes are used again. */
@State(Scope.Thread)
public class QueueBenchmark {
  @Param({"1", "100"})
  int batch;

  private final CommandQueue queue = new CommandQueue(1000, 1_000_000);
  private PendingReply<?>[] replies;

  @Setup
  public void open() {
    EmbeddedConnection embedded = new EmbeddedConnection();
    replies = new PendingReply<?>[batch];
    for (int i = 0; i < batch; i++) {
      replies[i] = new PendingReply<>(Commands.TEXT.ping(), embedded.connection);
    }
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
    Expect.equal(true, queue.isIdle());
    return replies.length;
  }
}
