package io.rondo.client;

import java.util.function.Consumer;

/**
 * A connection to a Redis server. Thread-safe: any number of threads may share it, and their
 * commands are pipelined.
 *
 * <p>There are three ways to run a {@link Command}: {@link #sync()} waits for the reply, {@link
 * #async()} gives a future, {@link #pipeline()} collects commands and sends them together. Every
 * command ends exactly once, by its deadline: with its own reply, or with a {@link RedisException}
 * whose {@link Fate} says whether it can have had an effect. Nothing is ever sent twice.
 *
 * <p>Commands share one wire in order, so a command that keeps the server waiting (BLPOP) holds up
 * those of other threads behind it, and MULTI and WATCH by hand concern all of them: give such use
 * a connection of its own.
 */
public final class RedisConnection implements AutoCloseable {
  private final Connection core;
  private final Transport transport;
  private final Consumer<RedisConnection> onClose;
  private final RedisSync sync;
  private final RedisAsync async;

  RedisConnection(Connection core, Transport transport, Consumer<RedisConnection> onClose) {
    this.core = core;
    this.transport = transport;
    this.onClose = onClose;
    this.sync = new RedisSync(core);
    this.async = new RedisAsync(core);
  }

  /** Runs commands and waits for their replies. */
  public RedisSync sync() {
    return sync;
  }

  /** Runs commands and gives futures of their replies. */
  public RedisAsync async() {
    return async;
  }

  /** A new pipeline: commands that are sent together in one flush. */
  public Pipeline pipeline() {
    return Pipeline.plain(core);
  }

  /** A new transaction: a pipeline between MULTI and EXEC, safe on a shared connection. */
  public Pipeline transaction() {
    return Pipeline.transaction(core);
  }

  /** The event loop that the connection runs on: never {@link Transport#AUTO}. */
  public Transport transport() {
    return transport;
  }

  /** The class of the channel that in fact runs, Netty's {@code EpollSocketChannel} for example. */
  public Class<?> channelClass() {
    return core.channel().getClass();
  }

  /** Whether the connection is open, as far as is known. */
  public boolean isOpen() {
    return core.isOpen();
  }

  /** What the connection holds and what has passed over it. */
  public ConnectionStats stats() {
    return core.stats();
  }

  /**
   * Closes the connection; what is queued or in flight fails. Blocks until it is closed, unless on
   * its loop.
   */
  @Override
  public void close() {
    onClose.accept(this);
    core.driver().close();
  }

  Connection core() {
    return core;
  }

  @Override
  public String toString() {
    return "RedisConnection[" + transport.label() + ", " + core.describe() + "]";
  }
}
