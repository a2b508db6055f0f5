package io.rondo.resp;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@code T} of one reply while it is parsed, with no tree between.
 *
 * <p>The parser calls exactly one method per scalar reply. For an array it calls {@link
 * #beginArray}, then for each element {@link #element} and {@link #add}, then {@link #endArray};
 * whatever the decoder collects lives in the accumulator that {@code beginArray} made, so a decoder
 * has no state of its own and one instance serves every connection. (A decoder made for one reply
 * may of course keep state.)
 *
 * <p>Every method that is not overridden refuses its kind of reply with a {@link
 * ReplyTypeException}. What a decoder throws fails that reply alone: the parser reads the reply to
 * its end and hands over a {@link ReplyFailure}.
 *
 * <p>All methods are called on the thread that parses. A buffer that is passed in is lent: it may
 * be read from its reader index on (the parser sets the indices afterwards itself) and must not be
 * kept.
 *
 * @param <T> what the reply becomes; {@code null} where a decoder takes a null for a value
 */
public abstract class ReplyDecoder<T extends @Nullable Object> {
  protected ReplyDecoder() {}

  /** {@code +text}: {@code length} bytes at the reader index of {@code text}. */
  public @Nullable T simpleString(ByteBuf text, int length) {
    throw ReplyTypeException.unexpected(this, "a simple string", text, length);
  }

  /** {@code -CODE message}. The default throws it as a {@link RespErrorException}. */
  public @Nullable T error(RespError error) {
    throw new RespErrorException(error);
  }

  /** {@code :value}. */
  public @Nullable T integer(long value) {
    throw ReplyTypeException.unexpected(this, "the integer " + value);
  }

  /** {@code $length}: {@code length} bytes, possibly none, at the reader index of {@code bytes}. */
  public @Nullable T bulkString(ByteBuf bytes, int length) {
    throw ReplyTypeException.unexpected(this, "a bulk string", bytes, length);
  }

  /** {@code $-1}, the null bulk string. */
  public @Nullable T nullBulkString() {
    throw ReplyTypeException.unexpected(this, "a null bulk string");
  }

  /** {@code *-1}, the null array. */
  public @Nullable T nullArray() {
    throw ReplyTypeException.unexpected(this, "a null array");
  }

  /**
   * An array of {@code count} elements begins, possibly none.
   *
   * @param count what the server claims, checked against {@link RespLimits}: memory must grow with
   *     the elements that come and not with this number; see {@link #initialCapacity(int)}
   * @return the accumulator that the calls for this array get
   */
  public Object beginArray(int count) {
    throw ReplyTypeException.unexpected(this, "an array of " + count + " elements");
  }

  /**
   * The decoder of the element {@code index}, from 0, of the array that {@code accumulator}
   * collects.
   */
  public ReplyDecoder<?> element(Object accumulator, int index) {
    throw new IllegalStateException(this + " takes arrays but names no decoder for their elements");
  }

  /**
   * Whether a failure inside an element is an element: then {@link #add} gets a {@link
   * ReplyFailure} and the rest of the array stays intact. By default the failure becomes that of
   * the whole array.
   */
  public boolean keepsElementFailures() {
    return false;
  }

  /** The element {@code index} became {@code value}. */
  public void add(Object accumulator, int index, @Nullable Object value) {
    throw new IllegalStateException(this + " takes arrays but does not collect their elements");
  }

  /** The array is complete. */
  public @Nullable T endArray(Object accumulator) {
    throw new IllegalStateException(this + " takes arrays but does not finish them");
  }

  /** How large a collection to begin with for {@code count} claimed elements: at most 16. */
  protected static int initialCapacity(int count) {
    return Math.min(count, 16);
  }

  /** What this decoder takes, for messages: {@code "string"}, {@code "list of long"}. */
  @Override
  public String toString() {
    return getClass().getSimpleName();
  }
}
