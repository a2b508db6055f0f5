package io.rondo.bench.scenario;

import io.rondo.bench.target.Target;
import io.rondo.bench.target.TargetConnection;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Sends set+get pairs when a schedule says so, whether earlier ones were answered or not; on one or
 * more connections in turn. The thread that calls {@link #run} is the sender.
 *
 * <p>Requests are made once and used again, so that nothing is allocated per pair. There are as
 * many as may be unanswered at a time: where all are, the sender waits for a reply and is late,
 * which is recorded like any other lateness. The sender writes a request's fields before it submits
 * SET, the callbacks of that request read them; each pair has its own place in the arrays, and
 * {@link Finish} orders them before the reading.
 */
public final class OpenLoop<V> implements AutoCloseable {
  private static final int MOST_UNANSWERED = 1 << 16;
  private static final int FEWEST_UNANSWERED = 16;
  private static final long MOST_UNANSWERED_BYTES = 64L << 20;

  /** A sender that is so late does not come back to its schedule: it stops. */
  private static final long HOPELESS_NANOS = 2_000_000_000L;

  /** A sleeping thread is woken tens of microseconds late; a core to spare makes up for it. */
  private static final long SPIN_NANOS = 100_000;

  private static final int CORES_TO_SPIN = 3;
  private static final long UNTIL_REPLIES_NANOS = 50_000;

  private final Pairs<V> pairs;
  private final boolean pipelined;
  private final List<TargetConnection<V>> connections;
  private final List<Request> requests;
  private final long spinNanos =
      Runtime.getRuntime().availableProcessors() >= CORES_TO_SPIN ? SPIN_NANOS : 0;
  private long hopelessNanos = HOPELESS_NANOS;
  private Finish finish = new Finish(0);
  private long[] latenessNanos = {};
  private long[] responseNanos = {};
  private int sent;
  private int heldUp;
  private int next;

  private OpenLoop(Workload workload, Pairs<V> pairs, List<TargetConnection<V>> connections) {
    this.pairs = pairs;
    this.pipelined = workload.scenario() == Scenario.ASYNC_PIPE;
    this.connections = connections;
    connections.forEach(connection -> connection.prepare(pairs.keys(), pairs.values()));
    this.requests =
        IntStream.range(0, unanswered(workload)).mapToObj(place -> new Request()).toList();
  }

  private static int unanswered(Workload workload) {
    long room = MOST_UNANSWERED_BYTES / Math.max(1, workload.valueBytes());
    return (int) Math.max(FEWEST_UNANSWERED, Math.min(MOST_UNANSWERED, room));
  }

  /**
   * Opens the connections.
   *
   * @param workload async or async-pipe; its pairs are what is stored, over and over; as many
   *     connections as workers where each worker has its own
   * @param owner what keys begin with, to tell them from those of others; may be empty
   */
  public static OpenLoop<?> open(Workload workload, String owner, Target target) {
    int count = workload.connections() == Connections.PER_WORKER ? workload.workers() : 1;
    return workload.valueBytes() == 0
        ? new OpenLoop<>(
            workload,
            new Pairs<>(workload, Payload.TEXT, owner),
            ScenarioRunner.connect(target::connect, count))
        : new OpenLoop<>(
            workload,
            new Pairs<>(workload, Payload.BYTES, owner),
            ScenarioRunner.connect(target::connectBytes, count));
  }

  /**
   * Sends a pair at each time of the schedule and waits for all replies.
   *
   * @param offsetNanos when, in nanoseconds after the start, ascending
   * @param start of the schedule, as {@link System#nanoTime} tells it; may be over already
   */
  public void run(long[] offsetNanos, long start, TimedRegion region) {
    int count = offsetNanos.length;
    finish = new Finish(count);
    reserve(count);
    sent = 0;
    heldUp = 0;
    region.start();
    send(offsetNanos, start);
    for (int i = sent; i < count; i++) {
      finish.arrived();
    }
    finish.await();
    region.stop();
  }

  /** Goes on however late it is. For tests, in which a machine that stands still is no failure. */
  void neverGivesUp() {
    hopelessNanos = Long.MAX_VALUE;
  }

  /** Makes room for so many pairs of the next run, before its first one is due. */
  public void reserve(int count) {
    if (latenessNanos.length != count) {
      latenessNanos = new long[count];
      responseNanos = new long[count];
    }
  }

  /** Before a run: deletes some of what it is going to store, and what was stored before. */
  public void prepare(ReadBack server) {
    server.deleteSome(pairs);
  }

  private void send(long[] offsetNanos, long start) {
    for (int i = 0; i < offsetNanos.length; i++) {
      long due = start + offsetNanos[i];
      awaitTime(due);
      Request request = free();
      long late = System.nanoTime() - due;
      if (finish.isOver() || late > hopelessNanos) {
        return;
      }
      latenessNanos[i] = late;
      sent++;
      request.send(i, due);
    }
  }

  private void awaitTime(long due) {
    long left;
    while ((left = due - System.nanoTime()) > 0) {
      if (left > spinNanos) {
        LockSupport.parkNanos(left - spinNanos);
      } else {
        Thread.onSpinWait();
      }
    }
  }

  /** The next request that is answered; replies come about in order, so it is near. */
  private Request free() {
    boolean waited = false;
    while (true) {
      for (int looked = 0; looked < requests.size(); looked++) {
        Request request = requests.get(next);
        next = next + 1 == requests.size() ? 0 : next + 1;
        if (!request.unanswered) {
          return request;
        }
      }
      if (!waited) {
        heldUp++;
        waited = true;
      }
      if (finish.isOver()) {
        return requests.get(next); // not to be sent any more
      }
      LockSupport.parkNanos(UNTIL_REPLIES_NANOS);
    }
  }

  /** Pairs of the last run that were sent: all, unless the sender fell hopelessly behind. */
  public int sent() {
    return sent;
  }

  /** How often the sender had to wait until one of too many unanswered pairs was answered. */
  public int heldUp() {
    return heldUp;
  }

  /** Nanoseconds from the time at which a pair should have been sent until it was. */
  public long latenessNanos(int index) {
    return latenessNanos[index];
  }

  /** Nanoseconds from the time at which a pair should have been sent to the completion of GET. */
  public long responseNanos(int index) {
    return responseNanos[index];
  }

  /** What carried the bytes. */
  public String channel() {
    return connections.get(0).channel();
  }

  /** Deletes what it has stored. */
  public void deleteAll(ReadBack server) {
    server.delete(pairs);
  }

  @Override
  public void close() {
    connections.forEach(TargetConnection::close);
  }

  /** One pair on its way; used again when it has been answered. */
  private final class Request {
    private final TargetConnection.Done<Object> onSet = this::stored;
    private final TargetConnection.Done<V> onGet = this::fetched;
    private TargetConnection<V> redis = connections.get(0);
    private volatile boolean unanswered;
    private int index;
    private int pair;
    private long due;

    void send(int sentIndex, long dueTime) {
      index = sentIndex;
      due = dueTime;
      pair = sentIndex % pairs.keys().length;
      redis = connections.get(sentIndex % connections.size());
      unanswered = true;
      try {
        if (pipelined) {
          redis.pipelinedSetGet(pairs.key(pair), pairs.value(pair), onGet);
        } else {
          redis.set(pairs.key(pair), pairs.value(pair), onSet);
        }
      } catch (RuntimeException e) {
        finish.failed(e);
      }
    }

    private void stored(@Nullable Object ignored, @Nullable Throwable failure) {
      if (failure != null) {
        finish.failed(failure);
        return;
      }
      try {
        redis.get(pairs.key(pair), onGet);
      } catch (RuntimeException e) {
        finish.failed(e);
      }
    }

    private void fetched(@Nullable V value, @Nullable Throwable failure) {
      if (failure != null) {
        finish.failed(failure);
        return;
      }
      try {
        pairs.fetched(pair, value);
      } catch (WrongReplyException e) {
        finish.failed(e);
        return;
      }
      responseNanos[index] = System.nanoTime() - due;
      unanswered = false;
      finish.arrived();
    }
  }
}
