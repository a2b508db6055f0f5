package io.rondo.client;

import org.jspecify.annotations.Nullable;

/**
 * How a command is run, beside what it says. Nearly all commands share {@link #USUAL}, which keeps
 * a command small.
 *
 * @param timeoutNanos its own, or {@link Command#CONNECTION_TIMEOUT}, or {@link Command#NO_TIMEOUT}
 * @param blocksNanos for which the server may keep it waiting on purpose; {@link Long#MAX_VALUE} is
 *     for ever
 * @param retries how often it may be sent again
 * @param whole of a command that names a script by its SHA-1: the one that carries it whole
 */
record Terms(long timeoutNanos, long blocksNanos, int retries, Script.@Nullable Whole whole) {
  static final Terms USUAL = new Terms(Command.CONNECTION_TIMEOUT, 0, 0, null);

  Terms withTimeout(long nanos) {
    return new Terms(nanos, blocksNanos, retries, whole);
  }

  Terms withBlocking(long nanos) {
    return new Terms(timeoutNanos, nanos, retries, whole);
  }

  Terms withRetries(int times) {
    return new Terms(timeoutNanos, blocksNanos, times, whole);
  }

  Terms withWhole(Script.@Nullable Whole newWhole) {
    return new Terms(timeoutNanos, blocksNanos, retries, newWhole);
  }

  boolean hasOwnTimeout() {
    return timeoutNanos != Command.CONNECTION_TIMEOUT;
  }

  /**
   * Nanoseconds from submission until the reply is late, or {@link Command#NO_TIMEOUT}.
   *
   * @param connectionTimeout what the connection gives to commands without a timeout of their own
   */
  long timeoutNanos(long connectionTimeout) {
    if (hasOwnTimeout()) {
      return timeoutNanos;
    }
    if (blocksNanos == Long.MAX_VALUE || connectionTimeout == Command.NO_TIMEOUT) {
      return Command.NO_TIMEOUT;
    }
    return connectionTimeout + blocksNanos;
  }

  /**
   * Nanoseconds for which a server that works on the command may be silent.
   *
   * @param otherwise how long a server may be silent that works on a command that says nothing
   */
  long patienceNanos(long otherwise) {
    if (hasOwnTimeout()) {
      return timeoutNanos == Command.NO_TIMEOUT
          ? Long.MAX_VALUE
          : Math.max(otherwise, timeoutNanos);
    }
    return blocksNanos > Long.MAX_VALUE - otherwise ? Long.MAX_VALUE : otherwise + blocksNanos;
  }
}
