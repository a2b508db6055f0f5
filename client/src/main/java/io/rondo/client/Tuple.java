package io.rondo.client;

import io.rondo.resp.Replies;
import io.rondo.resp.ReplyDecoder;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The elements of an array whose length and order mean something, while a value is made of them.
 */
final class Tuple {
  private final String name;
  private final @Nullable Object[] elements;

  private Tuple(String name, int length) {
    this.name = name;
    this.elements = new @Nullable Object[length];
  }

  /** The element {@code index}, of the type that its decoder makes, which the caller names. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  <T> T at(int index) {
    return (T) Objects.requireNonNull(elements[index], () -> "element " + index + " of " + name);
  }

  /** Like {@link #at}, or {@code null} if the server sent null or no such element. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  <T> @Nullable T orNull(int index) {
    return (T) elements[index];
  }

  /**
   * Takes an array of exactly these elements, or null, which is {@code null}.
   *
   * @param name of the whole, for messages
   */
  static <R> ReplyDecoder<@Nullable R> reply(
      String name, Function<Tuple, R> make, ReplyDecoder<?>... elements) {
    return new Decoder<>(name, make, elements, elements.length, elements.length);
  }

  /**
   * Takes an array of these elements of which only the first {@code least} must be there, for older
   * servers, and drops what follows them, for newer ones.
   */
  static <R> ReplyDecoder<@Nullable R> reply(
      String name, int least, Function<Tuple, R> make, ReplyDecoder<?>... elements) {
    return new Decoder<>(name, make, elements, least, Integer.MAX_VALUE);
  }

  private static final class Decoder<R> extends ReplyDecoder<@Nullable R> {
    private final String name;
    private final Function<Tuple, R> make;
    private final ReplyDecoder<?>[] elements;
    private final int least;
    private final int most;

    Decoder(String name, Function<Tuple, R> make, ReplyDecoder<?>[] elements, int least, int most) {
      this.name = name;
      this.make = make;
      this.elements = elements;
      this.least = least;
      this.most = most;
    }

    @Override
    public @Nullable R nullArray() {
      return null;
    }

    @Override
    public @Nullable R nullBulkString() {
      return null;
    }

    @Override
    public Object beginArray(int count) {
      if (count < least || count > most) {
        throw new IllegalStateException("expected " + name + ", got " + count + " elements");
      }
      return new Tuple(name, elements.length);
    }

    @Override
    public ReplyDecoder<?> element(Object tuple, int index) {
      return index < elements.length ? elements[index] : Replies.skip();
    }

    @Override
    public void add(Object tuple, int index, @Nullable Object value) {
      if (index < elements.length) {
        ((Tuple) tuple).elements[index] = value;
      }
    }

    @Override
    public R endArray(Object tuple) {
      return make.apply((Tuple) tuple);
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
