package io.rondo.client.support;

import java.io.IOException;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * What a {@link FaultProxy} does to bytes that go one way. Shared by all connections of the proxy,
 * and by their threads.
 */
@FunctionalInterface
public interface Fault {
  /** The other end of one connection, in one direction. */
  interface Wire {
    /** Passes bytes on, in one segment as far as the kernel lets that be seen. */
    void write(byte[] bytes, int from, int length) throws IOException;

    /** Ends the connection, orderly, to both sides. */
    void cut();

    /** Ends the connection with a reset, to both sides. */
    void reset();

    /** Whether the fault that was asked still is what the proxy is to do, and the wire is there. */
    boolean isCurrent();
  }

  /**
   * Does something with {@code length} bytes that came in one read. Called by one thread per
   * connection and direction.
   */
  void pass(byte[] bytes, int length, Wire wire) throws IOException;

  /** None: all is passed on as it comes. */
  static Fault none() {
    return (bytes, length, wire) -> wire.write(bytes, 0, length);
  }

  /** In pieces of random length, with random pauses of up to three milliseconds between some. */
  static Fault delay(long seed) {
    int maxPauseNanos = 3_000_000;
    Random random = new Random(seed);
    return (bytes, length, wire) -> {
      for (int at = 0; at < length; ) {
        int piece = 1 + random.nextInt(length - at);
        wire.write(bytes, at, piece);
        at += piece;
        if (random.nextInt(4) == 0) {
          LockSupport.parkNanos(random.nextInt(maxPauseNanos));
        }
      }
    };
  }

  /** Every byte in a segment of its own. */
  static Fault singleBytes() {
    return (bytes, length, wire) -> {
      for (int at = 0; at < length; at++) {
        wire.write(bytes, at, 1);
      }
    };
  }

  /** About one byte of {@code oneIn} becomes another one. */
  static Fault corrupt(long seed, int oneIn) {
    Random random = new Random(seed);
    return (bytes, length, wire) -> {
      for (int at = 0; at < length; at++) {
        if (random.nextInt(oneIn) == 0) {
          bytes[at] ^= (byte) (1 + random.nextInt(255));
        }
      }
      wire.write(bytes, 0, length);
    };
  }

  /** Nothing gets through, and nobody is told; when the fault ends, what was held back goes on. */
  static Fault stall() {
    return (bytes, length, wire) -> {
      while (wire.isCurrent()) {
        LockSupport.parkNanos(200_000);
      }
      wire.write(bytes, 0, length);
    };
  }

  /** What comes is lost. */
  static Fault drop() {
    return (bytes, length, wire) -> {};
  }

  /** Ends the connection instead of passing on what comes. */
  static Fault cut() {
    return (bytes, length, wire) -> wire.cut();
  }

  /** Ends the connection with a reset instead of passing on what comes. */
  static Fault reset() {
    return (bytes, length, wire) -> wire.reset();
  }

  /** Passes on {@code bytes} bytes, all connections together, and then does {@code next}. */
  static Fault after(long bytes, Fault next) {
    AtomicLong left = new AtomicLong(bytes);
    return (data, length, wire) -> {
      int passed = (int) Math.max(0, Math.min(length, left.getAndAdd(-length)));
      wire.write(data, 0, passed);
      if (passed < length) {
        byte[] rest = new byte[length - passed];
        System.arraycopy(data, passed, rest, 0, rest.length);
        next.pass(rest, rest.length, wire);
      }
    };
  }
}
