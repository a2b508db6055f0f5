package io.rondo.resp;

import io.netty.buffer.ByteBuf;
import java.util.BitSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Parses the replies of one connection, in whatever pieces their bytes come, and makes the value of
 * each with the decoder of the command that waits for it. Iterative and bounded by {@link
 * RespLimits}: what it holds grows with the bytes that came and never with a length that was
 * claimed.
 *
 * <p>Not safe for use by several threads at once. After a {@link RespProtocolException}, or after
 * {@link #close()}, it parses no more.
 *
 * @see <a href="https://redis.io/docs/latest/develop/reference/protocol-spec/">Redis serialization
 *     protocol specification, RESP2</a>
 */
public final class RespParser implements AutoCloseable {
  /** What the next byte belongs to. */
  private enum State {
    TYPE,
    NUMBER,
    LINE,
    BULK,
    BULK_CR,
    BULK_LF
  }

  private static final short CRLF = '\r' << 8 | '\n';

  private final RespLimits limits;
  private final Frames frames = new Frames();
  private final NumberReader number = new NumberReader();
  private final LineReader line;
  private final BulkAccumulator bulk = new BulkAccumulator();

  private State state = State.TYPE;
  private boolean unusable;

  /** Makes the value of the reply or element that is parsed now. */
  private ReplyDecoder<?> decoder = SkipDecoder.INSTANCE;

  /** First byte of that reply or element, and its offset. */
  private byte type;

  private long typeOffset;

  /** Bytes of its bulk string, those of them that have not come, and the value made of them. */
  private int bulkLength;

  private int bulkRemaining;
  private @Nullable Object bulkValue;

  /** Elements claimed by all arrays of the current reply. */
  private int elements;

  private @Nullable Object value;
  private boolean error;
  private boolean none;
  private final BitSet errorElements = new BitSet();

  /** Offset of index 0 of the buffer that is parsed now. */
  private long base;

  private long consumed;

  /** A parser at the start of a stream. */
  public RespParser(RespLimits limits) {
    this.limits = Objects.requireNonNull(limits, "limits");
    line = new LineReader(limits.maxLineLength());
  }

  /**
   * Goes on with the current reply, or begins the next one with {@code decoder}, and consumes from
   * {@code in} what belongs to it.
   *
   * <p>{@code in} stays the caller's, and the parser keeps nothing of it: what was consumed may be
   * written over.
   *
   * @param decoder makes the value of a reply that begins in this call; ignored in the middle of
   *     one
   * @return whether the reply is complete; its value is then {@link #value()}
   * @throws RespProtocolException if the peer breaks the protocol or a limit; the parser is of no
   *     more use
   * @throws IllegalStateException if the parser is of no more use
   */
  public boolean parse(ByteBuf in, ReplyDecoder<?> decoder) {
    if (unusable) {
      throw new IllegalStateException(
          "this parser was closed or saw a protocol violation: open a new connection");
    }
    base = consumed - in.readerIndex();
    boolean failed = true;
    try {
      boolean complete = run(in, decoder);
      failed = false;
      return complete;
    } finally {
      consumed = base + in.readerIndex();
      if (failed) {
        close();
      }
    }
  }

  /**
   * The value of the reply just completed, or a {@link ReplyFailure}; handed over once, then
   * forgotten.
   */
  public @Nullable Object value() {
    Object result = value;
    value = null;
    return result;
  }

  /** Whether the reply just completed was an error, whatever its decoder has made of it. */
  public boolean isError() {
    return error;
  }

  /** Whether the reply just completed was a null bulk string or a null array. */
  public boolean isNull() {
    return none;
  }

  /**
   * Whether the reply just completed was an array with an error for its {@code element}, from 0.
   */
  public boolean isErrorAt(int element) {
    return errorElements.get(element);
  }

  /** Whether part of a reply has been read and its rest has not come. */
  public boolean isMidReply() {
    return state != State.TYPE || frames.depth() > 0;
  }

  /** Bytes consumed since the start of the stream. */
  public long offset() {
    return consumed;
  }

  /** Releases what was kept of an incomplete reply. The parser is of no more use. */
  @Override
  public void close() {
    unusable = true;
    state = State.TYPE;
    decoder = SkipDecoder.INSTANCE;
    bulkValue = null;
    line.release();
    bulk.release();
    frames.clear();
  }

  private boolean run(ByteBuf in, ReplyDecoder<?> first) {
    while (in.isReadable()) {
      boolean complete =
          switch (state) {
            case TYPE -> readType(in, first);
            case NUMBER -> readNumber(in);
            case LINE -> readLine(in);
            case BULK -> readBulk(in);
            case BULK_CR -> readBulkCr(in);
            case BULK_LF -> readBulkLf(in);
          };
      if (complete) {
        return true;
      }
    }
    return false;
  }

  private boolean readType(ByteBuf in, ReplyDecoder<?> first) {
    int index = in.readerIndex();
    type = in.getByte(index);
    typeOffset = base + index;
    switch (type) {
      case '+', '-' -> {
        line.begin(type);
        state = State.LINE;
      }
      case ':', '$', '*' -> {
        number.begin(type);
        state = State.NUMBER;
      }
      default -> {
        String got = Escaped.of(in, index, in.readableBytes());
        throw Violation.of("a reply that begins with one of \"+-:$*\"", got, typeOffset);
      }
    }
    in.readerIndex(index + 1);
    if (frames.depth() > 0) {
      if (type == '-' && frames.depth() == 1) {
        errorElements.set(frames.index());
      }
      decoder = frames.element();
    } else {
      decoder = Objects.requireNonNull(first, "decoder");
      elements = 0;
      error = type == '-';
      none = false;
      if (!errorElements.isEmpty()) {
        errorElements.clear();
      }
    }
    return false;
  }

  private boolean readNumber(ByteBuf in) {
    if (!number.read(in, base)) {
      return false;
    }
    long n = number.value();
    return switch (type) {
      case ':' -> deliver(Guarded.integer(decoder, n));
      case '$' -> beginBulk(n);
      default -> beginArray(n);
    };
  }

  private boolean readLine(ByteBuf in) {
    if (!line.read(in, base)) {
      return false;
    }
    int readerIndex = in.readerIndex();
    int writerIndex = in.writerIndex();
    Object decoded = Guarded.line(decoder, type, line.text(in), line.length());
    line.end(in, readerIndex, writerIndex);
    return deliver(decoded);
  }

  private boolean beginBulk(long length) {
    if (length == -1) {
      none = frames.depth() == 0;
      return deliver(Guarded.nullBulkString(decoder));
    }
    if (length < 0 || length > limits.maxBulkLength()) {
      throw badNumber("a bulk string length from -1 to " + limits.maxBulkLength(), length);
    }
    bulkLength = (int) length;
    bulkRemaining = bulkLength;
    state = State.BULK;
    return false;
  }

  private boolean readBulk(ByteBuf in) {
    int readable = in.readableBytes();
    if (bulkRemaining == bulkLength && readable >= bulkLength) {
      return readWholeBulk(in);
    }
    int count = Math.min(readable, bulkRemaining);
    bulkRemaining -= count;
    if (decoder == SkipDecoder.INSTANCE) {
      in.skipBytes(count);
    } else {
      bulk.append(in, count, bulkRemaining);
      if (bulkRemaining == 0) {
        bulkValue = Guarded.bulkString(decoder, bulk.whole(), bulkLength);
        bulk.release();
      }
    }
    if (bulkRemaining == 0) {
      state = State.BULK_CR;
    }
    return false;
  }

  private boolean readWholeBulk(ByteBuf in) {
    int end = in.readerIndex() + bulkLength;
    int writerIndex = in.writerIndex();
    Object decoded = Guarded.bulkString(decoder, in, bulkLength);
    if (writerIndex - end >= 2 && in.getShort(end) == CRLF) {
      in.setIndex(end + 2, writerIndex);
      return deliver(decoded);
    }
    in.setIndex(end, writerIndex);
    bulkValue = decoded;
    state = State.BULK_CR;
    return false;
  }

  private boolean readBulkCr(ByteBuf in) {
    expectAfterBulk('\r', in);
    state = State.BULK_LF;
    return false;
  }

  private boolean readBulkLf(ByteBuf in) {
    expectAfterBulk('\n', in);
    Object decoded = bulkValue;
    bulkValue = null;
    return deliver(decoded);
  }

  private void expectAfterBulk(char expected, ByteBuf in) {
    int index = in.readerIndex();
    if (in.getByte(index) != expected) {
      String what = Escaped.of((byte) expected) + " after a bulk string of " + bulkLength;
      throw Violation.of(what + " bytes", in, index, base);
    }
    in.readerIndex(index + 1);
  }

  private boolean beginArray(long count) {
    if (count == -1) {
      none = frames.depth() == 0;
      return deliver(Guarded.nullArray(decoder));
    }
    if (count < 0 || count > limits.maxElements()) {
      throw badNumber("an array length from -1 to " + limits.maxElements(), count);
    }
    if (count > limits.maxElements() - elements) {
      String most = "at most " + limits.maxElements() + " array elements in a reply";
      throw Violation.of(most, elements + " and " + count + " more", typeOffset + 1);
    }
    if (frames.depth() == limits.maxDepth()) {
      String most = "arrays nested at most " + limits.maxDepth() + " deep";
      throw Violation.of(most, "one inside them", typeOffset);
    }
    elements += (int) count;
    return openArray((int) count);
  }

  private boolean openArray(int count) {
    Object accumulator = Guarded.beginArray(decoder, count);
    if (accumulator instanceof ReplyFailure failure) {
      if (count == 0) {
        return deliver(failure);
      }
      frames.pushFailed(failure, count);
    } else {
      if (count == 0) {
        return deliver(Guarded.endArray(decoder, accumulator));
      }
      frames.push(decoder, accumulator, count);
    }
    state = State.TYPE;
    return false;
  }

  /** A reply or an element became {@code result}: adds it to the arrays that it completes. */
  private boolean deliver(@Nullable Object result) {
    state = State.TYPE;
    Object made = result;
    while (frames.depth() > 0) {
      if (!frames.add(made)) {
        return false;
      }
      made = frames.pop();
    }
    decoder = SkipDecoder.INSTANCE;
    value = made;
    return true;
  }

  private RespProtocolException badNumber(String expected, long got) {
    return Violation.of(expected, Long.toString(got), typeOffset + 1);
  }
}
