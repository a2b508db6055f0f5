package io.rondo.bench.ledger;

import io.rondo.bench.measure.Cell;
import io.rondo.bench.measure.Counters;
import io.rondo.bench.scenario.Scenario;
import io.rondo.bench.scenario.ScenarioRunner;
import io.rondo.bench.target.RondoInside;
import io.rondo.bench.target.Target;
import io.rondo.bench.target.TargetProvider;
import io.rondo.bench.target.TargetSettings;
import io.rondo.bench.target.Targets;
import io.rondo.client.Commands;
import io.rondo.client.Loopback;
import io.rondo.client.Pipeline;
import io.rondo.client.RedisConnection;
import io.rondo.client.RedisOptions;
import io.rondo.client.Stage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Measures the {@link References} of a cell, each for a short time after the cell itself. */
final class ReferenceRun {
  private static final int COMMANDS = 2;
  private static final String SOCKET = "socket";
  private static final String CALLER = "caller";
  private static final String BLOCK = "block";
  private static final String SPIN = "spin";

  private final LedgerSpec spec;
  private final Cell cell;
  private final StageRecorder recorder;
  private final int window;
  private final Counters clock = new Counters();

  /**
   * @param recorder of the cell
   * @param window pairs that are run at a time
   */
  ReferenceRun(LedgerSpec spec, StageRecorder recorder, int window) {
    this.spec = spec;
    this.cell = spec.cell();
    this.recorder = recorder;
    this.window = window;
  }

  References run() {
    boolean oneAtATime = !cell.scenario().isConcurrent();
    boolean compares = oneAtATime && spec.hasTwoCores() && cell.waitStrategy().equals(BLOCK);
    boolean hasRaw = oneAtATime && cell.scenario() != Scenario.SYNC_MULTI && isPlainTcp();
    return new References(
        compares ? spinServer() : null,
        recorder.size() == 0 ? null : recorder.medianNanos(Stage.SERVER),
        hasRaw ? raw() : null,
        canned(),
        loopback());
  }

  /** A plain socket speaks no TLS, and would say the password to whoever listens. */
  private boolean isPlainTcp() {
    return spec.uri().startsWith("redis://");
  }

  private @Nullable Double spinServer() {
    StageRecorder spins = new StageRecorder();
    TargetSettings settings = new TargetSettings(spec.uri(), cell.loop(), CALLER, SPIN, false);
    try (RondoInside client =
            RondoInside.open(settings, options -> options.withTrace(spec.oneIn(), spins));
        ScenarioRunner runner = ScenarioRunner.open(cell.workload(), client)) {
      nanosPerCommand(pairs -> runner.run(pairs, clock), () -> spins.record(true));
    }
    return spins.size() == 0 ? null : spins.medianNanos(Stage.SERVER);
  }

  private double raw() {
    return of(Targets.named("raw"), new TargetSettings(spec.uri(), SOCKET, CALLER, BLOCK, false));
  }

  private double canned() {
    return of(Targets.named("rondo"), LedgerRun.settings(cell, spec.cannedUri()));
  }

  private double of(TargetProvider provider, TargetSettings settings) {
    try (Target target = provider.open(settings);
        ScenarioRunner runner = ScenarioRunner.open(cell.workload(), target)) {
      return nanosPerCommand(pairs -> runner.run(pairs, clock), () -> {});
    }
  }

  /** Without a network nothing is asynchronous: workers become the places of a pipeline. */
  private @Nullable Double loopback() {
    byte[] ok = ascii("+OK\r\n");
    byte[] value = ascii("$5\r\n12345\r\n");
    byte[] both = ascii("+OK\r\n+QUEUED\r\n+QUEUED\r\n*2\r\n+OK\r\n$5\r\n12345\r\n");
    boolean multi = cell.scenario() == Scenario.SYNC_MULTI;
    try (RedisConnection redis =
        Loopback.answering(
            RedisOptions.create(), multi ? new byte[][] {both} : new byte[][] {ok, value})) {
      return nanosPerCommand(
          pairs -> {
            clock.start();
            switch (cell.scenario()) {
              case SYNC -> oneByOne(redis, pairs);
              case SYNC_MULTI -> piped(redis, pairs, 1, true);
              default -> piped(redis, pairs, cell.workers(), false);
            }
            clock.stop();
          },
          () -> {});
    }
  }

  private static void oneByOne(RedisConnection redis, int pairs) {
    for (int i = 0; i < pairs; i++) {
      redis.sync().run(Commands.TEXT.set("key", "12345"));
      redis.sync().run(Commands.TEXT.get("key"));
    }
  }

  private static void piped(RedisConnection redis, int pairs, int each, boolean multi) {
    for (int i = 0; i < pairs; i += each) {
      Pipeline pipeline = multi ? redis.transaction() : redis.pipeline();
      for (int j = 0; j < each; j++) {
        pipeline.add(Commands.TEXT.set("key", "12345"));
        pipeline.add(Commands.TEXT.get("key"));
      }
      pipeline.run();
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** The median of windows, after as much time again to warm up. */
  private double nanosPerCommand(IntConsumer run, Runnable warm) {
    long part = TimeUnit.MILLISECONDS.toNanos(spec.referenceMillis());
    long start = System.nanoTime();
    do {
      run.accept(window);
    } while (System.nanoTime() - start < part);
    warm.run();
    List<Double> windows = new ArrayList<>();
    do {
      run.accept(window);
      windows.add((double) clock.lastNanos());
    } while (System.nanoTime() - start < 2 * part);
    double[] sorted = windows.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int workers = cell.workers();
    int pairs = (window + workers - 1) / workers * workers;
    return sorted[sorted.length / 2] / pairs / COMMANDS;
  }
}
