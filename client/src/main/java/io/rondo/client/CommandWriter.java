package io.rondo.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/** Writes the unsent commands of a queue into one buffer. Owned by the loop. */
final class CommandWriter {
  /** A buffer is flushed when it has so many bytes: the bound of what one drain holds at once. */
  private static final int CHUNK_BYTES = 1024 * 1024;

  private final Session session;
  private final WriteBuffers buffers = new WriteBuffers();

  CommandWriter(Session session) {
    this.session = session;
  }

  /**
   * Moves every unsent command of {@code queue} in flight, its bytes into the buffer returned. One
   * that has ended meanwhile is left out; one that cannot be encoded fails alone, and leaves no
   * byte behind.
   *
   * @return the caller's to write or release, or {@code null} if there is nothing to write
   */
  @Nullable ByteBuf write(CommandQueue queue, ByteBufAllocator allocator) {
    ByteBuf out =
        buffers.take(
            allocator, Math.min(queue.unsentBytes(), CHUNK_BYTES + queue.firstUnsentBytes()));
    while (out.readableBytes() < CHUNK_BYTES) {
      PendingReply<?> reply = queue.pollUnsent();
      if (reply == null) {
        break;
      }
      if (isAllowed(reply) && reply.claimForSending() && encode(reply, out)) {
        queue.sent(reply);
      } else {
        queue.release(reply);
      }
    }
    if (out.isReadable()) {
      return out;
    }
    out.release();
    return null;
  }

  private boolean isAllowed(PendingReply<?> reply) {
    RedisException refusal = session.hasLostSomething() ? session.refusal(reply.command) : null;
    if (refusal != null) {
      reply.fail(refusal);
    }
    return refusal == null;
  }

  private static boolean encode(PendingReply<?> reply, ByteBuf out) {
    int start = out.writerIndex();
    try {
      reply.encode(out);
      return true;
    } catch (Throwable e) { // Errors too: of text, or of memory for a large value.
      out.writerIndex(start);
      reply.fail(
          new RedisException(reply.command + " could not be encoded: " + e, Fate.NOT_SENT, e));
      return false;
    }
  }

  void close() {
    buffers.close();
  }
}
