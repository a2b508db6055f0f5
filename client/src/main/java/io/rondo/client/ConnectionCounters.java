package io.rondo.client;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What has passed over a connection. Written by its loop alone, without a fence; read by any
 * thread, may lag.
 */
final class ConnectionCounters {
  private final AtomicLong replies = new AtomicLong();
  private final AtomicLong flushes = new AtomicLong();
  private final AtomicLong reads = new AtomicLong();
  private final AtomicLong bytesWritten = new AtomicLong();
  private final AtomicLong bytesRead = new AtomicLong();
  private final AtomicLong lastReadNanos = new AtomicLong(System.nanoTime());

  void flushed(int bytes) {
    add(flushes, 1);
    add(bytesWritten, bytes);
  }

  void read(int bytes) {
    add(reads, 1);
    add(bytesRead, bytes);
    lastReadNanos.lazySet(System.nanoTime());
  }

  /** {@link System#nanoTime()} of the last read. */
  long lastReadNanos() {
    return lastReadNanos.get();
  }

  /** Commands answered. */
  long replies() {
    return replies.get();
  }

  /** Buffers read. */
  long reads() {
    return reads.get();
  }

  /** Bytes handed to channels. */
  long bytesWritten() {
    return bytesWritten.get();
  }

  void replied() {
    add(replies, 1);
  }

  private static void add(AtomicLong counter, long n) {
    counter.lazySet(counter.getPlain() + n);
  }

  String describe() {
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastReadNanos.get());
    return bytesWritten
        + " bytes out, "
        + bytesRead
        + " bytes in, last heard "
        + millis
        + " ms ago";
  }

  ConnectionStats stats(int queued, int inFlight, long wakeUps, long reconnects) {
    return new ConnectionStats(
        queued,
        inFlight,
        replies.get(),
        flushes.get(),
        wakeUps,
        reads.get(),
        bytesWritten.get(),
        bytesRead.get(),
        reconnects);
  }
}
