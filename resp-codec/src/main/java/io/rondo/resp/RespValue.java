package io.rondo.resp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Any reply as a tree, for those who do not know its shape beforehand. Two values are equal if they
 * are of the same kind and content. {@code toString()} is fit for a log in size and characters:
 * bytes escaped, long texts, long arrays and deep nesting cut.
 */
public sealed interface RespValue {
  /** {@code +text}. */
  record SimpleString(String text) implements RespValue {
    public SimpleString {
      Objects.requireNonNull(text, "text");
    }

    @Override
    public String toString() {
      return RespValueText.of(this);
    }
  }

  /** {@code -CODE message}, an error as a value. */
  @SuppressWarnings("JavaLangClash") // read as RespValue.Error, beside its siblings
  record Error(RespError error) implements RespValue {
    public Error {
      Objects.requireNonNull(error, "error");
    }

    @Override
    public String toString() {
      return RespValueText.of(this);
    }
  }

  /** {@code :value}. */
  record Int(long value) implements RespValue {
    @Override
    public String toString() {
      return RespValueText.of(this);
    }
  }

  /**
   * {@code $length}, a string of bytes, possibly none.
   *
   * @param bytes the content itself, not a copy of it
   */
  @SuppressWarnings("ArrayRecordComponent") // equals and hashCode are those of the content
  record Bulk(byte[] bytes) implements RespValue {
    public Bulk {
      Objects.requireNonNull(bytes, "bytes");
    }

    /** The bytes as UTF-8 text. */
    public String text() {
      return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Bulk bulk && Arrays.equals(bytes, bulk.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
      return RespValueText.of(this);
    }
  }

  /** {@code $-1}, the null bulk string: not the empty one. */
  enum NullBulk implements RespValue {
    INSTANCE;

    @Override
    public String toString() {
      return RespValueText.of(this);
    }
  }

  /**
   * {@code *count}, an array, possibly empty.
   *
   * @param elements unmodifiable
   */
  record Array(List<RespValue> elements) implements RespValue {
    public Array {
      elements = List.copyOf(elements);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Array array && RespTrees.equal(this, array);
    }

    @Override
    public int hashCode() {
      return RespTrees.hash(this);
    }

    @Override
    public String toString() {
      return RespValueText.of(this);
    }
  }

  /** {@code *-1}, the null array: not the empty one. */
  enum NullArray implements RespValue {
    INSTANCE;

    @Override
    public String toString() {
      return RespValueText.of(this);
    }
  }
}
