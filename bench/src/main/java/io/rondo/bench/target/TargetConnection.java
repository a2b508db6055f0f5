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
 * called before the method that takes them returns.
 */
public interface TargetConnection extends AutoCloseable {
  /** What carries the bytes, as the client names it, for instance {@code EpollSocketChannel}. */
  String channel();

  /** SET, wait for its reply, GET, wait for its reply. */
  @Nullable String setThenGet(String key, String value);

  /** SET and GET in one plain pipeline; waits for both replies. */
  @Nullable String pipelinedSetGet(String key, String value);

  /** SET and GET in one MULTI/EXEC transaction; waits for the replies. */
  @Nullable String transactionalSetGet(String key, String value);

  /** SET; the callback's value means nothing. */
  void set(String key, String value, BiConsumer<@Nullable String, @Nullable Throwable> done);

  /** GET. */
  void get(String key, BiConsumer<@Nullable String, @Nullable Throwable> done);

  /** SET and GET in one plain pipeline. */
  void pipelinedSetGet(
      String key, String value, BiConsumer<@Nullable String, @Nullable Throwable> done);

  @Override
  void close();
}
