package io.rondo.bench.measure;

/**
 * What a fork is told on its standard input.
 *
 * @param uri where the server is
 * @param turnMillis how long a repetition takes at least, each of which is then a turn that begins
 *     when the bench says so; 0 for one after the other, each of all pairs once
 * @param calibrate only let the bench count system calls
 * @param warmupCores where the compiler may run until something is measured; empty for where the
 *     rest does
 * @param serverPid the server's process on this machine, whose CPU time is taken; empty for none
 */
public record ForkSpec(
    Cell cell,
    String uri,
    WarmupPolicy warmup,
    int turnMillis,
    boolean calibrate,
    String warmupCores,
    String serverPid) {
  /** Measures as many repetitions as the cell says. */
  public ForkSpec(Cell cell, String uri, WarmupPolicy warmup) {
    this(cell, uri, warmup, 0, false, "", "");
  }

  boolean inTurns() {
    return turnMillis > 0;
  }

  /** Turns before those that count. */
  int rehearsals() {
    return inTurns() ? turns(cell) - cell.repeat() : 0;
  }

  /**
   * How many turns a fork waits for: the first half is a rehearsal. What a warm-up without a pause
   * has not met, a first deadline or a first idle moment, takes back compiled code, and that is
   * then compiled again while others have their turns.
   */
  public static int turns(Cell cell) {
    return 2 * cell.repeat();
  }

  /** Only lets the bench count system calls. */
  static ForkSpec calibrating(Cell cell, String uri, WarmupPolicy warmup) {
    return new ForkSpec(cell, uri, warmup, 0, true, "", "");
  }
}
