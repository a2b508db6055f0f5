package io.rondo.resp;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The arrays that are open while a reply is parsed, innermost last: an explicit stack, so that the
 * depth of a reply costs no stack of the thread.
 *
 * <p>A failure of an element travels outward through here: an array whose decoder keeps failures
 * collects it; any other array fails with it, which is to say that it becomes {@link #FAILED},
 * reads the rest of its elements to no end, and hands the failure on when it is complete.
 */
final class Frames {
  /** Decoder of an array that has failed; its accumulator is the {@link ReplyFailure}. */
  private static final ReplyDecoder<Object> FAILED = new FailedArray();

  private static final int INITIAL_CAPACITY = 4;

  private @Nullable ReplyDecoder<?>[] decoders = new ReplyDecoder<?>[0];
  private @Nullable Object[] accumulators = new Object[0];
  private int[] counts = new int[0];
  private int[] indexes = new int[0];
  private int depth;

  int depth() {
    return depth;
  }

  /** Of the element that the innermost array comes to now. */
  int index() {
    return indexes[depth - 1];
  }

  /** Opens an array of {@code count} elements, at least one, that {@code accumulator} collects. */
  void push(ReplyDecoder<?> decoder, Object accumulator, int count) {
    if (depth == counts.length) {
      grow();
    }
    decoders[depth] = decoder;
    accumulators[depth] = accumulator;
    counts[depth] = count;
    indexes[depth] = 0;
    depth++;
  }

  /** Opens an array that has failed already: its elements are dropped. */
  void pushFailed(ReplyFailure failure, int count) {
    push(FAILED, failure, count);
  }

  /** The decoder of the element that the innermost array comes to now. */
  ReplyDecoder<?> element() {
    int top = depth - 1;
    try {
      return Objects.requireNonNull(
          decoder(top).element(accumulator(top), indexes[top]), "decoder of an element");
    } catch (Throwable t) {
      fail(top, ReplyFailure.of(t));
      return SkipDecoder.INSTANCE;
    }
  }

  /**
   * Adds the element that the innermost array came to.
   *
   * @return whether that array is complete
   */
  boolean add(@Nullable Object value) {
    int top = depth - 1;
    int index = indexes[top]++;
    try {
      ReplyDecoder<?> decoder = decoder(top);
      if (value instanceof ReplyFailure failure && !decoder.keepsElementFailures()) {
        fail(top, failure);
      } else {
        decoder.add(accumulator(top), index, value);
      }
    } catch (Throwable t) {
      fail(top, ReplyFailure.of(t));
    }
    return index + 1 == counts[top];
  }

  /** Closes the innermost array, which is complete, and makes its value. */
  @Nullable Object pop() {
    int top = depth - 1;
    Object value = Guarded.endArray(decoder(top), accumulator(top));
    decoders[top] = null;
    accumulators[top] = null;
    depth = top;
    return value;
  }

  void clear() {
    Arrays.fill(decoders, 0, depth, null);
    Arrays.fill(accumulators, 0, depth, null);
    depth = 0;
  }

  private void fail(int frame, ReplyFailure failure) {
    decoders[frame] = FAILED;
    accumulators[frame] = failure;
  }

  private ReplyDecoder<?> decoder(int frame) {
    return Objects.requireNonNull(decoders[frame]);
  }

  private Object accumulator(int frame) {
    return Objects.requireNonNull(accumulators[frame], "accumulator");
  }

  private void grow() {
    int capacity = Math.max(INITIAL_CAPACITY, depth * 2);
    decoders = Arrays.copyOf(decoders, capacity);
    accumulators = Arrays.copyOf(accumulators, capacity);
    counts = Arrays.copyOf(counts, capacity);
    indexes = Arrays.copyOf(indexes, capacity);
  }

  private static final class FailedArray extends ReplyDecoder<Object> {
    @Override
    public ReplyDecoder<?> element(Object accumulator, int index) {
      return SkipDecoder.INSTANCE;
    }

    @Override
    public void add(Object accumulator, int index, @Nullable Object value) {}

    @Override
    public Object endArray(Object accumulator) {
      return accumulator;
    }
  }
}
