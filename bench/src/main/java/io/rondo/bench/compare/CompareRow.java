package io.rondo.bench.compare;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.rondo.bench.measure.Calibration;
import io.rondo.bench.measure.Cell;
import io.rondo.bench.measure.Latencies;
import io.rondo.bench.measure.LatencyMicros;
import io.rondo.bench.measure.Link;
import io.rondo.bench.measure.Measurement;
import io.rondo.bench.measure.Throughput;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * One row of a comparison, as it stands in {@code results.json}; described in {@code
 * docs/results-schema.md}. Figures are medians over forks.
 *
 * @param repeat repetitions of all forks together
 * @param twin whether the row is the first of its contest once more
 * @param blocks blocks in which it has figures
 * @param unsteadyForks forks whose warm-up ended before its last windows agreed
 * @param opsPerSecond over forks, one sample each
 * @param serverCpuNanosPerOp of the server's process; null where it is not known
 * @param serverBusy the same as a part of the time: near 1, the one thread of a server is at its
 *     limit
 * @param ratio to the best peer of the contest; null for it and where there is none
 * @param bestPeer the client that the ratio is to
 * @param noise what equal cells of the contest differ by, as a factor of at least 1
 * @param failure why a fork has no figures, or why something is not known; null when nothing is
 * @param histogram latencies of all forks together, as {@link Latencies} writes them
 * @param link the way to the server; null where there is nothing in between
 */
public record CompareRow(
    String kind,
    String server,
    String client,
    String scenario,
    String loop,
    @Nullable String channel,
    String drive,
    @JsonProperty("wait") String waitStrategy,
    int workers,
    String connections,
    String placement,
    String serverCores,
    @Nullable String clientCores,
    int n,
    int repeat,
    int valueBytes,
    int batch,
    boolean verified,
    boolean twin,
    int blocks,
    int unsteadyForks,
    @Nullable Throughput opsPerSecond,
    @Nullable LatencyMicros latencyMicros,
    @Nullable Double allocatedBytesPerOp,
    @Nullable Double cpuNanosPerOp,
    @Nullable Double contextSwitchesPerOp,
    @Nullable Double serverCpuNanosPerOp,
    @Nullable Double serverBusy,
    @Nullable Double systemCallsPerOp,
    @Nullable Ratio ratio,
    @Nullable String bestPeer,
    @Nullable Double noise,
    Verdict verdict,
    @Nullable String failure,
    @Nullable String histogram,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Link link,
    @JsonIgnore Entrant entrant) {

  static final String KIND = "compare";

  /** What a contest has found out about an entrant. */
  record Judgement(
      @Nullable Ratio ratio, @Nullable String bestPeer, @Nullable Double noise, Verdict verdict) {}

  static CompareRow of(Standing standing, Judgement judgement) {
    Cell cell = standing.entrant.cell();
    List<ForkFigures> forks = standing.forks;
    Measurement last = forks.isEmpty() ? null : forks.get(forks.size() - 1).measurement();
    Calibration calibration = standing.calibration();
    return new CompareRow(
        KIND,
        cell.server(),
        cell.client(),
        cell.scenario().label(),
        cell.loop(),
        last == null ? null : last.channel(),
        cell.drive(),
        cell.waitStrategy(),
        cell.workers(),
        cell.connections().label(),
        cell.placement().label(),
        standing.serverCores(),
        last == null ? null : last.clientCores(),
        cell.n(),
        forks.stream().mapToInt(fork -> fork.measurement().throughput().samples().size()).sum(),
        cell.valueBytes(),
        cell.batch(),
        cell.asserts(),
        standing.entrant.part() == Entrant.Part.TWIN,
        forks.size(),
        (int) forks.stream().filter(CompareRow::isUnsteady).count(),
        forks.isEmpty()
            ? null
            : Throughput.of(forks.stream().map(ForkFigures::opsPerSecond).toList()),
        forks.isEmpty() ? null : latency(forks),
        median(forks, Measurement::allocatedBytesPerOp),
        median(forks, Measurement::cpuNanosPerOp),
        last == null || last.contextSwitchesPerOp() == null
            ? null
            : median(forks, CompareRow::contextSwitches),
        medianKnown(forks, CompareRow::serverCpuNanos),
        medianKnown(forks, CompareRow::serverBusy),
        calibration == null ? null : calibration.systemCallsPerOp(),
        judgement.ratio(),
        judgement.bestPeer(),
        judgement.noise(),
        judgement.verdict(),
        failure(standing),
        forks.isEmpty()
            ? null
            : Latencies.merged(forks.stream().map(fork -> fork.measurement().histogram()).toList()),
        cell.link().isDirect() ? null : cell.link(),
        standing.entrant);
  }

  private static @Nullable String failure(Standing standing) {
    Calibration calibration = standing.calibration();
    if (standing.failure().isEmpty() && calibration != null && !calibration.obstacle().isEmpty()) {
      return "system calls: " + calibration.obstacle();
    }
    return standing.failure().isEmpty() ? null : standing.failure();
  }

  private static boolean isUnsteady(ForkFigures fork) {
    Measurement.Warmup warmup = fork.measurement().warmup();
    return warmup != null && !warmup.steady();
  }

  private static double contextSwitches(Measurement measurement) {
    Double switches = measurement.contextSwitchesPerOp();
    return switches == null ? 0 : switches;
  }

  private static @Nullable Double serverCpuNanos(ForkFigures fork) {
    return fork.measurement().serverCpuNanosPerOp();
  }

  private static @Nullable Double serverBusy(ForkFigures fork) {
    return fork.measurement().serverBusy();
  }

  /** Of those forks that tell. */
  private static @Nullable Double medianKnown(
      List<ForkFigures> forks, Function<ForkFigures, @Nullable Double> figure) {
    List<Double> known = forks.stream().map(figure).filter(Objects::nonNull).toList();
    return known.isEmpty() ? null : Interval.median(known);
  }

  private static LatencyMicros latency(List<ForkFigures> forks) {
    return new LatencyMicros(
        latency(forks, LatencyMicros::p50),
        latency(forks, LatencyMicros::p90),
        latency(forks, LatencyMicros::p99),
        latency(forks, LatencyMicros::p999),
        latency(forks, LatencyMicros::max));
  }

  private static double latency(List<ForkFigures> forks, ToDoubleFunction<LatencyMicros> figure) {
    return Interval.median(
        forks.stream().map(fork -> figure.applyAsDouble(fork.measurement().latency())).toList());
  }

  private static @Nullable Double median(
      List<ForkFigures> forks, ToDoubleFunction<Measurement> figure) {
    return forks.isEmpty()
        ? null
        : Interval.median(
            forks.stream().map(fork -> figure.applyAsDouble(fork.measurement())).toList());
  }
}
