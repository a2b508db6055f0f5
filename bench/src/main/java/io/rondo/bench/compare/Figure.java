package io.rondo.bench.compare;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What of a fork is held against others. */
enum Figure {
  THROUGHPUT(true) {
    @Override
    double of(ForkFigures fork) {
      return fork.opsPerSecond();
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
  };

  private final boolean moreIsBetter;

  Figure(boolean moreIsBetter) {
    this.moreIsBetter = moreIsBetter;
  }

  abstract double of(ForkFigures fork);

  boolean isMoreBetter() {
    return moreIsBetter;
  }

  @JsonValue
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
