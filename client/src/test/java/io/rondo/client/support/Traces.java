package io.rondo.client.support;

import io.rondo.client.CommandTrace;
import io.rondo.client.Stage;
import io.rondo.client.TraceListener;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps copies of the traces that it is told. */
public final class Traces implements TraceListener {
  private final BlockingQueue<Trace> told = new LinkedBlockingQueue<>();

  /** A copy of one. */
  public record Trace(
      String command,
      boolean awaited,
      long totalNanos,
      Map<Stage, Long> nanos,
      Map<Stage, Integer> sharers) {

    /** Nanoseconds of a stage. */
    public long in(Stage stage) {
      return nanos.getOrDefault(stage, 0L);
    }

    /** The sum over all stages. */
    public long sum() {
      return nanos.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  @Override
  public void traced(CommandTrace trace) {
    Map<Stage, Long> nanos = new EnumMap<>(Stage.class);
    Map<Stage, Integer> sharers = new EnumMap<>(Stage.class);
    for (Stage stage : Stage.values()) {
      nanos.put(stage, trace.nanos(stage));
      sharers.put(stage, trace.sharers(stage));
    }
    told.add(new Trace(trace.command(), trace.isAwaited(), trace.totalNanos(), nanos, sharers));
  }

  /** The next one, which may come a little later than its command's end. */
  public Trace next() {
    try {
      Trace trace = told.poll(Eventually.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      if (trace == null) {
        throw new AssertionError("no trace came");
      }
      return trace;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** How many there are that were not taken. */
  public int left() {
    return told.size();
  }
}
