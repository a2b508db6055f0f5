package io.rondo.resp;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Takes any reply and keeps nothing. The parser knows the instance: it makes no error of an error
 * line for it and lets the bytes of a bulk string go as they come.
 */
final class SkipDecoder extends ReplyDecoder<@Nullable Void> {
  static final SkipDecoder INSTANCE = new SkipDecoder();

  private SkipDecoder() {}

  @Override
  public @Nullable Void simpleString(ByteBuf text, int length) {
    return null;
  }

  @Override
  public @Nullable Void error(RespError error) {
    return null;
  }

  @Override
  public @Nullable Void integer(long value) {
    return null;
  }

  @Override
  public @Nullable Void bulkString(ByteBuf bytes, int length) {
    return null;
  }

  @Override
  public @Nullable Void nullBulkString() {
    return null;
  }

  @Override
  public @Nullable Void nullArray() {
    return null;
  }

  @Override
  public Object beginArray(int count) {
    return this;
  }

  @Override
  public ReplyDecoder<?> element(Object accumulator, int index) {
    return this;
  }

  @Override
  public void add(Object accumulator, int index, @Nullable Object value) {}

  @Override
  public @Nullable Void endArray(Object accumulator) {
    return null;
  }

  @Override
  public String toString() {
    return "any reply";
  }
}
