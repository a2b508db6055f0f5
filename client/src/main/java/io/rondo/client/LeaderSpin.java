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

  /** So many waits after one that has woken others, there may be others again. */
  private static final int LONELY = 64;

  /** A turn of the loop. */
  interface Turn {
    void run(boolean block);
  }

  private final Connection connection;
  private final Turn turn;
  private final SpinBudget budget = new SpinBudget();
  private int looks;

  /** Waits until nobody else is to be reckoned with. */
  private int crowd;

  LeaderSpin(Connection connection, Turn turn) {
    this.connection = connection;
    this.turn = turn;
  }

  /** Another thread was woken, and will want the core. */
  void hasWoken() {
    crowd = LONELY;
  }

  /** Spins until {@code reply} is done. */
  void untilDone(PendingReply<?> reply) {
    while (!reply.isDone()) {
      look();
    }
  }

  /** Spins for as long as that is found to pay, then blocks until {@code reply} is done. */
  @SuppressWarnings("ThreadPriorityCheck") // A hint: nothing but speed hangs on it.
  void thenBlock(PendingReply<?> reply) {
    long nanos = budget.next();
    boolean tries = !budget.prefersSpinning();
    long start = System.nanoTime();
    long now = start;
    while (!reply.isDone() && now - start < nanos) {
      look();
      if ((tries || crowd > 0) && !reply.isDone()) {
        Thread.yield(); // The server may be on this core, and so may followers that were woken.
      }
      now = System.nanoTime();
    }
    crowd = Math.max(0, crowd - 1);
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
