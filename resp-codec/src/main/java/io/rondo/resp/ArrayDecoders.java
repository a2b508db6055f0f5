package io.rondo.resp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decoders that make collections of arrays. */
final class ArrayDecoders {
  private ArrayDecoders() {}

  static final class ListDecoder<E extends @Nullable Object>
      extends ReplyDecoder<@Nullable List<E>> {
    private final ReplyDecoder<E> element;

    ListDecoder(ReplyDecoder<E> element) {
      this.element = Objects.requireNonNull(element, "element");
    }

    @Override
    public @Nullable List<E> nullArray() {
      return null;
    }

    @Override
    public Object beginArray(int count) {
      return new ArrayList<E>(initialCapacity(count));
    }

    @Override
    public ReplyDecoder<?> element(Object accumulator, int index) {
      return element;
    }

    @Override
    @SuppressWarnings("unchecked") // what beginArray made, and what the element's decoder made
    public void add(Object accumulator, int index, @Nullable Object value) {
      ((List<@Nullable Object>) accumulator).add(value);
    }

    @Override
    @SuppressWarnings("unchecked")
    public List<E> endArray(Object accumulator) {
      return (List<E>) accumulator;
    }

    @Override
    public String toString() {
      return "list of " + element;
    }
  }

  static final class SetDecoder<E> extends ReplyDecoder<Set<E>> {
    private final ReplyDecoder<? extends @Nullable E> element;

    SetDecoder(ReplyDecoder<? extends @Nullable E> element) {
      this.element = Objects.requireNonNull(element, "element");
    }

    @Override
    public Object beginArray(int count) {
      return new LinkedHashSet<E>();
    }

    @Override
    public ReplyDecoder<?> element(Object accumulator, int index) {
      return element;
    }

    @Override
    @SuppressWarnings("unchecked")
    public void add(Object accumulator, int index, @Nullable Object value) {
      ((Set<Object>) accumulator).add(nonNull(this, index, value));
    }

    @Override
    @SuppressWarnings("unchecked")
    public Set<E> endArray(Object accumulator) {
      return (Set<E>) accumulator;
    }

    @Override
    public String toString() {
      return "set of " + element;
    }
  }

  static final class MapDecoder<K, V> extends ReplyDecoder<Map<K, V>> {
    private final ReplyDecoder<? extends @Nullable K> key;
    private final ReplyDecoder<? extends @Nullable V> value;

    MapDecoder(ReplyDecoder<? extends @Nullable K> key, ReplyDecoder<? extends @Nullable V> value) {
      this.key = Objects.requireNonNull(key, "key");
      this.value = Objects.requireNonNull(value, "value");
    }

    @Override
    public Object beginArray(int count) {
      if (count % 2 != 0) {
        throw ReplyTypeException.unexpected(
            this, "an array of " + count + " elements, which is an odd number");
      }
      return new Entries();
    }

    @Override
    public ReplyDecoder<?> element(Object accumulator, int index) {
      return index % 2 == 0 ? key : value;
    }

    @Override
    public void add(Object accumulator, int index, @Nullable Object keyOrValue) {
      Entries entries = (Entries) accumulator;
      Object checked = nonNull(this, index, keyOrValue);
      if (index % 2 == 0) {
        entries.key = checked;
      } else {
        entries.map.put(Objects.requireNonNull(entries.key), checked);
      }
    }

    @Override
    @SuppressWarnings("unchecked")
    public Map<K, V> endArray(Object accumulator) {
      return (Map<K, V>) ((Entries) accumulator).map;
    }

    @Override
    public String toString() {
      return "map of " + key + " to " + value;
    }
  }

  /** A map under way, and the key whose value comes next. */
  private static final class Entries {
    final Map<Object, Object> map = new LinkedHashMap<>();
    @Nullable Object key;
  }

  private static Object nonNull(ReplyDecoder<?> decoder, int index, @Nullable Object value) {
    if (value == null) {
      throw ReplyTypeException.unexpected(decoder, "null as element " + index);
    }
    return value;
  }
}
