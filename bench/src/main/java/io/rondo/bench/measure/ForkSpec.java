package io.rondo.bench.measure;

/**
 * What a fork is told on its standard input.
 *
 * @param uri where the server is
 * @param measureMillis how long to measure at least; repetitions go on until then
 * @param calibrate only let the bench count system calls
 * @param warmupCores where the compiler may run during the warm-up; empty for where the rest does
 * @param serverPid the server's process on this machine, whose CPU time is taken; empty for none
 */
public record ForkSpec(
    Cell cell,
    String uri,
    WarmupPolicy warmup,
    int measureMillis,
    boolean calibrate,
    String warmupCores,
    String serverPid) {
  /** Measures as many repetitions as the cell says. */
  public ForkSpec(Cell cell, String uri, WarmupPolicy warmup) {
    this(cell, uri, warmup, 0, false, "", "");
  }
}
