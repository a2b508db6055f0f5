package io.rondo.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/** Writes the unsent commands of a queue into one buffer. Owned by the loop. */
final class CommandWriter {
  /** Bytes of the first part of a drain that is flushed in parts. */
  static final int FIRST_PART = 4 * 1024;

  /** Bytes of a part at most: the bound of what one drain holds at once. */
  static final int MAX_PART = 1024 * 1024;

  private final Session session;
  private final WriteBuffers buffers = new WriteBuffers();

  CommandWriter(Session session) {
    this.session = session;
  }

  /**
   * Moves unsent commands of {@code queue} in flight, their bytes into the buffer returned: about
   * {@code part} of them, or all where no more than twice that is left. One that has ended
   * meanwhile is left out; one that cannot be encoded fails alone, and leaves no byte behind.
   *
   * @return the caller's to write or release, or {@code null} if there is nothing to write
   */
  @Nullable ByteBuf write(CommandQueue queue, ByteBufAllocator allocator, int part) {
    int most = queue.unsentBytes() > 2L * part ? part : MAX_PART;
    ByteBuf out =
        buffers.take(allocator, Math.min(queue.unsentBytes(), most + queue.firstUnsentBytes()));
    while (out.readableBytes() < most) {
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

  /** The part after {@code part}. */
  static int partAfter(int part) {
    return Math.min(2 * part, MAX_PART);
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
