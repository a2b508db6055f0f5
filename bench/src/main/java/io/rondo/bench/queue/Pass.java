package io.rondo.bench.queue;

import io.rondo.bench.common.BenchException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The tasks of one pass and what has become of each. It is over when each has its result or has
 * ended with its worker. The producer, the workers and the consumer are different threads; what
 * only the consumer touches is plain.
 */
final class Pass {
  private static final long STALLED_SECONDS = 30;

  private final String[] uuids;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final AtomicLongArray sentAt;
  private final int fatal;
  private final AtomicInteger taken = new AtomicInteger();
  private final AtomicIntegerArray takenBy;
  private final AtomicInteger redelivered = new AtomicInteger();
  private final AtomicInteger abandoned = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();
  private final AtomicInteger duplicates = new AtomicInteger();
  private final CompletableFuture<Void> over = new CompletableFuture<>();
  private volatile boolean allSent;
  private volatile boolean unburied;

  // The consumer's alone, until the pass is over.
  private final BitSet received = new BitSet();
  private final long[] latencyNanos;

  /**
   * @param kills whether a worker dies in the middle
   */
  Pass(int tasks, int workers, boolean kills) {
    uuids = new String[tasks];
    for (int i = 0; i < tasks; i++) {
      uuids[i] = UUID.randomUUID().toString();
      numbers.put(uuids[i], i);
    }
    sentAt = new AtomicLongArray(tasks);
    takenBy = new AtomicIntegerArray(workers);
    latencyNanos = new long[tasks];
    fatal = kills ? tasks / 2 + 1 : 0;
  }

  // --- the producer ---

  /** The task, which is sent right away. */
  String send(int number) {
    String task = TaskJson.task(number, uuids[number]);
    sentAt.setRelease(number, System.nanoTime());
    return task;
  }

  void sentAll() {
    allSent = true;
    lookWhetherOver();
  }

  // --- the workers ---

  /** A worker has a task in hand; whether it dies with it. */
  boolean takes(int worker, Taken task) {
    if (task.again()) {
      redelivered.incrementAndGet();
    }
    takenBy.incrementAndGet(worker);
    if (taken.incrementAndGet() != fatal) {
      return false;
    }
    unburied = true;
    return true;
  }

  /** Tasks that a worker that has died with one in hand had done. */
  int doneBy(int worker) {
    return takenBy.get(worker) - 1;
  }

  /**
   * What there was to do about a dead worker is done.
   *
   * @param given tasks that were given to the others
   * @param ended tasks that have ended with it
   */
  void buried(int given, int ended) {
    redelivered.addAndGet(given);
    abandoned.addAndGet(ended);
    unburied = false;
    lookWhetherOver();
  }

  // --- the consumer ---

  boolean knows(TaskJson.Result result) {
    return numbers.containsKey(result.uuid());
  }

  /**
   * A result has come, of a task of this pass.
   *
   * @param now when, by {@link System#nanoTime}
   */
  void receive(TaskJson.Result result, long now) {
    int number = numbers.getOrDefault(result.uuid(), -1);
    if (result.value() != 2L * number) {
      fail(
          new BenchException(
              "task %d + %d came back as %d".formatted(number, number, result.value())));
    } else if (received.get(number)) {
      receiveAgain();
    } else {
      received.set(number);
      latencyNanos[number] = now - sentAt.getAcquire(number);
      done.incrementAndGet();
      lookWhetherOver();
    }
  }

  /** A result has come that was there already. */
  void receiveAgain() {
    duplicates.incrementAndGet();
    if (fatal == 0) {
      fail(new BenchException("a task was done twice, though no worker has died"));
    }
  }

  // --- the end ---

  private void lookWhetherOver() {
    if (allSent && !unburied && done.get() + abandoned.get() >= uuids.length) {
      over.complete(null);
    }
  }

  void fail(Throwable failure) {
    over.completeExceptionally(failure);
  }

  boolean isOver() {
    return over.isDone();
  }

  /** Waits for the end; throws what went wrong, and that nothing comes any more. */
  void await() {
    for (int before = -1; ; ) {
      try {
        over.get(STALLED_SECONDS, TimeUnit.SECONDS);
        return;
      } catch (TimeoutException e) {
        int now = done.get();
        if (now == before) {
          throw new BenchException(
              "%d of %d tasks came back, then none for %d s"
                  .formatted(now, uuids.length, STALLED_SECONDS),
              e);
        }
        before = now;
      } catch (ExecutionException e) {
        throw unwrapped(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new BenchException("interrupted while tasks were under way", e);
      }
    }
  }

  /** Refuses a pass in which other tasks are missing than those that ended with a worker. */
  void check() {
    int missing = uuids.length - done.get();
    if (missing != abandoned.get()) {
      throw new BenchException(
          "%d of %d tasks were lost, %d of them with a worker"
              .formatted(missing, uuids.length, abandoned.get()));
    }
  }

  /** A failure as an unchecked exception with the failure's own message. */
  static RuntimeException unwrapped(Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof RuntimeException unchecked
        ? unchecked
        : new BenchException(BenchException.oneLine(cause), cause);
  }

  // --- what came of it ---

  int tasks() {
    return uuids.length;
  }

  /** Tasks whose result has come and was right. */
  int done() {
    return done.get();
  }

  int redelivered() {
    return redelivered.get();
  }

  int duplicates() {
    return duplicates.get();
  }

  /** Of each task with a result: nanoseconds from just before its push to the receipt. */
  long[] latencyNanos() {
    return Arrays.stream(received.stream().toArray()).mapToLong(i -> latencyNanos[i]).toArray();
  }
}
