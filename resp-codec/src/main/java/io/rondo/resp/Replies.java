package io.rondo.resp;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The decoders that commands are made of. Stateless; one instance serves every connection.
 *
 * <p>A reply of another kind than a decoder takes fails with a {@link ReplyTypeException}, an error
 * reply with a {@link RespErrorException}; but for {@link #tree()} and {@link #skip()} an error
 * inside an array fails the whole array.
 */
public final class Replies {
  private static final ReplyDecoder<@Nullable String> STRING = new ScalarDecoders.Text();
  private static final ReplyDecoder<byte @Nullable []> BYTES = new ScalarDecoders.Bytes();
  private static final ReplyDecoder<@Nullable Long> INTEGER = new ScalarDecoders.Integer64();
  private static final ReplyDecoder<@Nullable Long> NULLABLE_INTEGER =
      new ScalarDecoders.NullableInteger64();
  private static final ReplyDecoder<@Nullable Double> DOUBLE = new ScalarDecoders.Floating();
  private static final ReplyDecoder<Boolean> BOOL = new ScalarDecoders.Bool();
  private static final ReplyDecoder<@Nullable String> STATUS = new ScalarDecoders.Status();

  private Replies() {}

  /** A bulk or simple string as UTF-8 text; null is {@code null}. */
  public static ReplyDecoder<@Nullable String> string() {
    return STRING;
  }

  /** A bulk or simple string as bytes; null is {@code null}. */
  public static ReplyDecoder<byte @Nullable []> bytes() {
    return BYTES;
  }

  /** An integer, or a bulk string of digits. Refuses null. */
  @SuppressWarnings({"unchecked", "rawtypes", "NullAway"}) // it never makes a null
  public static ReplyDecoder<Long> integer() {
    return (ReplyDecoder) INTEGER;
  }

  /** Like {@link #integer()}, a null reply is {@code null}. */
  public static ReplyDecoder<@Nullable Long> nullableInteger() {
    return NULLABLE_INTEGER;
  }

  /** A bulk string that holds a floating-point number; null is {@code null}. */
  public static ReplyDecoder<@Nullable Double> doubleNumber() {
    return DOUBLE;
  }

  /** The integers 1 and 0 as true and false. */
  public static ReplyDecoder<Boolean> bool() {
    return BOOL;
  }

  /**
   * A status: a simple string as text, {@code OK} without an allocation. Null (a SET NX that did
   * not) is {@code null}.
   */
  public static ReplyDecoder<@Nullable String> status() {
    return STATUS;
  }

  /** An array as an {@code ArrayList}; a null array is {@code null}. */
  public static <E extends @Nullable Object> ReplyDecoder<@Nullable List<E>> list(
      ReplyDecoder<E> element) {
    return new ArrayDecoders.ListDecoder<>(element);
  }

  /** An array as a {@code LinkedHashSet}, in the server's order. Refuses null elements. */
  public static <E> ReplyDecoder<Set<E>> set(ReplyDecoder<? extends @Nullable E> element) {
    return new ArrayDecoders.SetDecoder<>(element);
  }

  /**
   * An array of alternating keys and values as a {@code LinkedHashMap}, in the server's order.
   * Refuses null keys and values, and an odd number of elements.
   */
  public static <K, V> ReplyDecoder<Map<K, V>> map(
      ReplyDecoder<? extends @Nullable K> key, ReplyDecoder<? extends @Nullable V> value) {
    return new ArrayDecoders.MapDecoder<>(key, value);
  }

  /**
   * What {@code decoder} makes of a reply, nulls included, turned into another value. If {@code
   * function} throws, that reply alone fails.
   *
   * @param name what the new decoder takes, for messages
   */
  public static <T extends @Nullable Object, R extends @Nullable Object> ReplyDecoder<R> mapped(
      ReplyDecoder<T> decoder, Function<? super T, ? extends R> function, String name) {
    return new MappedDecoder<>(decoder, function, name);
  }

  /** Any reply as a generic tree; errors are values of it. */
  public static ReplyDecoder<RespValue> tree() {
    return TreeDecoder.INSTANCE;
  }

  /** Any reply, read and dropped without an allocation; its value is {@code null}. */
  public static ReplyDecoder<@Nullable Void> skip() {
    return SkipDecoder.INSTANCE;
  }
}
