package io.rondo.bench.ledger;

import io.rondo.bench.measure.Counters;
import io.rondo.bench.scenario.TimedRegion;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.regex.Pattern;

/**
 * The counters of a timed region, and the CPU time of its threads: of the one that runs it, and of
 * the client's loops, which bear the client's name.
 */
final class CostMeter implements TimedRegion {
  /** Not the timer, and others that look after what is idle. */
  private static final Pattern LOOP = Pattern.compile("rondo-(.+-[0-9]+|stand-by)");

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final Counters counters = new Counters();
  private final long caller = Thread.currentThread().getId();
  private long[] loops = {};
  private long callerAtStart;
  private long loopsAtStart;
  private long callerNanos;
  private long loopNanos;

  /** Forgets what was counted, and looks for the client's threads. */
  void reset() {
    counters.reset();
    callerNanos = 0;
    loopNanos = 0;
    loops =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> LOOP.matcher(thread.getName()).matches())
            .mapToLong(Thread::getId)
            .toArray();
  }

  @Override
  public void start() {
    loopsAtStart = loopTime();
    callerAtStart = threads.getThreadCpuTime(caller);
    counters.start();
  }

  @Override
  public void stop() {
    counters.stop();
    callerNanos += threads.getThreadCpuTime(caller) - callerAtStart;
    loopNanos += loopTime() - loopsAtStart;
  }

  private long loopTime() {
    long sum = 0;
    for (long loop : loops) {
      sum += Math.max(0, threads.getThreadCpuTime(loop));
    }
    return sum;
  }

  Counters counters() {
    return counters;
  }

  long callerNanos() {
    return callerNanos;
  }

  long loopNanos() {
    return loopNanos;
  }
}
