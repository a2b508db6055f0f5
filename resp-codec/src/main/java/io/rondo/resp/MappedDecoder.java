package io.rondo.resp;

import io.netty.buffer.ByteBuf;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A decoder whose value goes through a function. */
final class MappedDecoder<T extends @Nullable Object, R extends @Nullable Object>
    extends ReplyDecoder<R> {
  private final ReplyDecoder<T> decoder;
  private final Function<? super T, ? extends R> function;
  private final String name;

  MappedDecoder(ReplyDecoder<T> decoder, Function<? super T, ? extends R> function, String name) {
    this.decoder = Objects.requireNonNull(decoder, "decoder");
    this.function = Objects.requireNonNull(function, "function");
    this.name = Objects.requireNonNull(name, "name");
  }

  @Override
  public @Nullable R simpleString(ByteBuf text, int length) {
    return function.apply(decoder.simpleString(text, length));
  }

  @Override
  public @Nullable R error(RespError error) {
    return function.apply(decoder.error(error));
  }

  @Override
  public @Nullable R integer(long value) {
    return function.apply(decoder.integer(value));
  }

  @Override
  public @Nullable R bulkString(ByteBuf bytes, int length) {
    return function.apply(decoder.bulkString(bytes, length));
  }

  @Override
  public @Nullable R nullBulkString() {
    return function.apply(decoder.nullBulkString());
  }

  @Override
  public @Nullable R nullArray() {
    return function.apply(decoder.nullArray());
  }

  @Override
  public Object beginArray(int count) {
    return decoder.beginArray(count);
  }

  @Override
  public ReplyDecoder<?> element(Object accumulator, int index) {
    return decoder.element(accumulator, index);
  }

  @Override
  public boolean keepsElementFailures() {
    return decoder.keepsElementFailures();
  }

  @Override
  public void add(Object accumulator, int index, @Nullable Object value) {
    decoder.add(accumulator, index, value);
  }

  @Override
  public @Nullable R endArray(Object accumulator) {
    return function.apply(decoder.endArray(accumulator));
  }

  @Override
  public String toString() {
    return name;
  }
}
