package io.rondo.bench.network;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.PriorityQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * Holds what has arrived until its time, and hands it over on a thread of its own: in the order of
 * times, of the same time in the order of arrival. Any number of chunks is held at once: each waits
 * for its own time and not for the one before.
 *
 * <p>The thread parks until shortly before the next time and spins for the rest. Parked all the way
 * it would be late by what waking takes; spinning all the way it would take a core from client and
 * server, which may have two between them. The kernel may wake a thread 50 us late to save
 * wake-ups, unless the thread asks for less.
 */
final class DelayLine extends Thread {
  private static final long SPIN_NANOS = 15_000;

  /** The clock's zero is anywhere, so times are compared by their difference. */
  private record Held(long due, long number, Flow flow, ByteBuffer bytes)
      implements Comparable<Held> {
    @Override
    public int compareTo(Held other) {
      int byTime = Long.signum(due - other.due);
      return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
  }

  private final PriorityQueue<Held> queue = new PriorityQueue<>();
  private long numbers;
  private volatile boolean closed;

  DelayLine() {
    super("delay-line");
    setDaemon(true);
  }

  /**
   * Takes a chunk; from any thread.
   *
   * @param due when it is handed to the flow, by {@link System#nanoTime}
   */
  void hold(long due, Flow flow, ByteBuffer bytes) {
    boolean isNext;
    synchronized (queue) {
      long number = numbers++;
      queue.add(new Held(due, number, flow, bytes));
      Held next = queue.peek();
      isNext = next != null && next.number == number;
    }
    if (isNext) {
      LockSupport.unpark(this);
    }
  }

  @Override
  public void run() {
    wakeInTime();
    while (!closed) {
      step();
    }
  }

  /** A method of its own, because the compiler would come late to a loop that never ends. */
  private void step() {
    Held next;
    long left;
    synchronized (queue) {
      next = queue.peek();
      left = next == null ? Long.MAX_VALUE : next.due - System.nanoTime();
      if (left <= 0) {
        queue.remove();
      }
    }
    if (next == null) {
      LockSupport.park(this);
    } else if (left > SPIN_NANOS) {
      LockSupport.parkNanos(this, left - SPIN_NANOS);
    } else if (left > 0) {
      Thread.onSpinWait();
    } else {
      next.flow.deliver(next.bytes);
    }
  }

  /** Linux alone has this slack, and lets a thread set its own. */
  private static void wakeInTime() {
    try {
      Path self = Files.readSymbolicLink(Path.of("/proc/thread-self"));
      Files.writeString(Path.of("/proc", self.getFileName().toString(), "timerslack_ns"), "1");
    } catch (IOException | UnsupportedOperationException e) {
      // Chunks are a little later then; the bench measures by how much.
    }
  }

  void close() {
    closed = true;
    LockSupport.unpark(this);
  }
}
