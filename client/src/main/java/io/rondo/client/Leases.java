package io.rondo.client;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The connections that a client lends: opened when one is asked for and none is idle, up to a
 * bound; beyond that who asks waits in a line, for a bounded time.
 *
 * <p>What comes back is lent again only if nothing is queued or in flight on it. What has been idle
 * for a while is asked (PING) before it is lent, for in {@link Drive#CALLER} it is noticed only a
 * while later that an idle connection was closed. A leased connection is never replaced by another
 * one behind its holder's back, for a WATCH would be lost with it.
 *
 * <p>Any thread. The lock guards the figures and the lists; nothing is opened, closed or completed
 * under it.
 */
final class Leases {
  /** Opens a connection. */
  @FunctionalInterface
  interface Opener {
    /**
     * Opens one.
     *
     * @param wait whether the calling thread waits until it is open or has failed
     */
    CompletableFuture<RedisConnection> open(boolean wait);
  }

  /** What the pool itself sends is answered within this, or the connection is closed. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** What was idle for longer is asked before it is lent. */
  private static final long TRUSTED_IDLE_NANOS = 100_000_000;

  private final Opener opener;
  private final ClientTimer timer;
  private final int max;
  private final int maxWaiting;
  private final long waitNanos;

  /** What a connection may take until it is lent, asked and opened anew. */
  private final long readyNanos;

  private final Object lock = new Object();
  private final ArrayDeque<PooledConnection> idle = new ArrayDeque<>();
  private final ArrayDeque<LeaseRequest> waiting = new ArrayDeque<>();

  /** Open or being opened: lent and idle together. */
  private int held;

  private boolean closed;

  Leases(RedisOptions options, Opener opener, ClientTimer timer) {
    this.opener = opener;
    this.timer = timer;
    this.max = options.maxLeases();
    this.maxWaiting = options.maxQueuedCommands();
    this.waitNanos = Durations.nanos("leaseWait", options.leaseWait(), Command.NO_TIMEOUT);
    this.readyNanos =
        Durations.nanos("connectTimeout", options.connectTimeout(), Long.MAX_VALUE / 2)
            + 2 * PATIENCE.toNanos();
  }

  static <T extends @Nullable Object> Command<T> bounded(Command<T> command) {
    return command.withTimeout(PATIENCE);
  }

  /** A lease for a user. */
  CompletableFuture<RedisConnection> lease(boolean wait) {
    CompletableFuture<RedisConnection> leased = new ReplyFuture<>();
    LeaseRequest request = acquire("lease", Command.NO_TIMEOUT, wait);
    request.whenComplete(
        (pooled, error) -> {
          if (pooled == null) {
            leased.completeExceptionally(error);
            return;
          }
          Lease lease = new Lease(this, pooled);
          if (!leased.complete(
              new RedisConnection(
                  Route.leased(lease), pooled.transport(), closed -> lease.giveBack()))) {
            lease.giveBack(); // Nobody wants it any more.
          }
        });
    leased.whenComplete((lease, error) -> request.cancel(false));
    return leased;
  }

  /**
   * Asks for a connection; {@link #giveBack} or {@link #discard} must follow. Whoever does not want
   * it any more cancels the request.
   *
   * @param what what it is for, as messages begin
   * @param atMostNanos for which it waits at most, beside the bound of the options
   * @param wait whether this thread may wait for the network; it never waits for others here
   */
  LeaseRequest acquire(String what, long atMostNanos, boolean wait) {
    long bound =
        atMostNanos == Command.NO_TIMEOUT || waitNanos == Command.NO_TIMEOUT
            ? Math.max(atMostNanos, waitNanos)
            : Math.min(atMostNanos, waitNanos);
    LeaseRequest request = new LeaseRequest(what);
    // A thread that opens a connection can't turn away from that when its time is over.
    boolean here = wait && (atMostNanos == Command.NO_TIMEOUT || atMostNanos >= readyNanos);
    PooledConnection found;
    boolean mayOpen = false;
    boolean queued = false;
    synchronized (lock) {
      found = closed ? null : idle.pollFirst();
      if (!closed && found == null && held < max) {
        held++;
        mayOpen = true;
      } else if (!closed && found == null && waiting.size() < maxWaiting) {
        queued = waiting.add(request);
      }
    }
    if (found != null) {
      lendIdle(found, request, here);
    } else if (mayOpen) {
      openFor(request, here);
    } else if (queued) {
      request.endAfter(bound, timer, () -> late(request, bound));
      request.whenComplete((lent, error) -> forget(request));
    } else {
      request.completeExceptionally(refused(request));
    }
    if (!queued && !request.isDone()) {
      request.endAfter(atMostNanos, timer, () -> notReady(request, atMostNanos));
    }
    return request;
  }

  private RedisException refused(LeaseRequest request) {
    return isClosed()
        ? new RedisClosedException(
            request.what + ": the client was closed; not sent", Fate.NOT_SENT, null)
        : new RedisOverloadedException(
            request.what + ": all leases are in use, and " + maxWaiting + " wait; not sent");
  }

  private void lendIdle(PooledConnection pooled, LeaseRequest request, boolean wait) {
    if (!pooled.isOpen()) {
      pooled.close(); // The server has closed it; what drives it is still there.
      openFor(request, wait); // In its place.
      return;
    }
    if (pooled.idleNanos() < TRUSTED_IDLE_NANOS) {
      lend(pooled, request);
      return;
    }
    ask(pooled.connection(), Commands.TEXT.ping(), wait)
        .whenComplete(
            (pong, error) -> {
              if (error == null) {
                lend(pooled, request);
              } else {
                pooled.close();
                openFor(request, wait);
              }
            });
  }

  /** Runs a command of the pool's own; one that is waited for is done on return. */
  private static <T> CompletableFuture<T> ask(
      Connection connection, Command<T> command, boolean wait) {
    PendingReply<T> reply = new PendingReply<>(bounded(command), connection);
    reply.submittedAt(System.nanoTime());
    if (wait && !LoopDriver.isOnLoop()) {
      connection.driver().execute(reply);
    } else {
      connection.submit(reply);
    }
    return reply;
  }

  private void lend(PooledConnection pooled, LeaseRequest request) {
    if (!request.complete(pooled)) {
      giveBack(pooled); // It was cancelled, or late.
    }
  }

  /** Opens a connection, which is counted already. */
  private void openFor(LeaseRequest request, boolean wait) {
    CompletableFuture<RedisConnection> opening;
    try {
      opening = opener.open(wait && !LoopDriver.isOnLoop());
    } catch (IllegalStateException clientClosed) {
      opening =
          CompletableFuture.failedFuture(
              new RedisClosedException(
                  request.what + ": the client was closed; not sent", Fate.NOT_SENT, clientClosed));
    }
    opening.whenComplete(
        (opened, error) -> {
          if (error == null) {
            lendNew(opened, request, wait);
          } else {
            notOpened(request, error);
          }
        });
  }

  /** The server's id of a connection is what ends a wait on it from elsewhere. */
  private void lendNew(RedisConnection opened, LeaseRequest request, boolean wait) {
    ask(opened.core(), Commands.TEXT.clientId(), wait)
        .whenComplete(
            (id, error) -> {
              if (error == null || error instanceof RedisServerException) {
                lend(new PooledConnection(opened, id), request);
              } else {
                opened.close();
                notOpened(request, error);
              }
            });
  }

  private void notOpened(LeaseRequest request, Throwable error) {
    passOnPlace();
    request.completeExceptionally(error);
  }

  /** A place is free: who waits the longest gets it, and a connection is opened for it. */
  private void passOnPlace() {
    LeaseRequest next;
    synchronized (lock) {
      next = waiting.poll();
      if (next == null) {
        held--;
        return;
      }
    }
    try {
      // Not here: one that fails at once would end in here again, ever deeper.
      timer.schedule(() -> openFor(next, false), 0);
    } catch (RejectedExecutionException clientClosed) {
      openFor(next, false); // Which fails, and nobody waits any more.
    }
  }

  private static void notReady(LeaseRequest request, long nanos) {
    request.completeExceptionally(
        new RedisTimeoutException(
            request.what
                + ": no connection was ready for it within "
                + TimeUnit.NANOSECONDS.toMillis(nanos)
                + " ms; not sent",
            Fate.NOT_SENT,
            null));
  }

  private void late(LeaseRequest request, long nanos) {
    int others;
    synchronized (lock) {
      others = waiting.size() - 1;
    }
    request.completeExceptionally(
        new RedisTimeoutException(
            request.what
                + ": no leased connection became free within "
                + TimeUnit.NANOSECONDS.toMillis(nanos)
                + " ms; not sent; "
                + max
                + " of "
                + max
                + " leases are in use, "
                + Math.max(0, others)
                + " others wait. Give leases back sooner, or raise leases or leaseWait",
            Fate.NOT_SENT,
            null));
  }

  private void forget(LeaseRequest request) {
    synchronized (lock) {
      waiting.remove(request);
    }
  }

  /** Takes a connection back on which nothing is queued or in flight: whoever waits gets it. */
  void giveBack(PooledConnection pooled) {
    if (!pooled.isOpen()) {
      discard(pooled);
      return;
    }
    pooled.used();
    LeaseRequest next;
    do {
      synchronized (lock) {
        next = waiting.poll();
        if (next == null && !closed) {
          idle.addFirst(pooled);
          return;
        }
      }
      if (next == null) {
        discard(pooled);
        return;
      }
    } while (!next.complete(pooled));
  }

  /** Takes a connection back that cannot be lent again: closes it; whoever waits gets another. */
  void discard(PooledConnection pooled) {
    pooled.close();
    passOnPlace();
  }

  private boolean isClosed() {
    synchronized (lock) {
      return closed;
    }
  }

  /** Closes what is idle, refuses who waits; what is lent its holders and the client close. */
  void close() {
    List<PooledConnection> unused;
    List<LeaseRequest> refused;
    synchronized (lock) {
      closed = true;
      unused = List.copyOf(idle);
      refused = List.copyOf(waiting);
      idle.clear();
      waiting.clear();
    }
    refused.forEach(request -> request.completeExceptionally(refused(request)));
    unused.forEach(PooledConnection::close);
  }

  /** Connections that are open or being opened, those that are idle, and who waits; for tests. */
  record Figures(int held, int idle, int waiting) {}

  Figures figures() {
    synchronized (lock) {
      return new Figures(held, idle.size(), waiting.size());
    }
  }
}
