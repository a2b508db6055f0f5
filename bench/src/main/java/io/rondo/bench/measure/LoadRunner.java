package io.rondo.bench.measure;

import io.rondo.bench.common.BenchException;
import io.rondo.bench.scenario.Connections;
import io.rondo.bench.scenario.OpenLoop;
import io.rondo.bench.scenario.ReadBack;
import io.rondo.bench.scenario.Workload;
import io.rondo.bench.target.Target;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Runs one cell in an open loop in this JVM, on a client that is warm already: a little of the
 * schedule first, for the sender's own sake, then the whole.
 */
final class LoadRunner {
  private static final int SETTLE_MILLIS = 500;
  private static final int MOST_PAIRS = 10_000;
  private static final long MOST_VALUE_BYTES = 64L << 20;

  /** The pairs of a warm-up, and who shares them: enough to have every path compiled. */
  private static final int WARM_UP_PAIRS = 5_000;

  private static final int WARM_UP_WORKERS = 50;

  /** Counters are read meanwhile. */
  private static final int READY_MILLIS = 10;

  private static final double NANOS_PER_SECOND = 1e9;

  private final Cell cell;
  private final LoadSpec load;
  private final OpenLoop<?> loop;
  private final Counters counters = new Counters();

  private LoadRunner(Cell cell, LoadSpec load, OpenLoop<?> loop) {
    this.cell = cell;
    this.load = load;
    this.loop = loop;
  }

  /** The closed loop that warms a client up for the cell. */
  static Workload warmUp(Cell cell) {
    int usual = pairs(cell, WARM_UP_PAIRS);
    int pairs = cell.link().pairs(cell.scenario(), usual, WARM_UP_WORKERS, 1);
    int workers = Workload.workersFor(pairs, WARM_UP_WORKERS);
    Connections connections =
        cell.connections() == Connections.POOL ? Connections.POOL : Connections.SHARED;
    return new Workload(
        cell.scenario(), pairs, workers, connections, true, cell.valueBytes(), 1, 1);
  }

  private static int pairs(Cell cell, int wanted) {
    long room = MOST_VALUE_BYTES / Math.max(1, cell.valueBytes());
    return (int) Math.max(1, Math.min(wanted, room));
  }

  /** Measures; the client is warm. */
  static Measurement run(ForkSpec spec, LoadSpec load, Target target, Measurement.Warmup warmup) {
    Cell cell = spec.cell();
    int workers = cell.workers();
    int pairs = (pairs(cell, MOST_PAIRS) + workers - 1) / workers * workers;
    Workload workload =
        new Workload(
            cell.scenario(), pairs, workers, cell.connections(), true, cell.valueBytes(), 1, 1);
    try (OpenLoop<?> loop = OpenLoop.open(workload, load.owner(), target)) {
      LoadRunner runner = new LoadRunner(cell, load, loop);
      try {
        return runner.measure(spec, warmup);
      } finally {
        tidy(spec, load, loop::deleteAll);
      }
    }
  }

  private Measurement measure(ForkSpec spec, Measurement.Warmup warmup) {
    settle();
    try (ReadBack server = new ReadBack(spec.uri())) {
      loop.prepare(server);
    }
    long[] offsets = offsets(load.durationMillis());
    loop.reserve(offsets.length);
    long millis = startMillis();
    long start = System.nanoTime() + nanosUntil(millis);
    sleepUntil(start);
    counters.reset();
    loop.run(offsets, start, counters);
    if (loop.sent() == 0) {
      throw new BenchException("nothing was sent: this machine had no time for the sender");
    }
    Timings timings = Timings.of(loop, 0, loop.sent());
    Load result = result(timings, offsets);
    write(result, millis, offsets);
    return measurement(warmup, timings, result);
  }

  /** The same rate for a moment; what comes of it is not looked at. */
  private void settle() {
    long millis = Math.min(SETTLE_MILLIS, load.durationMillis());
    loop.run(offsets(millis), System.nanoTime(), counters);
  }

