package io.rondo.bench.measure;

import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/** Whether the last few windows of throughput agree with each other. */
public final class SteadyCheck {
  private final int windows;
  private final double tolerance;
  private final Deque<Double> last = new ArrayDeque<>();

  public SteadyCheck(WarmupPolicy policy) {
    this.windows = policy.windows();
    this.tolerance = policy.tolerance();
  }

  public void add(double opsPerSecond) {
    last.addLast(opsPerSecond);
    if (last.size() > windows) {
      last.removeFirst();
    }
  }

  public boolean isSteady() {
    if (last.size() < windows) {
      return false;
    }
    SummaryStatistics statistics = new SummaryStatistics();
    last.forEach(statistics::addValue);
    return statistics.getMax() - statistics.getMin() <= tolerance * statistics.getMean();
  }
}
