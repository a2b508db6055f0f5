package io.rondo.client;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * One holding of a pooled connection, from the pool's hand and back. Keeps in mind what its holder
 * leaves behind on the server. Any thread: a command either enters before the connection is given
 * back, or is refused.
 */
final class Lease {
  private final Leases leases;
  private final PooledConnection pooled;

  /** How many submissions are under way; negative once it was given back. */
  private final AtomicInteger users = new AtomicInteger();

  private volatile boolean altered;
  private volatile boolean watching;
  private volatile boolean inMulti;

  Lease(Leases leases, PooledConnection pooled) {
    this.leases = leases;
    this.pooled = pooled;
  }

  Connection connection() {
    return pooled.connection();
  }

  static RedisClosedException givenBack(String what) {
    return new RedisClosedException(
        what + ": the leased connection was given back; not sent. Take another lease",
        Fate.NOT_SENT,
        null);
  }

  boolean isHeld() {
    return users.get() >= 0;
  }

  boolean enter() {
    int now = users.get();
    while (now >= 0) {
      if (users.compareAndSet(now, now + 1)) {
        return true;
      }
      now = users.get();
    }
    return false;
  }

  void exit() {
    users.decrementAndGet();
  }

  void note(Tie tie) {
    switch (tie) {
      case WATCH -> watching = true;
      case MULTI -> inMulti = true;
      default -> altered = true;
    }
  }

  /**
   * Gives the connection back. It is closed instead if something is in flight on it, or if its
   * state was changed for good; a transaction or WATCH that is open is ended first. Does nothing
   * the second time.
   */
  void giveBack() {
    int before = users.getAndUpdate(now -> now < 0 ? now : now + Integer.MIN_VALUE);
    if (before < 0) {
      return;
    }
    if (before > 0 || altered || !pooled.isQuiet()) {
      leases.discard(pooled);
    } else if (watching || inMulti) {
      undo();
    } else {
      leases.giveBack(pooled);
    }
  }

  private void undo() {
    Connection connection = pooled.connection();
    ReplyChain chain = new ReplyChain();
    if (inMulti) {
      // Refused if EXEC has ended the transaction before; then UNWATCH alone is what counts.
      chain.add(new PendingReply<>(Leases.bounded(Commands.TEXT.discard()), connection));
    }
    PendingReply<String> unwatch =
        new PendingReply<>(Leases.bounded(Commands.TEXT.unwatch()), connection);
    chain.add(unwatch);
    chain.submittedAt(System.nanoTime());
    unwatch.whenComplete(
        (ok, error) -> {
          if ("OK".equals(ok)) {
            leases.giveBack(pooled);
          } else {
            leases.discard(pooled);
          }
        });
    if (LoopDriver.isOnLoop()) {
      connection.submit(chain);
    } else {
      connection.driver().execute(chain);
    }
  }
}
