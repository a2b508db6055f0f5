package io.rondo.resp;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a {@link RespValue} of any reply. */
final class TreeDecoder extends ReplyDecoder<RespValue> {
  static final TreeDecoder INSTANCE = new TreeDecoder();

  private TreeDecoder() {}

  @Override
  public RespValue simpleString(ByteBuf text, int length) {
    return new RespValue.SimpleString(ScalarDecoders.text(text, length));
  }

  @Override
  public RespValue error(RespError error) {
    return new RespValue.Error(error);
  }

  @Override
  public RespValue integer(long value) {
    return new RespValue.Int(value);
  }

  @Override
  public RespValue bulkString(ByteBuf bytes, int length) {
    return new RespValue.Bulk(ScalarDecoders.bytes(bytes, length));
  }

  @Override
  public RespValue nullBulkString() {
    return RespValue.NullBulk.INSTANCE;
  }

  @Override
  public RespValue nullArray() {
    return RespValue.NullArray.INSTANCE;
  }

  @Override
  public Object beginArray(int count) {
    return new ArrayList<RespValue>(initialCapacity(count));
  }

  @Override
  public ReplyDecoder<?> element(Object accumulator, int index) {
    return this;
  }

  @Override
  @SuppressWarnings("unchecked") // what beginArray made
  public void add(Object accumulator, int index, @Nullable Object value) {
    ((List<@Nullable Object>) accumulator).add(value);
  }

  @Override
  @SuppressWarnings("unchecked")
  public RespValue endArray(Object accumulator) {
    return new RespValue.Array((List<RespValue>) accumulator);
  }

  @Override
  public String toString() {
    return "any reply";
  }
}
