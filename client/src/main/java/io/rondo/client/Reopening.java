package io.rondo.client;

/**
 * When to try again: after a random time of up to 100 ms, then of up to twice as long each time, up
 * to 10 s ("full jitter"), so that many clients of one server do not come back all at once. For one
 * thread at a time.
 */
final class Reopening {
  private final Jitter jitter = Jitter.of(Reconnect.waiting());
  private final ClientTimer timer;

  Reopening(ClientTimer timer) {
    this.timer = timer;
  }

  /** It has worked: the next row of attempts begins anew. */
  void succeeded() {
    jitter.reset();
  }

  /**
   * Runs {@code attempt} when it is time to.
   *
   * @throws java.util.concurrent.RejectedExecutionException if the client was closed
   */
  void schedule(Runnable attempt) {
    timer.schedule(attempt, jitter.next());
  }
}
