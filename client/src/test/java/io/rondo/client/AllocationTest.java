package io.rondo.client;

import static io.rondo.client.Commands.TEXT;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.rondo.client.support.Cell;
import io.rondo.client.support.Eventually;
import io.rondo.client.support.OnEveryLoop;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;

/** Bytes of heap per set+get, in steady state, all threads of the client together. */
class AllocationTest {
  private static final int PAIRS = 6_000;
  private static final int MOST_ROUNDS = 30;
  private static final Command<String> SET = TEXT.set("allocation", "12345");
  private static final Command<String> GET = TEXT.get("allocation");
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Allocated by this thread and by those of the client. */
  private static long allocated() {
    long[] ids =
        Thread.getAllStackTraces().keySet().stream()
            .filter(t -> t == Thread.currentThread() || t.getName().startsWith("rondo-"))
            .mapToLong(Thread::getId)
            .toArray();
    long sum = 0;
    for (long bytes : THREADS.getThreadAllocatedBytes(ids)) {
      sum += Math.max(0, bytes);
    }
    return sum;
  }

  /**
   * What the compiler has not come to yet allocates more, and when it does is for the machine to
   * say: the leanest round counts.
   */
  private static void assertAtMost(double most, Runnable pairs) {
    pairs.run();
    double least = Double.MAX_VALUE;
    for (int round = 0; round < MOST_ROUNDS && least > most; round++) {
      long before = allocated();
      pairs.run();
      least = Math.min(least, (allocated() - before) / (double) PAIRS);
    }
    double bytes = least;
    assertTrue(bytes <= most, () -> bytes + " bytes per set+get, expected at most " + most);
  }

  /**
   * What was measured, with fifteen percent of air. Without the loop: two futures that are the
   * queue's nodes, and the value. A thread that is not Netty's gets no recycled entry of the
   * channel's outbound buffer; io_uring makes an object per operation and event; a read and a write
   * of a later JDK's own channel take 65 bytes more. In NIO the compiler may leave an object of 16
   * bytes per command that it mostly takes away: it does one or the other for the whole life of a
   * JVM.
   */
  private static double bound(Cell cell, double others, double ioUring) {
    double measured =
        switch (cell.loop()) {
          case IO_URING -> ioUring;
          case NIO -> others + 2 * 16 + (Runtime.version().feature() > 17 ? 2 * 65 : 0);
          default -> others;
        };
    return 1.15 * measured;
  }

  @OnEveryLoop
  void synchronously(Cell cell) {
    boolean caller = cell.drive() == Drive.CALLER;
    assertAtMostSynchronously(
        caller ? bound(cell, 305, 801) : bound(cell, 177, 703), cell.options());
  }

  /**
   * Two futures with one reference more: traces are used again. In LOOP_THREAD a caller may begin
   * its next command before the loop has given the trace of the last one back, and takes a new one.
   */
  @OnEveryLoop
  void synchronouslyWithEveryCommandTraced(Cell cell) {
    boolean caller = cell.drive() == Drive.CALLER;
    int more = 2 * 8;
    int traces = 2 * 160;
    assertAtMostSynchronously(
        caller
            ? bound(cell, 305 + more, 801 + more)
            : bound(cell, 177 + more + traces, 703 + more + traces),
        cell.options().withTrace(1, trace -> {}));
  }

  /** A listener costs its two fields and the two flags of a reply, and nothing else. */
  @OnEveryLoop
  void synchronouslyWithAListener(Cell cell) {
    LongAdder heard = new LongAdder();
    boolean caller = cell.drive() == Drive.CALLER;
    assertAtMostSynchronously(
        caller ? bound(cell, 337, 833) : bound(cell, 209, 735),
        cell.options().withMetrics((name, nanos, outcome) -> heard.add(nanos)));
    assertTrue(heard.sum() > 0);
  }

  private static void assertAtMostSynchronously(double most, RedisOptions options) {
    assertAtMost(
        most,
        options,
        redis -> {
          RedisSync sync = redis.sync();
          for (int i = 0; i < PAIRS; i++) {
            sync.run(SET);
            sync.run(GET);
          }
        });
  }

  /** Two futures, one list of them, and one of their replies. */
  @OnEveryLoop
  void inPipelines(Cell cell) {
    assertAtMostTogether(bound(cell, 435, 651), cell, RedisConnection::pipeline);
  }

  /** A pipeline, the unit that it is on the wire, and a future for each command. */
  @OnEveryLoop
  void inTransactions(Cell cell) {
    assertAtMostTogether(bound(cell, 795, 1011), cell, RedisConnection::transaction);
  }

  private static void assertAtMostTogether(
      double most, Cell cell, Function<RedisConnection, Pipeline> begin) {
    assertAtMost(
        most,
        cell.options(),
        redis -> {
          for (int i = 0; i < PAIRS; i++) {
            Pipeline pair = begin.apply(redis);
            pair.add(SET);
            pair.add(GET);
            pair.run();
          }
        });
  }

  @OnEveryLoop
  void asynchronously(Cell cell) {
    assertAtMost(
        bound(cell, 369, 833),
        cell.options(),
        redis -> {
          CompletableFuture<Integer> end = new CompletableFuture<>();
          pingPong(redis.async(), PAIRS, end);
          Eventually.value(end);
        });
  }

  private static void assertAtMost(
      double most, RedisOptions options, Consumer<RedisConnection> pairs) {
    try (RedisClient client = RedisClient.create(options);
        RedisConnection redis = client.connect()) {
      assertAtMost(most, () -> pairs.accept(redis));
    }
  }

  private static void pingPong(RedisAsync async, int left, CompletableFuture<Integer> end) {
    if (left == 0) {
      end.complete(0);
      return;
    }
    async
        .run(SET)
        .thenAccept(ok -> async.run(GET).thenAccept(value -> pingPong(async, left - 1, end)));
  }
}
