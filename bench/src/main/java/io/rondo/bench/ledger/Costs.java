package io.rondo.bench.ledger;

import org.jspecify.annotations.Nullable;

/**
 * What a set+get pair took beside time, in the windows without a ledger.
 *
 * @param systemCalls of all threads, counted under strace in a fork of its own; null where that
 *     can't be done
 * @param contextSwitches of all threads; null where the system does not tell
 * @param wakeUps of the loop, by threads that submitted
 * @param flushes system calls or, on io_uring, queue entries that wrote commands
 * @param reads buffers that replies came in
 * @param callerCpuNanos of the thread that runs the scenario; in async scenarios it only waits
 * @param loopCpuNanos of the client's loop threads
 * @param otherCpuNanos of everything else in the JVM, its compiler and collector
 */
public record Costs(
    @Nullable Double systemCalls,
    @Nullable Double contextSwitches,
    double wakeUps,
    double flushes,
    double reads,
    double commandsPerFlush,
    double repliesPerRead,
    double allocatedBytes,
    double callerCpuNanos,
    double loopCpuNanos,
    double otherCpuNanos) {

  /** The same with what was counted elsewhere. */
  public Costs withSystemCalls(@Nullable Double calls) {
    return new Costs(
        calls,
        contextSwitches,
        wakeUps,
        flushes,
        reads,
        commandsPerFlush,
        repliesPerRead,
        allocatedBytes,
        callerCpuNanos,
        loopCpuNanos,
        otherCpuNanos);
  }
}
