package io.rondo.resp;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * STUB. The decoders that commands are made of. Stateless; one instance serves every connection.
 */
public final class Replies {
  private Replies() {}

  /** A bulk or simple string as UTF-8 text; a null bulk string is {@code null}. */
  public static ReplyDecoder<@Nullable String> string() {
    throw new UnsupportedOperationException();
  }

  /** A bulk or simple string as bytes; a null bulk string is {@code null}. */
  public static ReplyDecoder<byte @Nullable []> bytes() {
    throw new UnsupportedOperationException();
  }

  /** An integer, or a bulk string of digits. Refuses null. */
  public static ReplyDecoder<Long> integer() {
    throw new UnsupportedOperationException();
  }

  /** Like {@link #integer()}, a null reply is {@code null}. */
  public static ReplyDecoder<@Nullable Long> nullableInteger() {
    throw new UnsupportedOperationException();
  }

  /** A bulk string that holds a floating-point number; null is {@code null}. */
  public static ReplyDecoder<@Nullable Double> doubleNumber() {
    throw new UnsupportedOperationException();
  }

  /** The integers 1 and 0 as true and false. */
  public static ReplyDecoder<Boolean> bool() {
    throw new UnsupportedOperationException();
  }

  /**
   * A status: a simple string as text, {@code OK} without an allocation. Null (a SET NX that did
   * not) is {@code null}.
   */
  public static ReplyDecoder<@Nullable String> status() {
    throw new UnsupportedOperationException();
  }

  /** An array as an {@code ArrayList}; a null array is {@code null}. */
  public static <E extends @Nullable Object> ReplyDecoder<@Nullable List<E>> list(
      ReplyDecoder<E> element) {
    throw new UnsupportedOperationException();
  }

  /** An array as a {@code LinkedHashSet}. */
  public static <E> ReplyDecoder<Set<E>> set(ReplyDecoder<? extends @Nullable E> element) {
    throw new UnsupportedOperationException();
  }

  /** An array of alternating keys and values as a {@code LinkedHashMap}. */
  public static <K, V> ReplyDecoder<Map<K, V>> map(
      ReplyDecoder<? extends @Nullable K> key, ReplyDecoder<? extends @Nullable V> value) {
    throw new UnsupportedOperationException();
  }

  /** Any reply as a generic tree; errors are values of it. */
  public static ReplyDecoder<RespValue> tree() {
    throw new UnsupportedOperationException();
  }

  /** Any reply, read and dropped without an allocation; its value is {@code null}. */
  public static ReplyDecoder<@Nullable Void> skip() {
    throw new UnsupportedOperationException();
  }
}
