package io.rondo.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * The buffer that commands are written into. A small one is kept and used again as soon as the
 * transport has let go of it, which in NIO and epoll it has when flush returns: threads that come
 * and go as drivers of a loop have no allocator cache of their own. Owned by the loop; what {@link
 * #take} returns is the caller's to release, as usual.
 */
final class WriteBuffers {
  private static final int KEPT_BYTES = 16 * 1024;

  private @Nullable ByteBuf kept;

  /**
   * An empty direct buffer.
   *
   * @param bytes about how many will be written; it grows if that is wrong
   */
  ByteBuf take(ByteBufAllocator allocator, long bytes) {
    if (bytes > KEPT_BYTES) {
      return allocator.directBuffer((int) Math.min(bytes, 1 << 30));
    }
    ByteBuf buffer = kept;
    if (buffer == null || buffer.capacity() > KEPT_BYTES) {
      close();
      buffer = allocator.directBuffer(KEPT_BYTES);
      kept = buffer;
    } else if (buffer.refCnt() != 1) {
      return allocator.directBuffer(
          (int) Math.max(bytes, 256)); // The transport still writes the kept one.
    }
    return buffer.clear().retain();
  }

  void close() {
    ByteBuf buffer = kept;
    kept = null;
    if (buffer != null) {
      buffer.release();
    }
  }
}
