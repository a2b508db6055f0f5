package io.rondo.bench.measure;

import io.rondo.bench.common.BenchException;
import io.rondo.bench.queue.QueueRunner;
import io.rondo.bench.queue.QueueWork;
import io.rondo.bench.scenario.CellWork;
import io.rondo.bench.scenario.Connections;
import io.rondo.bench.scenario.ReadBack;
import io.rondo.bench.scenario.Scenario;
import io.rondo.bench.scenario.ScenarioRunner;
import io.rondo.bench.scenario.TimedRegion;
import io.rondo.bench.scenario.Workload;
import io.rondo.bench.target.Target;
import io.rondo.bench.target.TargetSettings;
import io.rondo.bench.target.Targets;
import io.rondo.client.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Runs one cell in this JVM: the first repetition as it comes (cold), windows until they are
 * steady, then the measured repetitions.
 */
final class CellRunner {
  /** Where each pair takes calls of its own, so many are enough to count them, and soon done. */
  private static final int CALIBRATED_PAIRS = 1_000;

  private static final TimedRegion UNTIMED =
      new TimedRegion() {
        @Override
        public void start() {}

        @Override
        public void stop() {}
      };

  private final ForkSpec spec;
  private final Cell cell;
  private final WarmupPolicy policy;
  private final CellWork runner;
  private final @Nullable ReadBack readBack;
  private final Consumer<ForkMessage> out;
  private final Counters counters;

  /** Of the last window of the warm-up. */
  private double warmOpsPerSecond;

  /** Repetitions, the warm-up counted as one. */
  private int finished;

  private CellRunner(
      ForkSpec spec, CellWork runner, @Nullable ReadBack readBack, Consumer<ForkMessage> out) {
    this.spec = spec;
    this.cell = spec.cell();
    this.policy = spec.warmup();
    this.runner = runner;
    this.readBack = readBack;
    this.out = out;
    this.counters = new Counters(spec.serverPid());
  }

  /**
   * @param awaitLine waits until the bench has sent another line
   */
  static void run(ForkSpec spec, Consumer<ForkMessage> out, Runnable awaitLine) {
    Cell cell = spec.cell();
    boolean pooled = cell.connections() == Connections.POOL;
    TargetSettings settings =
        new TargetSettings(spec.uri(), cell.loop(), cell.drive(), cell.waitStrategy(), pooled);
    QueueWork queue = cell.queue();
    if (queue != null) {
      try (QueueRunner runner = QueueRunner.open(queue, cell.n(), cell.workers(), settings)) {
        new CellRunner(spec, runner, null, out).measure(awaitLine);
      }
      return;
    }
    if (cell.load() != null) {
      out.accept(ForkMessage.warm(load(spec, cell.load(), settings, out)));
      return;
    }
    boolean itself = cell.client().equals("rondo");
    Transport transport = itself ? Transport.parse(cell.loop()) : Transport.NIO;
    try (ReadBack readBack = new ReadBack(spec.uri(), transport);
        Target target = Targets.named(cell.client()).open(settings);
        ScenarioRunner runner = ScenarioRunner.open(cell.workload(), target)) {
      CellRunner cellRunner = new CellRunner(spec, runner, readBack, out);
      if (spec.calibrate()) {
        cellRunner.calibrate(awaitLine);
      } else {
        cellRunner.measure(awaitLine);
      }
    }
  }

  /** Warms the client up in a closed loop, then hands it to the open one. */
  private static Measurement load(
      ForkSpec spec, LoadSpec load, TargetSettings settings, Consumer<ForkMessage> out) {
    try (Target target = Targets.named(spec.cell().client()).open(settings)) {
      Workload closed = LoadRunner.warmUp(spec.cell());
      Measurement.Warmup warmup;
      try (ScenarioRunner runner = ScenarioRunner.open(closed, load.owner(), target)) {
        CellRunner warm = new CellRunner(spec, runner, null, out);
        warmup = warm.warmUp(warm.opsPerSecond(warm.pass(closed.pairs())), closed.pairs());
        warm.requireLoop(runner.channel());
        LoadRunner.tidy(spec, load, runner::deleteAll);
      }
      return LoadRunner.run(spec, load, target, warmup);
    }
  }

  private void measure(Runnable awaitLine) {
    String own = Cores.allowedTo("self");
    if (!spec.warmupCores().isEmpty()) {
      CompilerThreads.runOn(spec.warmupCores());
    }
    Measurement cold = repetitions(1, onePass(), null);
    out.accept(ForkMessage.cold(cold));
    Measurement.Warmup warmup = warmUp(cold.throughput().best(), cell.n());
    finished++;
    if (!spec.warmupCores().isEmpty()) {
      CompilerThreads.runOn(own);
    }
    Repetition each = onePass();
    if (spec.inTurns()) {
      each = turn(awaitLine);
      out.accept(ForkMessage.readyToGo());
      repetitions(spec.rehearsals(), each, warmup);
    }
    out.accept(ForkMessage.warm(repetitions(cell.repeat(), each, warmup)));
  }

