package io.rondo.client;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Runs the commands of one shared connection that wait on the server (BLPOP, XREAD BLOCK, …), each
 * on a leased connection, so that the others do not wait behind them.
 *
 * <p>A wait that is given up here, because its deadline has passed or its future was cancelled, is
 * ended on the server too, or an element that comes later would be taken out for nobody. CLIENT
 * UNBLOCK goes over the shared connection, and so before all that is submitted there afterwards.
 * The leased connection is lent again when both are sure: that the server has carried out the
 * UNBLOCK, which could else end the wait of the next holder, and that it has ended the wait (a PING
 * behind it is answered). Where the server did not find it waiting, or will not say, the connection
 * is closed. An element that the server took out before it heard of the UNBLOCK is lost: only a
 * reply that is waited for can bring it.
 */
final class WaitingCommands {
  private final Connection shared;
  private final Leases leases;

  WaitingCommands(Connection shared, Leases leases) {
    this.shared = shared;
    this.leases = leases;
  }

  /** Runs a command and waits for its reply. */
  <T extends @Nullable Object> T run(Command<T> command) {
    long started = System.nanoTime();
    PooledConnection pooled = Replied.value(request(command, true));
    PendingReply<T> reply = newReply(command, pooled, started);
    pooled.connection().driver().execute(reply);
    settle(pooled);
    return Replied.value(reply);
  }

  /** Runs a command and does not wait. */
  <T extends @Nullable Object> CompletableFuture<T> submit(Command<T> command) {
    Waiting<T> waiting = new Waiting<>(command);
    waiting.start();
    return waiting;
  }

  private LeaseRequest request(Command<?> command, boolean wait) {
    return leases.acquire(
        command.toString(), command.timeoutNanos(shared.commandTimeoutNanos()), wait);
  }

  private <T extends @Nullable Object> PendingReply<T> newReply(
      Command<T> command, PooledConnection pooled, long started) {
    PendingReply<T> reply = pooled.connection().reply(command);
    reply.submittedAt(started); // Waiting for the lease counts.
    return reply;
  }

  /** The command has ended, with its reply or without. */
  private void settle(PooledConnection pooled) {
    if (pooled.isQuiet()) {
      leases.giveBack(pooled);
    } else {
      endWait(pooled);
    }
  }

  private void endWait(PooledConnection pooled) {
    Long id = pooled.id();
    if (id == null || !pooled.isOpen()) {
      leases.discard(pooled);
      return;
    }
    PendingReply<Boolean> unblock = submit(Leases.bounded(Commands.TEXT.clientUnblock(id)), shared);
    PendingReply<String> ping = submit(Leases.bounded(Commands.TEXT.ping()), pooled.connection());
    unblock.whenComplete(
        (ended, refused) -> {
          if (refused != null || (!ended && !ping.isDone())) {
            leases.discard(pooled);
          } else {
            ping.whenComplete(
                (pong, error) -> {
                  if (error == null) {
                    leases.giveBack(pooled);
                  } else {
                    leases.discard(pooled);
                  }
                });
          }
        });
  }

  private static <T> PendingReply<T> submit(Command<T> command, Connection connection) {
    PendingReply<T> reply = new PendingReply<>(command, connection);
    reply.submittedAt(System.nanoTime());
    connection.submit(reply);
    return reply;
  }

  /** The future of a command that waits, first for a lease, then on the server. */
  private final class Waiting<T extends @Nullable Object> extends ReplyFuture<T> {
    private final Command<T> command;
    private final long started = System.nanoTime();
    private volatile @Nullable LeaseRequest request;
    private volatile @Nullable PendingReply<T> reply;

    Waiting(Command<T> command) {
      this.command = command;
    }

    void start() {
      LeaseRequest asked = request(command, false);
      request = asked;
      asked.whenComplete(this::lent);
      if (isDone()) {
        asked.cancel(false);
      }
    }

    private void lent(@Nullable PooledConnection pooled, @Nullable Throwable error) {
      if (pooled == null) {
        completeExceptionally(error);
      } else if (isDone()) {
        leases.giveBack(pooled);
      } else {
        PendingReply<T> sent = newReply(command, pooled, started);
        pooled.connection().submit(sent);
        reply = sent;
        sent.whenComplete((value, failure) -> ended(pooled, value, failure));
        if (isDone()) {
          sent.cancel(false);
        }
      }
    }

    private void ended(PooledConnection pooled, T value, @Nullable Throwable error) {
      settle(pooled);
      if (error == null) {
        complete(value);
      } else {
        completeExceptionally(error);
      }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
      boolean cancelled = super.cancel(mayInterruptIfRunning);
      LeaseRequest asked = request;
      PendingReply<T> sent = reply;
      if (sent != null) {
        sent.cancel(false);
      } else if (asked != null) {
        asked.cancel(false);
      }
      return cancelled;
    }

    /** In CALLER the thread that waits drives the leased connection. */
    @Override
    void beforeWait() {
      super.beforeWait();
      PendingReply<T> sent = reply;
      if (sent != null) {
        sent.beforeWait();
      }
    }
  }
}
