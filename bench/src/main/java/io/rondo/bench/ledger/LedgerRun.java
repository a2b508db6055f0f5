package io.rondo.bench.ledger;

import io.rondo.bench.measure.Cell;
import io.rondo.bench.measure.Cores;
import io.rondo.bench.measure.Counters;
import io.rondo.bench.measure.Latencies;
import io.rondo.bench.measure.LatencyMicros;
import io.rondo.bench.measure.Measurement;
import io.rondo.bench.measure.SteadyCheck;
import io.rondo.bench.measure.Throughput;
import io.rondo.bench.measure.WarmupPolicy;
import io.rondo.bench.scenario.ReadBack;
import io.rondo.bench.scenario.ScenarioRunner;
import io.rondo.bench.scenario.TimedRegion;
import io.rondo.bench.target.RondoInside;
import io.rondo.bench.target.TargetSettings;
import io.rondo.client.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Runs one cell in this JVM, on two clients in turn: one that is traced, for the ledger, and one
 * that is not, for everything else and for what the ledger costs.
 */
final class LedgerRun {
  private static final int WINDOW_MILLIS = 20;
  private static final int LEAST_BLOCKS = 8;

  private final LedgerSpec spec;
  private final Cell cell;
  private final StageRecorder recorder;
  private final RondoInside plain;
  private final ReadBack server;
  private final ScenarioRunner off;
  private final ScenarioRunner on;
  private final CostMeter costs = new CostMeter();
  private final CostMeter onMeter = new CostMeter();
  private final Histogram latencies = Latencies.histogram();
  private final List<Double> samples = new ArrayList<>();
  private long pairs;
  private int window = 1;

  private LedgerRun(
      LedgerSpec spec,
      StageRecorder recorder,
      RondoInside plain,
      ReadBack server,
      ScenarioRunner off,
      ScenarioRunner on) {
    this.spec = spec;
    this.cell = spec.cell();
    this.recorder = recorder;
    this.plain = plain;
    this.server = server;
    this.off = off;
    this.on = on;
  }

  static LedgerFindings run(LedgerSpec spec) {
    Cell cell = spec.cell();
    TargetSettings settings = settings(cell, spec.uri());
    StageRecorder recorder = new StageRecorder();
    try (ReadBack server = new ReadBack(spec.uri(), Transport.parse(cell.loop()));
        RondoInside plain = RondoInside.open(settings, options -> options);
        ScenarioRunner off = ScenarioRunner.open(cell.workload(), plain);
        RondoInside traced =
            RondoInside.open(settings, options -> options.withTrace(spec.oneIn(), recorder));
        ScenarioRunner on = ScenarioRunner.open(cell.workload(), traced)) {
      return new LedgerRun(spec, recorder, plain, server, off, on).run();
    }
  }

  static TargetSettings settings(Cell cell, String uri) {
    return new TargetSettings(uri, cell.loop(), cell.drive(), cell.waitStrategy(), false);
  }

  private LedgerFindings run() {
    Measurement.Warmup warmup = warmUp();
    costs.reset();
    onMeter.reset();
    RondoInside.Counts before = plain.counts();
    Overhead overhead = Overhead.of(blocks());
    RondoInside.Counts counts = plain.counts().since(before);
    References references = new ReferenceRun(spec, recorder, window).run();
    return new LedgerFindings(
        measurement(warmup),
        recorder.ledger(cell.loop()),
        recorder.costs(),
        overhead,
        costs(counts),
        references);
  }

  private Measurement.Warmup warmUp() {
    WarmupPolicy policy = spec.warmup();
    SteadyCheck check = new SteadyCheck(policy);
    long start = System.nanoTime();
    long done = run(off, Math.min(cell.n(), 200), costs);
    int windows = 1;
    long millis = 0;
    boolean steady = false;
    fit(done);
    while (!steady && (millis < policy.maxMillis() || windows < policy.windows())) {
      done += run(on, window, onMeter);
      long count = run(off, window, costs);
      done += count;
      windows += 2;
      check.add(count * 1e9 / costs.counters().lastNanos());
      fit(count);
      millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      steady = millis >= policy.minMillis() && check.isSteady();
    }
    return new Measurement.Warmup(windows, done, millis, steady);
  }

  private int run(ScenarioRunner runner, int count, TimedRegion region) {
    runner.prepare(server);
    return runner.run(count, region);
  }

  /** Makes the window as many pairs as run in its time, by the last one without a ledger. */
  private void fit(long count) {
    double wanted = count * WINDOW_MILLIS * 1e6 / costs.counters().lastNanos();
    int least = Math.min(cell.n(), cell.workers());
    window = (int) Math.max(least, Math.min(cell.n(), wanted));
  }

  /** The quotients of times with and without the ledger. */
  private List<Double> blocks() {
    List<Double> quotients = new ArrayList<>();
    long start = System.nanoTime();
    long enough = TimeUnit.MILLISECONDS.toNanos(spec.measureMillis());
    recorder.record(true);
    while (quotients.size() < LEAST_BLOCKS || System.nanoTime() - start < enough) {
      double without = withoutLedger();
      double with = withLedger() + withLedger();
      without += withoutLedger();
      quotients.add(with / without);
    }
    recorder.record(false);
    return quotients;
  }

  private double withLedger() {
    run(on, window, onMeter);
    return onMeter.counters().lastNanos();
  }

  private double withoutLedger() {
    int count = run(off, window, costs);
    long nanos = costs.counters().lastNanos();
    samples.add(count * 1e9 / nanos);
    pairs += count;
    for (long latency : off.latencyNanos()) {
      latencies.recordValue(latency);
    }
    return nanos;
  }

  private Measurement measurement(Measurement.Warmup warmup) {
    Counters counters = costs.counters();
    Long switches = counters.switches();
    return new Measurement(
        off.channel(),
        Throughput.of(samples),
        LatencyMicros.of(latencies),
        Latencies.encode(latencies),
        counters.bytes() / (double) pairs,
        counters.cpuNanos() / (double) pairs,
        switches == null ? null : switches / (double) pairs,
        Cores.allowedTo("self"),
        warmup);
  }

  private Costs costs(RondoInside.Counts counts) {
    Counters counters = costs.counters();
    Long switches = counters.switches();
    double ops = pairs;
    long other = counters.cpuNanos() - costs.callerNanos() - costs.loopNanos();
    return new Costs(
        null,
        switches == null ? null : switches / ops,
        counts.wakeUps() / ops,
        counts.flushes() / ops,
        counts.reads() / ops,
        counts.answered() / (double) Math.max(1, counts.flushes()),
        counts.answered() / (double) Math.max(1, counts.reads()),
        counters.bytes() / ops,
        costs.callerNanos() / ops,
        costs.loopNanos() / ops,
        Math.max(0, other) / ops);
  }
}
