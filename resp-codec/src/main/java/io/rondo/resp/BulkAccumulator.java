package io.rondo.resp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.buffer.UnpooledHeapByteBuf;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a bulk string that comes in several reads. Each read is copied out of its buffer
 * while it is hot, into the array that in the end is the value: the buffer is free for the next
 * read.
 *
 * <p>That array is made as soon as a part of the value is there that gives the claimed length some
 * weight; until then there are smaller ones, each twice as long as what came. So what is held grows
 * with the bytes that came, whatever length was claimed, and no more than a sixteenth of a value is
 * copied a second time.
 */
final class BulkAccumulator {
  /** The value's own array is made when it is at most this many times what came of it. */
  static final int TRUST = 32;

  /** So many bytes are taken to have come when it were fewer: short values need no weighing. */
  private static final int FLOOR = 128;

  private byte @Nullable [] bytes;
  private int length;

  boolean isEmpty() {
    return length == 0;
  }

  /**
   * Takes {@code count} bytes, at least one, from {@code in}.
   *
   * @param expected how many are to come after them
   */
  void append(ByteBuf in, int count, int expected) {
    byte[] room = roomFor(length + count, expected);
    // Not getBytes: where Netty has no Unsafe, that makes a duplicate of the NIO buffer first.
    in.readBytes(room, length, count);
    length += count;
  }

  private byte[] roomFor(int came, int expected) {
    byte[] room = bytes;
    if (room == null || came > room.length) {
      int weight = Math.max(came, FLOOR);
      long whole = (long) came + expected;
      int capacity = (int) (whole <= (long) TRUST * weight ? whole : 2L * weight);
      room = room == null ? new byte[capacity] : Arrays.copyOf(room, capacity);
      bytes = room;
    }
    return room;
  }

  /** The bytes of a value that is complete; {@link #release()} forgets them. */
  Whole whole() {
    byte[] room = bytes;
    if (room == null || length != room.length) {
      throw new IllegalStateException(length + " bytes are not the whole value");
    }
    return new Whole(room);
  }

  void release() {
    bytes = null;
    length = 0;
  }

  /** All bytes of one value, in an array that nobody else needs. */
  static final class Whole extends UnpooledHeapByteBuf {
    private Whole(byte[] bytes) {
      super(UnpooledByteBufAllocator.DEFAULT, bytes, bytes.length);
    }

    /** Whether {@code count} bytes from the reader index on are all of the array. */
    boolean isAll(int count) {
      return readerIndex() == 0 && count == capacity();
    }

    /** Reads all of it: the array itself, which from now on is the reader's. */
    byte[] take() {
      readerIndex(capacity());
      return array();
    }
  }
}
