package io.rondo.client;

import java.util.function.Consumer;

/**
 * A connection to a Redis server. Thread-safe: any number of threads may share it, and their
 * commands are pipelined.
 *
 * <p>There are three ways to run a {@link Command}: {@link #sync()} waits for the reply, {@link
 * #async()} gives a future, {@link #pipeline()} collects commands and sends them together. Every
 * command ends exactly once, by its deadline: with its own reply, or with a {@link RedisException}
 * whose {@link Fate} says whether it can have had an effect. Nothing is ever sent twice, but for
 * commands {@linkplain Command#withRetries that ask for it}.
 *
 * <p>A connection that is lost is opened again, as {@link Reconnect} says: authenticated as before,
 * with the database and the name that commands have set last. Nothing else is restored (CLIENT
 * TRACKING, CLIENT NO-EVICT, MONITOR, scripts and the like). Keys that were watched when it was
 * lost may have changed: the next transaction is not executed then, as if they had.
 *
 * <p>Commands share one wire in order. So one that waits on the server (BLPOP, XREAD BLOCK, …) runs
 * on a leased connection (see {@link RedisClient#lease()}), where nobody waits behind it; in a
 * pipeline or transaction it stays. Such a connection has the database, the user and the name that
 * the {@link RedisOptions} say; once one of them was changed on this connection by hand (SELECT,
 * AUTH), or MULTI or WATCH were used on it by hand, such commands stay too. WAIT always does, for
 * it is about what the same connection has written. What concerns the whole connection (WATCH,
 * MULTI by hand, SELECT, CLIENT TRACKING, WAIT) concerns all its users: take a lease for it.
 */
public final class RedisConnection implements AutoCloseable {
  private final Route route;
  private final Connection core;
  private final Transport transport;
  private final Consumer<RedisConnection> onClose;
  private final RedisSync sync;
  private final RedisAsync async;

  /**
   * @param onClose closes it, or gives it back
   */
  RedisConnection(Route route, Transport transport, Consumer<RedisConnection> onClose) {
    this.route = route;
    this.core = route.connection();
    this.transport = transport;
    this.onClose = onClose;
    this.sync = new RedisSync(route);
    this.async = new RedisAsync(route);
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
    return Pipeline.plain(route);
  }

  /** A new transaction: a pipeline between MULTI and EXEC, safe on a shared connection. */
  public Pipeline transaction() {
    return Pipeline.transaction(route);
  }

  /** The event loop that the connection runs on: never {@link Transport#AUTO}. */
  public Transport transport() {
    return transport;
  }

  /** The class of the channel that in fact runs, Netty's {@code EpollSocketChannel} for example. */
  public Class<?> channelClass() {
    return core.link().channel().getClass();
  }

  /** Whether the connection is open, as far as is known; not while it is being opened again. */
  public boolean isOpen() {
    return route.isOpen();
  }

  /** What the connection holds and what has passed over it. */
  public ConnectionStats stats() {
    return core.stats();
  }

  /**
   * Closes the connection; what is queued or in flight fails. Blocks until it is closed, unless on
   * its loop. One that was leased is given back instead: see {@link RedisClient#lease()}.
   */
  @Override
  public void close() {
    onClose.accept(this);
  }

  Connection core() {
    return core;
  }

  @Override
  public String toString() {
    return "RedisConnection[" + transport.label() + ", " + core.describe() + "]";
  }
}
