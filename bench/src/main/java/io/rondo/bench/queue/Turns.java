package io.rondo.bench.queue;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs the steps of a chain of completions one after the other. A completion may come before the
 * call that it belongs to returns, on the same thread or another, so it only counts a turn; whoever
 * raises the count from zero takes turns until there is none left. So steps neither nest nor
 * overlap, and each sees what the one before has written.
 */
final class Turns {
  private final AtomicInteger due = new AtomicInteger();
  private final Runnable step;

  Turns(Runnable step) {
    this.step = step;
  }

  void take() {
    if (due.getAndIncrement() == 0) {
      do {
        step.run();
      } while (due.decrementAndGet() != 0);
    }
  }
}
