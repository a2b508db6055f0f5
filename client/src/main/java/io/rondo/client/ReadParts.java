package io.rondo.client;

/**
 * After how many replies of a read the commands that their completions submitted are flushed.
 *
 * <p>Callers that share a connection fall into step: the replies of all come in one read, their
 * next commands go in one flush at its end, and the client waits while the server works and the
 * server while the client does. Flushes within the read let both work at once. They cost a system
 * call each, and are worth nothing where client and server share a core or the way between them is
 * what takes the time. So both ways are gone, and what a reply takes is compared.
 *
 * <p>Of the loop.
 */
final class ReadParts {
  /** All that was read is one part. */
  static final int WHOLE = Integer.MAX_VALUE;

  /** Of so few in flight, parts are not worth a system call. */
  private static final int FEW = 4;

  /** A part is an eighth of what is in flight, within these bounds; of few it is half. */
  private static final int PARTS = 8;

  private static final int MIN = 4;
  private static final int MAX = 128;

  /** Replies of a round, over which the time is taken. */
  private static final int ROUND = 512;

  /** A round that takes longer was interrupted: nothing was asked for. */
  private static final long MAX_ROUND_NANOS = 100_000_000;

  /** Whole, and in parts: which take more of the processor, so they must save a sixteenth. */
  private final TwoWays ways = new TwoWays(8, 256, 16);

  private long beganNanos = System.nanoTime();
  private long beganReplies;

  /**
   * Something was read.
   *
   * @param inFlight commands in flight before it is handled
   * @param replies of the connection before it is handled
   * @param now {@link System#nanoTime()}
   * @return replies of a part, or {@link #WHOLE}
   */
  int next(int inFlight, long replies, long now) {
    if (inFlight < FEW) {
      return WHOLE;
    }
    long nanos = now - beganNanos;
    if (nanos > MAX_ROUND_NANOS) {
      begin(replies, now);
    } else if (replies - beganReplies >= ROUND) {
      ways.observed(1000 * nanos / (replies - beganReplies), ways.takesSecond());
      begin(replies, now);
    }
    if (!ways.takesSecond()) {
      return WHOLE;
    }
    return Math.max(Math.min(inFlight / 2, MIN), Math.min(inFlight / PARTS, MAX));
  }

  private void begin(long replies, long now) {
    beganReplies = replies;
    beganNanos = now;
  }
}
