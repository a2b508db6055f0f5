package io.rondo.client;

/**
 * How the thread that leads in {@link Drive#CALLER} waits without blocking: it looks at the socket
 * alone where it can, which is one system call, and now and then runs a turn of the whole loop.
 *
 * <p>Of the loop.
 */
final class LeaderSpin {
  /** Looks at the socket alone, from one turn of the loop to the next. */
  private static final int LOOKS = 16;

  /** A turn of the loop. */
  interface Turn {
    void run(boolean block);
  }

  private final Connection connection;
  private final Turn turn;
  private final SpinBudget budget = new SpinBudget();
  private int looks;

  LeaderSpin(Connection connection, Turn turn) {
    this.connection = connection;
    this.turn = turn;
  }

  /** Spins until {@code reply} is done. */
  void untilDone(PendingReply<?> reply) {
    while (!reply.isDone()) {
      look();
    }
  }

  /**
   * Spins for as long as that is found to pay, then blocks until {@code reply} is done. Between two
   * looks whoever else wants this core may have it: the server, or a follower that was woken.
   */
  @SuppressWarnings("ThreadPriorityCheck") // A hint: nothing but speed hangs on it.
  void thenBlock(PendingReply<?> reply) {
    long nanos = budget.next();
    long start = System.nanoTime();
    long now = start;
    while (!reply.isDone() && now - start < nanos) {
      look();
      if (!reply.isDone()) {
        Thread.yield();
      }
      now = System.nanoTime();
    }
    if (!reply.isDone()) {
      while (!reply.isDone()) {
        turn.run(true);
      }
      now = System.nanoTime();
    }
    budget.observed(now - start, nanos > 0);
  }

  /** Sees what has come, and does not wait. */
  private void look() {
    ConnectionHandler handler = connection.handler();
    if (!handler.readsNow() || ++looks % LOOKS == 0) {
      turn.run(false);
      return;
    }
    handler.readNow();
    if (connection.hasSubmissions()) {
      connection.drain();
    }
  }
}
