package io.rondo.client;

/**
 * How the loop handles a read that answers many commands, found by trying.
 *
 * <p><b>In parts?</b> Callers that share a connection fall into step: the replies of all come in
 * one read, their next commands go in one flush at its end, and the client waits while the server
 * works and the server while the client does. Flushes within the read let both work at once. They
 * cost a system call each, and are worth nothing where client and server share a core or the way
 * between them is what takes the time.
 *
 * <p><b>With a yield?</b> Threads that the read has woken may be waiting for the very core of the
 * loop. If it yields before the flush at the end, their next commands join that flush, in place of
 * waking the loop once more. Where the core has other work to do, a yield may cost a time slice.
 *
 * <p>So either way is gone for some rounds, and what a reply takes is compared; while one question
 * is on trial, the other stays with what it prefers.
 *
 * <p>Of the loop.
 */
final class ReadPace {
  /** All that was read is one part. */
  static final int WHOLE = Integer.MAX_VALUE;

  /** So few in flight are not worth a system call more. */
  private static final int FEW = 4;

  /** A part is an eighth of what is in flight, within these bounds; of few it is half. */
  private static final int PARTS = 8;

  private static final int MIN = 4;
  private static final int MAX = 128;

  /** A round, over which the time is taken, ends after so many replies or so long a time. */
  private static final int ROUND = 512;

  private static final long ROUND_NANOS = 10_000_000;

  /** In parts, and with a yield: either takes system calls, so it must save a sixteenth. */
  private final TwoWays parts = new TwoWays();

  private final TwoWays yields = new TwoWays();

  /** The last read answers more than a few. */
  private boolean many;

  /** Of the round; none has begun while there are no replies before it. */
  private long beganNanos;

  private long beganReplies = -1;

  /**
   * Something was read.
   *
   * @param inFlight commands in flight before it is handled
   * @param replies of the connection before it is handled
   * @param now {@link System#nanoTime()}
   * @return replies of a part, or {@link #WHOLE}
   */
  int next(int inFlight, long replies, long now) {
    many = inFlight >= FEW;
    if (!many) {
      return WHOLE;
    }
    if (beganReplies < 0) { // Those before a channel that was opened again are not this one's.
      begins(replies, now);
    }
    long nanos = now - beganNanos;
    long answered = replies - beganReplies;
    if (answered >= ROUND || (nanos >= ROUND_NANOS && answered > 0)) {
      roundEnds(1000 * nanos / answered);
      begins(replies, now);
    }
    if (!parts.takesSecond()) {
      return WHOLE;
    }
    return Math.max(Math.min(inFlight / 2, MIN), Math.min(inFlight / PARTS, MAX));
  }

  /** Whether the loop yields before the flush at the end of a read that woke other threads. */
  boolean yields() {
    return many && yields.takesSecond();
  }

  private void begins(long replies, long now) {
    beganReplies = replies;
    beganNanos = now;
  }

  private void roundEnds(long cost) {
    if (yields.takesSecond() && yields.isFarAbove(cost)) {
      yields.tryNext(); // Somebody has taken the core: it must not be given away for long.
    }
    if (yields.isOnTrial()) {
      yields.observed(cost);
    } else if (parts.isOnTrial()) {
      parts.observed(cost);
    } else {
      parts.observed(cost);
      if (!parts.isOnTrial()) {
        yields.observed(cost);
      }
    }
  }
}
