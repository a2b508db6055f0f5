package io.rondo.bench.network;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One direction of a connection: what is read at one end and, after its delay, written at the
 * other.
 *
 * <p>The proxy's thread reads, and writes what the socket did not take at once; the delay line's
 * thread writes when it is time. Both do so under the lock of this object. An empty buffer among
 * the chunks stands for the end of the stream, which takes its turn and its delay as they do.
 */
final class Flow {
  /** Enough for a gigabyte per second over 10 ms; with more, nothing is read until less is held. */
  private static final long MOST_HELD = 10L << 20;

  private static final ByteBuffer END = ByteBuffer.allocate(0);

  private final Relay relay;
  private final End from;
  private final End to;
  private final DelayLine line;
  private final long delayNanos;
  private final long openedNanos;

  private final Deque<ByteBuffer> unsent = new ArrayDeque<>();
  private long held;
  private boolean isFull;
  private boolean isEnded;

  /**
   * @param openedNanos when a connection over the whole way would be there: nothing begins earlier
   */
  Flow(Relay relay, End from, End to, DelayLine line, long delayNanos, long openedNanos) {
    this.relay = relay;
    this.from = from;
    this.to = to;
    this.line = line;
    this.delayNanos = delayNanos;
    this.openedNanos = openedNanos;
  }

  /**
   * Takes what has arrived; on the proxy's thread.
   *
   * @param room to read into, of no use afterwards
   */
  void read(ByteBuffer room) {
    room.clear();
    int count;
    try {
      count = from.socket().read(room);
    } catch (IOException e) {
      relay.markBroken();
      count = -1;
    }
    long now = System.nanoTime();
    if (count == 0) {
      return;
    }
    ByteBuffer bytes = count < 0 ? END : copy(room);
    synchronized (this) {
      held += bytes.remaining();
      isEnded |= !bytes.hasRemaining();
      isFull = held > MOST_HELD;
      if (isEnded || isFull) {
        from.reads(false);
      }
    }
    if (delayNanos == 0) {
      deliver(bytes);
    } else {
      line.hold((now - openedNanos < 0 ? openedNanos : now) + delayNanos, this, bytes);
    }
  }

  private static ByteBuffer copy(ByteBuffer room) {
    room.flip();
    ByteBuffer bytes = ByteBuffer.allocate(room.remaining());
    bytes.put(room).flip();
    return bytes;
  }

  /** It is time for a chunk. */
  synchronized void deliver(ByteBuffer bytes) {
    unsent.add(bytes);
    write();
  }

  /** Writes what is due, as far as the socket takes it. */
  synchronized void write() {
    try {
      for (ByteBuffer next; (next = unsent.peek()) != null; unsent.remove()) {
        if (!next.hasRemaining()) {
          unsent.clear();
          relay.ended(to);
          return;
        }
        release(to.socket().write(next));
        if (next.hasRemaining()) {
          to.writes(true);
          return;
        }
      }
      to.writes(false);
    } catch (IOException e) {
      relay.close();
    }
  }

  private void release(int written) {
    held -= written;
    if (isFull && held < MOST_HELD / 2) {
      isFull = false;
      if (!isEnded) {
        from.reads(true);
      }
    }
  }
}
