package io.rondo.bench;

import io.rondo.bench.measure.WarmupPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How long a command that measures may take. */
final class PaceOptions {
  // The JVM starts before and the table is printed after: under 30 s in all.
  private static final Duration QUICK_TIME = Duration.ofSeconds(22);

  @Option(
      names = "--time-limit",
      paramLabel = "SECONDS",
      converter = Choices.Positive.class,
      description = "Leave out the rows that do not fit into it (default: ${bundle:default.limit})")
  @Nullable Integer timeLimit;

  @Option(names = "--quick", description = "${bundle:quick}")
  boolean quick;

  /** Null where it takes what it takes. */
  @Nullable TimeBudget timeBudget() {
    return timeLimit == null ? null : new TimeBudget(Duration.ofSeconds(timeLimit));
  }

  /** The same, with a limit of its own for a quick look. */
  @Nullable TimeBudget quickTimeBudget() {
    return timeLimit == null && quick ? new TimeBudget(QUICK_TIME) : timeBudget();
  }

  WarmupPolicy warmup(WarmupPolicy usual) {
    return quick ? WarmupPolicy.QUICK : usual;
  }
}