  private long[] offsets(long millis) {
    int requests = (int) LoadSpec.requests(load.perSecond(), millis);
    return load.schedule()
        .offsetNanos(requests, TimeUnit.MILLISECONDS.toNanos(millis), load.seed());
  }

  /** When the first pair is due, in milliseconds of the epoch. */
  private long startMillis() {
    Long at = load.startAtMillis();
    long now = System.currentTimeMillis();
    if (at == null) {
      return now + READY_MILLIS;
    }
    if (at <= now) {
      throw new BenchException(
          "--start-at was over %d ms before the client was warm; give a later time, the same for all"
              .formatted(now - at));
    }
    return at;
  }

  /** The wall clock tells microseconds where the system does. */
  private static long nanosUntil(long millis) {
    Instant now = Instant.now();
    return TimeUnit.MILLISECONDS.toNanos(millis)
        - TimeUnit.SECONDS.toNanos(now.getEpochSecond())
        - now.getNano();
  }

  /** Counters are read before the first pair is due, and what they count is the schedule's. */
  private static void sleepUntil(long start) {
    long early = TimeUnit.MILLISECONDS.toNanos(READY_MILLIS);
    long left;
    while ((left = start - early - System.nanoTime()) > 0) {
      LockSupport.parkNanos(left);
    }
  }

  private Load result(Timings timings, long[] offsets) {
    long fastest = timings.response().getMinValue();
    double reached = loop.sent() * NANOS_PER_SECOND / nanos(offsets, fastest);
    LatencyMicros lateness = LatencyMicros.of(timings.lateness());
    return new Load(
        load.schedule(),
        load.seed(),
        load.perSecond(),
        reached,
        load.durationMillis(),
        loop.sent(),
        LatencyMicros.of(timings.service()),
        lateness,
        Latencies.encode(timings.service()),
        Latencies.encode(timings.lateness()),
        load.latenessBoundMicros(),
        loop.heldUp(),
        Load.whyInvalid(load, loop.sent(), reached, lateness, loop.heldUp()));
  }

  /**
   * What the pairs took in all. The last reply can't come sooner than the fastest took, so that is
   * not held against a client.
   */
  private long nanos(long[] offsets, long fastest) {
    boolean whole = loop.sent() == offsets.length;
    long end = whole ? TimeUnit.MILLISECONDS.toNanos(load.durationMillis()) : 1;
    for (int i = 0; i < loop.sent(); i++) {
      end = Math.max(end, offsets[i] + loop.responseNanos(i) - fastest);
    }
    return end;
  }

  private void write(Load result, long startMillis, long[] offsets) {
    String file = load.log();
    if (file == null) {
      return;
    }
    List<Timings> seconds = Timings.eachSecond(loop, offsets, loop.sent());
    LoadLog.write(Path.of(file), LoadLog.Header.of(cell, result, startMillis), seconds);
  }

  private Measurement measurement(Measurement.Warmup warmup, Timings timings, Load result) {
    double pairs = Math.max(1, loop.sent());
    @Nullable Long switches = counters.switches();
    Histogram response = timings.response();
    return new Measurement(
        loop.channel(),
        Throughput.of(List.of(result.reachedPerSecond())),
        LatencyMicros.of(response),
        Latencies.encode(response),
        counters.bytes() / pairs,
        counters.cpuNanos() / pairs,
        switches == null ? null : switches / pairs,
        null,
        null,
        Cores.allowedTo("self"),
        warmup,
        null,
        result,
        null);
  }

  /** Where others are at work nobody deletes every key, so each deletes its own. */
  static void tidy(ForkSpec spec, LoadSpec load, Consumer<ReadBack> deletion) {
    if (!load.owner().isEmpty()) {
      try (ReadBack server = new ReadBack(spec.uri())) {
        deletion.accept(server);
      }
    }
  }
}
