package io.rondo.bench.compare;

import io.rondo.bench.measure.Calibration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What is known of an entrant so far. */
final class Standing {
  final Entrant entrant;
  final List<ForkFigures> forks = new ArrayList<>();
  private String failure;
  private @Nullable Calibration calibration;
  private String serverCores = "unknown";

  Standing(Entrant entrant) {
    this.entrant = entrant;
    this.failure = entrant.obstacle();
  }

  void add(ForkFigures figures, String cores) {
    forks.add(figures);
    serverCores = cores;
  }

  /** Keeps the first failure; figures of other blocks stay. */
  void failed(String why) {
    failure = failure.isEmpty() ? why : failure;
  }

  void calibrated(Calibration result) {
    calibration = result;
  }

  String failure() {
    return failure;
  }

  String serverCores() {
    return serverCores;
  }

  @Nullable Calibration calibration() {
    return calibration;
  }

  boolean hasFigures() {
    return !forks.isEmpty();
  }

  double medianOpsPerSecond() {
    return median(ForkFigures::opsPerSecond);
  }

  double median(ToDoubleFunction<ForkFigures> figure) {
    return Interval.median(forks.stream().map(figure::applyAsDouble).toList());
  }

  /** The ratio of throughputs to another one. */
  @Nullable Ratio to(Standing other, long seed) {
    return to(other, Figure.THROUGHPUT, seed);
  }

  /** The ratio to another one over the blocks that both have; null where there is none. */
  @Nullable Ratio to(Standing other, Figure figure, long seed) {
    List<Double> quotients = new ArrayList<>();
    for (ForkFigures fork : forks) {
      for (ForkFigures match : other.forks) {
        if (match.block() == fork.block()) {
          quotients.add(figure.quotient(fork, match));
        }
      }
    }
    return quotients.isEmpty() ? null : Ratio.ofQuotients(quotients, seed);
  }
}
