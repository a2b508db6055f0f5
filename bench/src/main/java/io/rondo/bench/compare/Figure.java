package io.rondo.bench.compare;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What of a fork is held against others. */
enum Figure {
  THROUGHPUT(true) {
    @Override
    double of(ForkFigures fork) {
      return fork.opsPerSecond();
    }

    @Override
    List<Double> byTurn(ForkFigures fork) {
      return fork.measurement().throughput().samples();
    }
  },
  ALLOCATION(false) {
    @Override
    double of(ForkFigures fork) {
      return fork.measurement().allocatedBytesPerOp();
    }
  },
  CPU(false) {
    @Override
    double of(ForkFigures fork) {
      return fork.measurement().cpuNanosPerOp();
    }

    @Override
    List<Double> byTurn(ForkFigures fork) {
      List<Double> samples = fork.measurement().cpuSamples();
      return samples == null ? super.byTurn(fork) : samples;
    }
  };

  private final boolean moreIsBetter;

  Figure(boolean moreIsBetter) {
    this.moreIsBetter = moreIsBetter;
  }

  /** Of all turns. */
  abstract double of(ForkFigures fork);

  /** In the order of turns; one figure where time has no part in it. */
  List<Double> byTurn(ForkFigures fork) {
    return List.of(of(fork));
  }

  /**
   * The quotient of two forks: the median of those of their turns in the same round, which follow
   * each other within a moment.
   */
  final double quotient(ForkFigures of, ForkFigures to) {
    List<Double> own = byTurn(of);
    List<Double> others = byTurn(to);
    List<Double> quotients = new ArrayList<>();
    for (int round = 0; round < Math.min(own.size(), others.size()); round++) {
      quotients.add(own.get(round) / others.get(round));
    }
    return Interval.median(quotients);
  }

  boolean isMoreBetter() {
    return moreIsBetter;
  }

  @JsonValue
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