  /**
   * What a repetition is.
   *
   * @param begin what is done before it
   * @param pairs of a pass
   * @param leastNanos passes are run until they have taken so long
   */
  private record Repetition(Runnable begin, int pairs, long leastNanos) {}

  private Repetition onePass() {
    return new Repetition(() -> {}, cell.n(), 0);
  }

  private Repetition turn(Runnable awaitLine) {
    return new Repetition(
        awaitLine, pairsOfTurn(), TimeUnit.MILLISECONDS.toNanos(spec.turnMillis()));
  }

  private void calibrate(Runnable awaitLine) {
    boolean callsAreShared = cell.scenario().isConcurrent() || cell.scenario() == Scenario.BULK;
    int pairs = callsAreShared ? cell.n() : Math.min(cell.n(), CALIBRATED_PAIRS);
    warmUp(opsPerSecond(pass(pairs)), cell.n());
    out.accept(ForkMessage.readyToGo());
    awaitLine.run();
    // The counters' own calls, and reading back, are none of the client's.
    long counted = runner.run(pairs, UNTIMED);
    out.accept(ForkMessage.counted(counted));
    awaitLine.run();
  }

  private int pass(int pairs) {
    if (readBack != null) {
      runner.prepare(readBack);
    }
    int count = runner.run(pairs, counters);
    if (readBack != null) {
      runner.verify(readBack);
    }
    return count;
  }

  /** A window is as many passes as it takes to fill it: short ones alone would tell of noise. */
  private Measurement.Warmup warmUp(double coldOpsPerSecond, int most) {
    int count = (int) Math.max(1, Math.min(most, coldOpsPerSecond * policy.windowMillis() / 1_000));
    long windowNanos = TimeUnit.MILLISECONDS.toNanos(policy.windowMillis());
    SteadyCheck check = new SteadyCheck(policy);
    long start = System.nanoTime();
    long pairs = 0;
    int windows = 0;
    long millis = 0;
    boolean steady = false;
    while (!steady && (millis < policy.maxMillis() || windows == 0)) {
      long done = 0;
      long nanos = 0;
      while (nanos < windowNanos) {
        done += pass(count);
        nanos += counters.lastNanos();
      }
      warmOpsPerSecond = done * 1e9 / nanos;
      check.add(warmOpsPerSecond);
      pairs += done;
      windows++;
      millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      steady = millis >= policy.minMillis() && check.isSteady();
    }
    return new Measurement.Warmup(windows, pairs, millis, steady);
  }

  /** So many repetitions. */
  private Measurement repetitions(
      int repeat, Repetition each, Measurement.@Nullable Warmup warmup) {
    Histogram histogram = Latencies.histogram();
    List<Double> samples = new ArrayList<>();
    List<Double> cpuSamples = new ArrayList<>();
    counters.reset();
    if (runner instanceof QueueRunner queue) {
      queue.forget();
    }
    long ops = 0;
    while (samples.size() < repeat) {
      each.begin.run();
      long cpuBefore = counters.cpuNanos();
      long done = 0;
      long nanos = 0;
      do {
        done += pass(each.pairs);
        nanos += counters.lastNanos();
        for (long latency : runner.latencyNanos()) {
          histogram.recordValue(latency);
        }
      } while (nanos < each.leastNanos);
      ops += done;
      samples.add(done * 1e9 / nanos);
      cpuSamples.add((double) (counters.cpuNanos() - cpuBefore) / done);
      out.accept(ForkMessage.progress(++finished / (2.0 + spec.rehearsals() + cell.repeat())));
    }
    requireLoop(runner.channel());
    Long switches = counters.switches();
    Long serverNanos = counters.serverCpuNanos();
    return new Measurement(
        runner.channel(),
        Throughput.of(samples),
        LatencyMicros.of(histogram),
        Latencies.encode(histogram),
        (double) counters.bytes() / ops,
        (double) counters.cpuNanos() / ops,
        switches == null ? null : (double) switches / ops,
        serverNanos == null ? null : (double) serverNanos / ops,
        serverNanos == null ? null : (double) serverNanos / counters.nanos(),
        Cores.allowedTo("self"),
        warmup,
        runner instanceof QueueRunner queue ? queue.figures() : null,
        null,
        cpuSamples);
  }

  /**
   * As many as fill a turn, or all: where several share the pairs, a short pass would consist of
   * its beginning and its end.
   */
  private int pairsOfTurn() {
    if (cell.workers() > 1) {
      return cell.n();
    }
    double fitting = warmOpsPerSecond * spec.turnMillis() / 1_000;
    int batches = (int) Math.ceil(fitting / cell.batch());
    return Math.min(cell.n(), Math.max(1, batches) * cell.batch());
  }

  /** A client that takes another transport than it was told does so in silence. */
  private void requireLoop(String channel) {
    String plain = channel.replace("_", "").toLowerCase(Locale.ROOT);
    if (!plain.contains(cell.loop().replace("_", ""))) {
      throw new BenchException(
          cell.client() + " was told to use " + cell.loop() + " and runs on " + channel);
    }
  }

  private double opsPerSecond(int pairs) {
    return pairs * 1e9 / counters.lastNanos();
  }
}
