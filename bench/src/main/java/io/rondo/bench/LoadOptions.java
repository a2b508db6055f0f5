package io.rondo.bench;

import io.rondo.bench.common.BenchException;
import io.rondo.bench.measure.WarmupPolicy;
import io.rondo.bench.scenario.Connections;
import io.rondo.bench.scenario.Scenario;
import io.rondo.bench.scenario.Schedule;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say who is put under what load; lists are separated by commas. */
final class LoadOptions {
  private static final Duration OF_A_ROW = Duration.ofSeconds(30);
  private static final Duration OF_A_STEP = Duration.ofSeconds(5);
  private static final Duration QUICK = Duration.ofSeconds(2);
  private static final double FIRST_OF_A_RAMP = 1_000;

  @Mixin CellOptions cells = new CellOptions();

  @Mixin PaceOptions pace = new PaceOptions();

  @Mixin SeedOption random = new SeedOption();

  @Option(
      names = "--rate",
      split = ",",
      paramLabel = "RATE",
      converter = Choices.Rate.class,
      description =
          "Set+get pairs to start per second: 20000/s, 20k/s; of a ramp the first one (default:"
              + " 1000/s there)")
  @Nullable List<Double> rates;

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      converter = Choices.Time.class,
      description =
          "How long, with a unit: 30s, 2m (default: 30s, in a ramp 5s for each rate; 2s with"
              + " --quick)")
  @Nullable Duration duration;

  @Option(
      names = "--ramp",
      description =
          "Double the rate until it is not kept, then close in on the knee: the highest that is")
  boolean ramp;

  @Option(
      names = "--schedule",
      paramLabel = "NAME",
      converter = Choices.ScheduleChoice.class,
      description =
          "When pairs are due, known beforehand: fixed, equally far apart; poisson, at random"
              + " (default: fixed)")
  Schedule schedule = Schedule.FIXED;

  @Option(
      names = "--lateness",
      paramLabel = "TIME",
      converter = Choices.Time.class,
      description =
          "A row is invalid where more than one pair in a hundred was sent later than that after"
              + " it was due (default: 1ms)")
  Duration lateness = Duration.ofMillis(1);

  @Option(
      names = "--client",
      split = ",",
      paramLabel = "NAME",
      description = "rondo, lettuce, vertx, redisson, glide (default: rondo)")
  @Nullable List<String> clients;

  @Option(
      names = "--scenario",
      split = ",",
      paramLabel = "NAME",
      converter = Choices.AnyScenario.class,
      description = "async: SET, then GET; async-pipe: both in one pipeline (default: async)")
  @Nullable List<Scenario> scenarios;

  @Option(
      names = "--connections",
      split = ",",
      paramLabel = "FORM",
      converter = Choices.ConnectionsChoice.class,
      description =
          "shared: pairs go over one; per-worker: over one per worker, in turn (default: shared)")
  @Nullable List<Connections> connections;

  @Option(
      names = "--workers",
      split = ",",
      paramLabel = "COUNT",
      converter = Choices.Positive.class,
      description = "How many with --connections per-worker (default: 100)")
  @Nullable List<Integer> workers;

  @Option(
      names = "--value-size",
      split = ",",
      paramLabel = "SIZE",
      converter = Choices.ValueSize.class,
      description = "original (the index as text) or bytes: 16, 1K, 64K, 1M (default: original)")
  @Nullable List<Integer> valueSizes;

  @Option(
      names = "--start-at",
      paramLabel = "MOMENT",
      converter = Choices.Moment.class,
      description =
          "When the first pair is due: 2026-11-23T18:00:00Z or seconds of the epoch, the same for"
              + " the generators on all hosts; a given server is then not flushed, own keys are"
              + " deleted (default: as soon as the client is warm)")
  @Nullable Instant startAt;

  @Option(
      names = "--save-histogram",
      paramLabel = "FILE",
      description = "Write an HdrHistogram log, which 'merge' adds to those of other hosts")
  @Nullable Path saveHistogram;

  List<String> clients() {
    return Choices.given(clients, List.of("rondo"));
  }

  List<Scenario> scenarios() {
    List<Scenario> chosen = Choices.given(scenarios, List.of(Scenario.ASYNC));
    for (Scenario scenario : chosen) {
      if (!scenario.isAsync()) {
        throw new BenchException(
            "--scenario "
                + scenario.label()
                + " can't keep a schedule: its callers wait for replies; choose async or async-pipe");
      }
    }
    return chosen;
  }

  List<String> loops() {
    return Choices.given(cells.loops, List.of(Plan.BEST_LOOP));
  }

  List<String> drives() {
    return Choices.given(cells.drives, List.of("loop-thread"));
  }

  List<Connections> connections() {
    return Choices.given(connections, List.of(Connections.SHARED));
  }

  List<Integer> workers() {
    return Choices.given(workers, List.of(100));
  }

  List<Integer> valueSizes() {
    return Choices.given(valueSizes, List.of(0));
  }

  List<Double> rates() {
    if (rates == null && !ramp) {
      throw new BenchException("load needs a rate, such as --rate 20000/s, or --ramp to find one");
    }
    List<Double> all = Choices.given(rates, List.of(FIRST_OF_A_RAMP));
    if (ramp && all.size() > 1) {
      throw new BenchException("a ramp begins with one --rate, " + all.size() + " are given");
    }
    return all;
  }

  Duration duration() {
    return duration != null ? duration : pace.quick ? QUICK : ramp ? OF_A_STEP : OF_A_ROW;
  }

  WarmupPolicy warmup() {
    return pace.warmup(WarmupPolicy.FIXED);
  }
}
