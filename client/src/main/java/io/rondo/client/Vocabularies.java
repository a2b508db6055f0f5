package io.rondo.client;

import io.rondo.resp.Replies;
import io.rondo.resp.ReplyDecoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Shapes of replies and arguments that several commands share. */
final class Vocabularies {
  private Vocabularies() {}

  /** Elements that Redis never sends as null. */
  @SuppressWarnings(
      "unchecked") // A decoder only makes values, so it may be seen as one of a narrower type.
  static <V> ReplyDecoder<V> present(ReplyDecoder<@Nullable V> reply) {
    return (ReplyDecoder<V>) (ReplyDecoder<?>) reply;
  }

  static <K, V> Command<@Nullable KeyValue<K, V>> blockingPop(
      CommandName name, Vocabulary<K, V> vocabulary, Duration timeout, K[] keys) {
    Arguments.requireSome("key", keys);
    // Redis counts milliseconds. Before version 7 it cuts off what is less than one, 0.001 seconds
    // by its arithmetic included, and none is for ever: two are safe.
    long exact = Durations.nanos("timeout", timeout, 0);
    long millis = exact == 0 ? 0 : Math.max(2, TimeUnit.NANOSECONDS.toMillis(exact + 999_999));
    long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
    Object[] arguments = new Object[keys.length + 1];
    System.arraycopy(keys, 0, arguments, 0, keys.length);
    arguments[keys.length] = millis / 1e3;
    return Command.of(name, new KeyValueReply<>(vocabulary), arguments).blocking(nanos);
  }

  static Object[] scoreFirst(Map<?, Double> scores) {
    List<Object> arguments = new ArrayList<>(2 * scores.size());
    scores.forEach(
        (member, score) -> {
          arguments.add(score);
          arguments.add(member);
        });
    return arguments.toArray();
  }

  static <V> ReplyDecoder<List<ScoredValue<V>>> scored(ReplyDecoder<@Nullable V> member) {
    return new ScoredReply<>(member);
  }

  /** A key and a value, or null. */
  private static final class KeyValueReply<K, V> extends ReplyDecoder<@Nullable KeyValue<K, V>> {
    private final Vocabulary<K, V> vocabulary;

    KeyValueReply(Vocabulary<K, V> vocabulary) {
      this.vocabulary = vocabulary;
    }

    @Override
    public @Nullable KeyValue<K, V> nullArray() {
      return null;
    }

    @Override
    public Object beginArray(int count) {
      if (count != 2) {
        throw new IllegalStateException("expected a key and a value, got " + count + " elements");
      }
      return new @Nullable Object[2];
    }

    @Override
    public ReplyDecoder<?> element(Object pair, int index) {
      return index == 0 ? vocabulary.keyReply() : vocabulary.valueReply();
    }

    @Override
    public void add(Object pair, int index, @Nullable Object value) {
      ((Object[]) pair)[index] = Objects.requireNonNull(value, "a null in a key and a value");
    }

    @Override
    @SuppressWarnings("unchecked") // Made by the decoders of element().
    public KeyValue<K, V> endArray(Object pair) {
      Object[] both = (Object[]) pair;
      return new KeyValue<>((K) both[0], (V) both[1]);
    }

    @Override
    public String toString() {
      return "a key and a value";
    }
  }

  /** Members and scores in turn. */
  private static final class ScoredReply<V> extends ReplyDecoder<List<ScoredValue<V>>> {
    private final ReplyDecoder<@Nullable V> member;

    ScoredReply(ReplyDecoder<@Nullable V> member) {
      this.member = member;
    }

    /** The list, and the member whose score has not come. */
    private static final class Partial<V> {
      final List<ScoredValue<V>> values;
      @Nullable V member;

      Partial(int capacity) {
        values = new ArrayList<>(capacity);
      }
    }

    @Override
    public Object beginArray(int count) {
      if (count % 2 != 0) {
        throw new IllegalStateException(
            "expected members and scores in turn, got " + count + " elements");
      }
      return new Partial<V>(initialCapacity(count / 2));
    }

    @Override
    public ReplyDecoder<?> element(Object partial, int index) {
      return index % 2 == 0 ? member : Replies.doubleNumber();
    }

    @Override
    @SuppressWarnings("unchecked") // Made by beginArray, and by the decoders of element().
    public void add(Object partial, int index, @Nullable Object value) {
      Partial<V> scored = (Partial<V>) partial;
      Object present = Objects.requireNonNull(value, "a null in members and scores");
      if (index % 2 == 0) {
        scored.member = (V) present;
      } else {
        scored.values.add(
            new ScoredValue<>(Objects.requireNonNull(scored.member), (Double) present));
      }
    }

    @Override
    @SuppressWarnings("unchecked") // Made by beginArray.
    public List<ScoredValue<V>> endArray(Object partial) {
      return ((Partial<V>) partial).values;
    }

    @Override
    public String toString() {
      return "a list of members and scores";
    }
  }
}
