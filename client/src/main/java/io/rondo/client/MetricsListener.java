package io.rondo.client;

import java.util.Locale;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Hears of the commands and connections of a client, for a dashboard: {@link
 * RedisOptions#withMetrics}. A client without one pays nothing for it.
 *
 * <p>Threads: the methods are called on whichever thread ends the command or the connection, mostly
 * one that runs an event loop, and by several at once. They must be quick, must not block, and run
 * no blocking command. What they throw goes to the thread's {@link Thread.UncaughtExceptionHandler}
 * and harms no command.
 */
public interface MetricsListener {
  /** What became of a command. */
  enum Outcome {
    /** It has its own reply. */
    SUCCEEDED,
    /** The server answered with an error. */
    REFUSED,
    /** Its deadline has passed. */
    TIMED_OUT,
    /** Its future was cancelled. */
    CANCELLED,
    /** The queue was full; it was not sent. */
    OVERLOADED,
    /** The connection was closed or lost before the reply had come. */
    DISCONNECTED,
    /** Anything else: it could not be encoded, or its reply could not be decoded. */
    FAILED;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The name in lower case, {@code timed_out} for example. */
    public String label() {
      return label;
    }

    /** What a command that ended with {@code error} has come to. */
    static Outcome of(@Nullable Throwable error) {
      if (error == null) {
        return SUCCEEDED;
      } else if (error instanceof RedisServerException
          || error instanceof RedisTransactionAbortedException) {
        return REFUSED;
      } else if (error instanceof RedisTimeoutException) {
        return TIMED_OUT;
      } else if (error instanceof CancellationException) {
        return CANCELLED;
      } else if (error instanceof RedisOverloadedException) {
        return OVERLOADED;
      }
      return error instanceof RedisClosedException || error instanceof RedisProtocolException
          ? DISCONNECTED
          : FAILED;
    }
  }

  /**
   * A command has ended; called once for each, soon after. Those of a transaction count as one, by
   * the name {@code MULTI … EXEC}; those by which a connection is opened do not count.
   *
   * @param name of the command, {@code "CLIENT SETNAME"} for example; never its arguments
   * @param nanos from submission to its end; 0 if it ended before it was submitted
   * @param outcome what became of it
   */
  void commandEnded(String name, long nanos, Outcome outcome);

  /**
   * A connection has been opened. Its {@link RedisConnection#stats()} have its bytes, queue and
   * what is in flight, at any time.
   */
  default void connectionOpened(RedisConnection connection) {}

  /**
   * A connection that had been opened is lost, and is going to be opened again, as {@link
   * Reconnect} says: {@link #connectionReopened} or {@link #connectionClosed} follows.
   */
  default void connectionLost(RedisConnection connection) {}

  /**
   * A connection that was lost is open again.
   *
   * @param nanosDown from the loss, as it was noticed, until now
   */
  default void connectionReopened(RedisConnection connection, long nanosDown) {}

  /**
   * A connection that had been opened is closed for good. One for subscriptions is replaced by
   * another one when it is lost: it is closed, and the other one opened.
   */
  default void connectionClosed(RedisConnection connection) {}
}
