package io.rondo.bench.ledger;

import io.rondo.bench.report.Ledger;
import io.rondo.client.CommandTrace;
import io.rondo.client.Stage;
import io.rondo.client.TraceListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps the stages of traced commands while it is told to, up to a bound. Thread-safe: traces come
 * from the loop and from callers.
 */
@SuppressWarnings("EnumOrdinal") // Arrays by stage: a map would cost more than what it records.
final class StageRecorder implements TraceListener {
  private static final int CAPACITY = 1 << 17;

  /** So many of a thousand are left out where means are compared: the slowest. */
  private static final int SLOWEST_PER_MILLE = 10;

  private static final Stage[] STAGES = Stage.values();

  private final int[][] nanos = new int[STAGES.length][CAPACITY];
  private final float[][] costs = new float[STAGES.length][CAPACITY];
  private final long[] totals = new long[CAPACITY];
  private int size;
  private boolean recording;

  synchronized void record(boolean on) {
    recording = on;
  }

  @Override
  public synchronized void traced(CommandTrace trace) {
    if (!recording || size == CAPACITY) {
      return;
    }
    for (int i = 0; i < STAGES.length; i++) {
      long took = trace.nanos(STAGES[i]);
      nanos[i][size] = (int) Math.min(Integer.MAX_VALUE, took);
      costs[i][size] = (float) took / trace.sharers(STAGES[i]);
    }
    totals[size] = trace.totalNanos();
    size++;
  }

  synchronized int size() {
    return size;
  }

  /** The median of a stage, in nanoseconds; there is at least one sample. */
  synchronized double medianNanos(Stage stage) {
    return quantile(sorted(stage), 0.5);
  }

  /** The stages that took any time, under the names that they have on that loop. */
  synchronized Ledger ledger(String loop) {
    double end = Arrays.stream(totals, 0, size).average().orElse(0);
    List<Ledger.Stage> stages = new ArrayList<>();
    for (Stage stage : Stage.values()) {
      int[] sorted = sorted(stage);
      double mean = Arrays.stream(sorted).average().orElse(0);
      if (mean > 0) {
        stages.add(
            new Ledger.Stage(
                StageNames.of(stage, loop),
                stage.isShared() ? Ledger.Kind.SHARED : Ledger.Kind.PER_COMMAND,
                mean,
                quantile(sorted, 0.5),
                quantile(sorted, 0.99),
                mean / end,
                stage.isShared() ? meanCost(stage, Long.MAX_VALUE) : null));
      }
    }
    return new Ledger(size, stages, List.of());
  }

  /**
   * Nanoseconds of each group per command, what a batch shares divided by its commands; without the
   * slowest commands, of which one that lost its core for 10 ms outweighs a thousand others.
   */
  synchronized Map<StageGroup, Double> costs() {
    long[] sorted = Arrays.copyOf(totals, size);
    Arrays.sort(sorted);
    long most =
        size == 0 ? 0 : sorted[(int) ((long) (size - 1) * (1000 - SLOWEST_PER_MILLE) / 1000)];
    Map<StageGroup, Double> groups = new EnumMap<>(StageGroup.class);
    for (Stage stage : Stage.values()) {
      groups.merge(StageGroup.of(stage), meanCost(stage, most), Double::sum);
    }
    return groups;
  }

  private double meanCost(Stage stage, long slowest) {
    float[] column = costs[stage.ordinal()];
    double sum = 0;
    int count = 0;
    for (int i = 0; i < size; i++) {
      if (totals[i] <= slowest) {
        sum += column[i];
        count++;
      }
    }
    return count == 0 ? 0 : sum / count;
  }

  private int[] sorted(Stage stage) {
    int[] sorted = Arrays.copyOf(nanos[stage.ordinal()], size);
    Arrays.sort(sorted);
    return sorted;
  }

  /** The nearest rank. */
  private static double quantile(int[] sorted, double part) {
    return sorted.length == 0 ? 0 : sorted[(int) Math.ceil(part * sorted.length) - 1];
  }
}
