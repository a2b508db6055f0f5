package io.rondo.resp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * Reads the line of a simple string or an error. A line that is whole in one buffer stays there; of
 * any other the pieces are gathered.
 */
final class LineReader {
  private static final int INITIAL_CAPACITY = 64;

  private final int maxLength;

  private byte type;
  private boolean carriageReturn;
  private int length;
  private @Nullable ByteBuf gathered;

  LineReader(int maxLength) {
    this.maxLength = maxLength;
  }

  /** The line of a reply of {@code type} begins. */
  void begin(byte type) {
    this.type = type;
    carriageReturn = false;
    length = 0;
  }

  /**
   * Reads what {@code in} has of the line and, unless the whole line is there, consumes it.
   *
   * @param base offset of index 0 of {@code in}
   * @return whether the line is complete: then {@link #text} has it, and after that {@link #end}
   *     must be called
   */
  boolean read(ByteBuf in, long base) {
    int start = in.readerIndex();
    int end = in.writerIndex();
    int room = maxLength - length;
    for (int i = start; i < end; i++) {
      byte b = in.getByte(i);
      if (carriageReturn) {
        if (b != '\n') {
          throw Violation.of("\"\\n\" at the end of " + Violation.line(type), in, i, base);
        }
        if (gathered == null) {
          length = i - 1 - start;
        } else {
          gather(in, start, i - 1);
          in.readerIndex(i + 1);
        }
        return true;
      } else if (b == '\r') {
        carriageReturn = true;
      } else if (b == '\n') {
        throw Violation.of("\"\\r\" before the \"\\n\" of " + Violation.line(type), in, i, base);
      } else if (i - start == room) {
        throw Violation.of(
            Violation.line(type) + " of at most " + maxLength + " bytes", "more", base + i);
      }
    }
    gather(in, start, carriageReturn ? end - 1 : end);
    in.readerIndex(end);
    return false;
  }

  /** The buffer that has the complete line at its reader index. */
  ByteBuf text(ByteBuf in) {
    return gathered == null ? in : gathered;
  }

  /** Bytes of the complete line, without the CRLF. */
  int length() {
    return length;
  }

  /** Consumes a complete line that is still in {@code in}, whose indices were as given. */
  void end(ByteBuf in, int readerIndex, int writerIndex) {
    if (gathered == null) {
      in.setIndex(readerIndex + length + 2, writerIndex);
    } else {
      release();
    }
  }

  void release() {
    if (gathered != null) {
      gathered.release();
      gathered = null;
    }
  }

  private void gather(ByteBuf in, int start, int end) {
    if (gathered == null) {
      gathered = Unpooled.buffer(Math.max(end - start, INITIAL_CAPACITY));
    }
    if (end > start) {
      gathered.writeBytes(in, start, end - start);
      length += end - start;
    }
  }
}
