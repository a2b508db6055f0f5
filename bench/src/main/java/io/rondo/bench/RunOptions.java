package io.rondo.bench;

import io.rondo.bench.measure.WarmupPolicy;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@link StudyOptions} and what only matters where repetitions are measured. */
final class RunOptions extends StudyOptions {
  @Option(
      names = "--client",
      split = ",",
      paramLabel = "NAME",
      description =
          "rondo; python: redis-py on asyncio and uvloop, where this machine has them (default:"
              + " rondo)")
  @Nullable List<String> clients;

  @Option(
      names = "--repeat",
      split = ",",
      paramLabel = "TIMES",
      converter = Choices.Positive.class,
      description = "Measured repetitions (default: 5; 3 with --quick)")
  @Nullable List<Integer> repeats;

  @Option(
      names = "--asserts",
      arity = "1",
      split = ",",
      paramLabel = "on|off",
      converter = Choices.OnOff.class,
      description = "off: compare fetched values after the timed region, not inside (default: on)")
  @Nullable List<Boolean> asserts;

  @Override
  List<String> clients() {
    return Choices.given(clients, super.clients());
  }

  @Override
  List<Integer> repeats() {
    return Choices.given(repeats, List.of(pace.quick ? 3 : 5));
  }

  @Override
  List<Boolean> asserts() {
    return Choices.given(asserts, super.asserts());
  }

  /** How long it all may take; null where it takes what it takes. */
  @Nullable TimeBudget timeBudget() {
    return pace.quickTimeBudget();
  }

  WarmupPolicy warmup() {
    return pace.warmup(WarmupPolicy.THOROUGH);
  }
}
