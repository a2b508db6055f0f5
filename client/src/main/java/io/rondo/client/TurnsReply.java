package io.rondo.client;

import io.rondo.resp.ReplyDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A flat array of two kinds of elements in turn, as a list of what is made of each two. Null is
 * {@code null}.
 */
final class TurnsReply<A, B, R> extends ReplyDecoder<@Nullable List<R>> {
  private final String name;
  private final ReplyDecoder<? extends @Nullable A> first;
  private final ReplyDecoder<? extends @Nullable B> second;
  private final BiFunction<A, B, R> make;

  /**
   * @param name of the elements, for messages
   */
  TurnsReply(
      String name,
      ReplyDecoder<? extends @Nullable A> first,
      ReplyDecoder<? extends @Nullable B> second,
      BiFunction<A, B, R> make) {
    this.name = name;
    this.first = first;
    this.second = second;
    this.make = make;
  }

  /** The list, and the first of two whose second has not come. */
  private static final class Partial<A, R> {
    final List<R> made;
    @Nullable A first;

    Partial(int capacity) {
      made = new ArrayList<>(capacity);
    }
  }

  @Override
  public @Nullable List<R> nullArray() {
    return null;
  }

  @Override
  public @Nullable List<R> nullBulkString() {
    return null;
  }

  @Override
  public Object beginArray(int count) {
    if (count % 2 != 0) {
      throw new IllegalStateException("expected " + name + " in turn, got " + count + " elements");
    }
    return new Partial<A, R>(initialCapacity(count / 2));
  }

  @Override
  public ReplyDecoder<?> element(Object partial, int index) {
    return index % 2 == 0 ? first : second;
  }

  @Override
  @SuppressWarnings("unchecked") // Made by beginArray, and by the decoders of element().
  public void add(Object partial, int index, @Nullable Object value) {
    Partial<A, R> turns = (Partial<A, R>) partial;
    Object present = Objects.requireNonNull(value, () -> "a null in " + name);
    if (index % 2 == 0) {
      turns.first = (A) present;
    } else {
      turns.made.add(make.apply(Objects.requireNonNull(turns.first), (B) present));
    }
  }

  @Override
  @SuppressWarnings("unchecked") // Made by beginArray.
  public List<R> endArray(Object partial) {
    return ((Partial<A, R>) partial).made;
  }

  @Override
  public String toString() {
    return "a list of " + name;
  }
}
