package io.rondo.bench.target;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a client under measurement. The methods are what scenarios are made of, and add
 * nothing to what the client itself does: an implementation is a direct call, without objects of
 * its own where the client allows it. Errors are thrown, or handed to the callback; the callback's
 * first argument is the value that GET returned.
 *
 * <p>Callbacks run on a thread of the client's choice, one at a time per command; they may be
 * called before the method that takes them returns. Which methods a client has is said by its
 * {@link Capability capabilities}.
 *
 * @param <V> what values are: text or bytes
 */
public interface TargetConnection<V> extends AutoCloseable {
  /** Takes a reply or a failure, as the callbacks of futures do. */
  interface Done<T> extends BiConsumer<@Nullable T, @Nullable Throwable> {}

  /** What carries the bytes, as the client names it, for instance {@code EpollSocketChannel}. */
  String channel();

  /**
   * Told the pairs before any of them is used, outside of timed regions. No client has a use for
   * it; the floor that clients are held against makes its requests here.
   */
  default void prepare(String[] keys, V[] values) {}

  /** SET, wait for its reply, GET, wait for its reply. */
  @Nullable V setThenGet(String key, V value);

  /** SET and GET in one plain pipeline; waits for both replies. */
  @Nullable V pipelinedSetGet(String key, V value);

  /** SET and GET in one MULTI/EXEC transaction; waits for the replies. */
  default @Nullable V transactionalSetGet(String key, V value) {
    throw new UnsupportedOperationException("the adapter has no transactions");
  }

  /** SETs of the pairs {@code from} to {@code to} (not included) as one batch; waits for all. */
  void setAll(String[] keys, V[] values, int from, int to);

  /** SET; the callback's value means nothing. */
  default void set(String key, V value, Done<Object> done) {
    throw new UnsupportedOperationException("the client has no callbacks");
  }

  /** GET. */
  default void get(String key, Done<V> done) {
    throw new UnsupportedOperationException("the client has no callbacks");
  }

  /** SET and GET in one plain pipeline. */
  default void pipelinedSetGet(String key, V value, Done<V> done) {
    throw new UnsupportedOperationException("the client has no callbacks");
  }

  @Override
  void close();
}
