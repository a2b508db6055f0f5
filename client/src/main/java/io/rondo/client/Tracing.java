package io.rondo.client;

import org.jspecify.annotations.Nullable;

/**
 * What a connection does about traces: here nothing, for that is off.
 *
 * <p>Switched off, it costs nothing: {@link Tracer}, the only subclass, is not loaded until some
 * connection of the JVM is traced, so the compiler knows that each of these methods is the only one
 * of its name and leaves the calls of the empty ones out.
 */
class Tracing {
  static final Tracing OFF = new Tracing();

  /** A command on its way that nobody waits for. */
  <T extends @Nullable Object> PendingReply<T> reply(Command<T> command, Connection connection) {
    return connection.untracedReply(command);
  }

  /** A command on its way that its submitter waits for. */
  <T extends @Nullable Object> PendingReply<T> awaitedReply(
      Command<T> command, Connection connection) {
    return connection.untracedReply(command);
  }

  PendingTransaction transaction(Connection connection) {
    return new PendingTransaction(connection);
  }

  /** The submitter is going to wait for all of them. */
  void awaits(ReplyChain chain) {}

  /** It has, and runs again. */
  void resumed(ReplyChain chain) {}

  // --- on the loop, in the order of a command's life ---

  /** What is unsent is written now. */
  void batchBegins() {}

  /** A buffer of commands is handed to the channel. */
  void flushBegins() {}

  void flushed() {}

  /** The channel asks for a buffer to read into. */
  void readBegins() {}

  /** There is something in it. */
  void received() {}

  /** It has been parsed, and so many commands are answered. */
  void readEnds(int replies) {}

  /** The channel is gone: what was in flight is not answered, or sent again by another one. */
  void lost() {}
}
