package io.rondo.bench.measure;

import io.rondo.bench.scenario.Connections;
import io.rondo.bench.scenario.ScenarioRunner;
import io.rondo.bench.target.Target;
import io.rondo.bench.target.TargetSettings;
import io.rondo.bench.target.Targets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Runs one cell in this JVM: the first repetition as it comes (cold), windows until they are
 * steady, then the measured repetitions.
 */
final class CellRunner {
  private final Cell cell;
  private final WarmupPolicy policy;
  private final Consumer<ForkMessage> out;
  private final Counters counters = new Counters();

  private CellRunner(ForkSpec spec, Consumer<ForkMessage> out) {
    this.cell = spec.cell();
    this.policy = spec.warmup();
    this.out = out;
  }

  static void run(ForkSpec spec, Consumer<ForkMessage> out) {
    Cell cell = spec.cell();
    TargetSettings settings =
        new TargetSettings(
            spec.uri(),
            cell.loop(),
            cell.drive(),
            cell.waitStrategy(),
            cell.connections() == Connections.POOL);
    try (Target target = Targets.named(cell.client()).open(settings);
        ScenarioRunner runner = ScenarioRunner.open(cell.workload(), target)) {
      new CellRunner(spec, out).run(runner);
    }
  }

  private void run(ScenarioRunner runner) {
    Measurement cold = repetitions(runner, 1, null);
    out.accept(ForkMessage.cold(cold));
    Measurement.Warmup warmup = warmUp(runner, cold.throughput().best());
    out.accept(ForkMessage.warm(repetitions(runner, cell.repeat(), warmup)));
  }

  private Measurement.Warmup warmUp(ScenarioRunner runner, double coldOpsPerSecond) {
    int window =
        (int) Math.max(1, Math.min(cell.n(), coldOpsPerSecond * policy.windowMillis() / 1_000));
    SteadyCheck check = new SteadyCheck(policy);
    long start = System.nanoTime();
    long pairs = 0;
    int windows = 0;
    long millis = 0;
    boolean steady = false;
    while (!steady && (millis < policy.maxMillis() || windows < policy.windows())) {
      int count = runner.run(window, counters);
      check.add(opsPerSecond(count));
      pairs += count;
      windows++;
      millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      steady = millis >= policy.minMillis() && check.isSteady();
    }
    return new Measurement.Warmup(windows, pairs, millis, steady);
  }

  private Measurement repetitions(
      ScenarioRunner runner, int repeat, Measurement.@Nullable Warmup warmup) {
    Histogram histogram = Latencies.histogram();
    List<Double> samples = new ArrayList<>();
    counters.reset();
    for (int i = 1; i <= repeat; i++) {
      samples.add(opsPerSecond(runner.run(cell.n(), counters)));
      for (long nanos : runner.latencyNanos()) {
        histogram.recordValue(nanos);
      }
      // The cold run and the warm-up count as one repetition each in what is left to do.
      out.accept(ForkMessage.progress((warmup == null ? 1.0 : 2.0 + i) / (2.0 + cell.repeat())));
    }
    double ops = (double) cell.n() * repeat;
    return new Measurement(
        runner.channel(),
        Throughput.of(samples),
        LatencyMicros.of(histogram),
        Latencies.encode(histogram),
        counters.bytes() / ops,
        counters.cpuNanos() / ops,
        Cores.allowedTo("self"),
        warmup);
  }

  private double opsPerSecond(int pairs) {
    return pairs * 1e9 / counters.lastNanos();
  }
}
