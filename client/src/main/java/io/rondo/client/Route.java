package io.rondo.client;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * How the commands of one {@link RedisConnection} reach a {@link Connection}. Nearly all go
 * straight to it. On a shared connection those that wait on the server go by way of a leased one,
 * so that nobody waits behind them; on a leased connection everything is looked at, for what it
 * leaves behind must be undone before the connection is another's.
 *
 * <p>A leased connection is in the state that the options describe. A shared one leaves that state
 * when a command by hand changes it (SELECT, AUTH, WATCH, …): from then on its commands mean
 * something else than they would on a leased one, and all of them stay. Any thread.
 */
final class Route {
  private final Connection connection;
  private final @Nullable WaitingCommands elsewhere;
  private final @Nullable Lease lease;
  private volatile boolean ownState;

  private Route(Connection connection, @Nullable WaitingCommands elsewhere, @Nullable Lease lease) {
    this.connection = connection;
    this.elsewhere = elsewhere;
    this.lease = lease;
  }

  static Route shared(Connection connection, Leases leases) {
    return new Route(connection, new WaitingCommands(connection, leases), null);
  }

  /** Everything goes to that connection, for there is no other. */
  static Route alone(Connection connection) {
    return new Route(connection, null, null);
  }

  static Route leased(Lease lease) {
    return new Route(lease.connection(), null, lease);
  }

  Connection connection() {
    return connection;
  }

  /** Whether the command just goes to {@link #connection()}. */
  boolean isStraight(Command<?> command) {
    return lease == null && command.isOrdinary();
  }

  /** Whether the connection is this one's to use. */
  boolean isOpen() {
    return connection.isOpen() && (lease == null || lease.isHeld());
  }

  /** A command that does not go straight: runs it and waits for its reply. */
  <T extends @Nullable Object> T run(Command<T> command) {
    if (elsewhere != null && waitsElsewhere(command)) {
      return elsewhere.run(command);
    }
    note(command);
    PendingReply<T> reply = connection.awaitedReply(command);
    reply.submittedAt(System.nanoTime());
    if (enter()) {
      try {
        connection.driver().execute(reply);
      } finally {
        exit();
      }
      reply.resumed();
    } else {
      reply.fail(Lease.givenBack(command.toString()));
    }
    return Replied.value(reply);
  }

  /** A command that does not go straight: runs it and does not wait. */
  <T extends @Nullable Object> CompletableFuture<T> submit(Command<T> command) {
    if (elsewhere != null && waitsElsewhere(command)) {
      return elsewhere.submit(command);
    }
    note(command);
    PendingReply<T> reply = newReply(command);
    if (enter()) {
      connection.submit(reply);
      exit();
    } else {
      reply.fail(Lease.givenBack(command.toString()));
    }
    return reply;
  }

  private <T extends @Nullable Object> PendingReply<T> newReply(Command<T> command) {
    PendingReply<T> reply = connection.reply(command);
    reply.submittedAt(System.nanoTime());
    return reply;
  }

  private boolean waitsElsewhere(Command<?> command) {
    return command.blocks() && command.tie() != Tie.WRITES && !ownState;
  }

  /** A command is about to be run on this connection. */
  void note(Command<?> command) {
    Tie tie = command.tie();
    if (tie == Tie.NONE || tie == Tie.WRITES) {
      return;
    }
    if (lease != null) {
      lease.note(tie);
    } else {
      ownState = true;
    }
  }

  /**
   * Begins to use the connection; {@link #exit()} must follow unless it is not this one's any more.
   */
  boolean enter() {
    return lease == null || lease.enter();
  }

  void exit() {
    if (lease != null) {
      lease.exit();
    }
  }
}
