package io.rondo.resp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a bulk string that comes in several reads. What it holds grows with the bytes that
 * came, whatever length was claimed.
 *
 * <p>A piece that fills much of its buffer is kept where it is, as a retained slice, so that a
 * large value is copied once, into its final array. A small piece is copied: a slice of it would
 * pin a whole read buffer for a few bytes.
 */
final class BulkAccumulator {
  /** A slice below this is copied; the bookkeeping of a slice costs about as much. */
  static final int MIN_SLICE = 4 * 1024;

  private static final int MIN_CHUNK = 256;
  private static final int MAX_CHUNK = 1024 * 1024;

  /** Complete pieces, in order. */
  private @Nullable CompositeByteBuf pieces;

  /** The last piece, of copied bytes, while it has room. */
  private @Nullable ByteBuf tail;

  private int length;

  boolean isEmpty() {
    return length == 0;
  }

  /**
   * Takes {@code count} bytes, at least one, from {@code in}.
   *
   * @param expected how many may come after them
   */
  void append(ByteBuf in, int count, int expected) {
    if (count >= MIN_SLICE && count >= in.capacity() / 2) {
      sealTail();
      addPiece(in.readRetainedSlice(count));
    } else {
      copy(in, count, expected);
    }
    length += count;
  }

  /** All bytes so far, from the reader index on; lent until {@link #release()}. */
  ByteBuf view() {
    if (pieces == null) {
      return tail == null ? Unpooled.EMPTY_BUFFER : tail;
    }
    sealTail();
    return pieces;
  }

  void release() {
    if (pieces != null) {
      pieces.release();
      pieces = null;
    }
    if (tail != null) {
      tail.release();
      tail = null;
    }
    length = 0;
  }

  private void copy(ByteBuf in, int count, int expected) {
    int left = count;
    if (tail != null) {
      int fits = Math.min(left, tail.writableBytes());
      fill(tail, in, fits);
      left -= fits;
    }
    if (left > 0) {
      sealTail();
      // As large as all before it: few chunks, and never more than twice the bytes that came.
      int spare = Math.min(Math.max(length, MIN_CHUNK), MAX_CHUNK);
      int capacity = left + Math.min(spare, expected);
      tail = Unpooled.buffer(capacity, capacity);
      fill(tail, in, left);
    }
  }

  private static void fill(ByteBuf chunk, ByteBuf in, int count) {
    int index = chunk.writerIndex();
    // Not writeBytes: where Netty has no Unsafe, that makes a duplicate of in's NIO buffer first.
    in.readBytes(chunk.array(), chunk.arrayOffset() + index, count);
    chunk.writerIndex(index + count);
  }

  private void sealTail() {
    if (tail != null) {
      addPiece(tail);
      tail = null;
    }
  }

  private void addPiece(ByteBuf piece) {
    if (pieces == null) {
      // Without a bound on the components: at a bound it would copy them into one.
      pieces = new CompositeByteBuf(UnpooledByteBufAllocator.DEFAULT, false, Integer.MAX_VALUE);
    }
    pieces.addComponent(true, piece);
  }
}
