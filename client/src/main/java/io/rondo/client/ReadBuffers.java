package io.rondo.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * The buffer that replies are read into: one per connection, used again for every read that left
 * nothing behind in it, so that a read allocates nothing. It doubles when a read fills it and
 * halves when reads stay small for long. Of one channel; owned by its loop.
 */
final class ReadBuffers extends DefaultMaxMessagesRecvByteBufAllocator {
  private static final int MIN_BYTES = 8 * 1024;
  private static final int MAX_BYTES = 512 * 1024;

  /** After so many reads of less than a quarter of the buffer it is halved. */
  private static final int SMALL_READS = 64;

  private final Tracing tracing;
  private int size = MIN_BYTES;
  private int smallReads;
  private boolean closed;
  private @Nullable ByteBuf kept;

  ReadBuffers(Tracing tracing) {
    this.tracing = tracing;
  }

  @Override
  @SuppressWarnings("deprecation") // The only kind that transports take.
  public RecvByteBufAllocator.Handle newHandle() {
    return new MaxMessageHandle() {
      @Override
      public int guess() {
        return size;
      }

      @Override
      public ByteBuf allocate(ByteBufAllocator allocator) {
        return take(allocator);
      }

      @Override
      public void lastBytesRead(int bytes) {
        adapt(bytes, attemptedBytesRead());
        super.lastBytesRead(bytes);
      }
    };
  }

  /** An empty buffer, the taker's to release; something is read into it now. */
  ByteBuf take(ByteBufAllocator allocator) {
    tracing.readBegins();
    if (closed) {
      return allocator.directBuffer(MIN_BYTES);
    }
    ByteBuf buffer = kept;
    if (buffer == null || buffer.refCnt() != 1 || buffer.capacity() != size) {
      release();
      buffer = allocator.directBuffer(size);
      kept = buffer;
    }
    return buffer.clear().retain();
  }

  /** So much was read, where there was room for so much. */
  void adapt(int bytes, int attempted) {
    if (bytes > 0 && bytes == attempted) {
      size = Math.min(MAX_BYTES, Math.max(size, attempted) * 2);
      smallReads = 0;
    } else if (bytes >= size / 4) {
      smallReads = 0;
    } else if (size > MIN_BYTES && ++smallReads >= SMALL_READS) {
      size /= 2;
      smallReads = 0;
    }
  }

  void close() {
    closed = true;
    release();
  }

  private void release() {
    ByteBuf buffer = kept;
    kept = null;
    if (buffer != null) {
      buffer.release();
    }
  }
}
