package io.rondo.bench;

import io.rondo.bench.common.BenchException;
import io.rondo.bench.measure.Cores;
import io.rondo.bench.measure.Load;
import io.rondo.bench.measure.LoadSpec;
import io.rondo.bench.report.LoadCurve;
import io.rondo.bench.report.LoadTable;
import io.rondo.bench.report.Progress;
import io.rondo.bench.report.Results;
import io.rondo.bench.report.ResultsFolder;
import io.rondo.bench.report.Row;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Response times at a rate that is kept whether replies come or not, and where it can't be. */
@Command(
    name = "load",
    resourceBundle = "io.rondo.bench.help.load",
    description = {
      "Starts set+get pairs at a given rate, whether earlier ones were answered or not, and says"
          + " how long they took from when they were due.",
      "With --ramp: the highest rate that is kept."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Main.VersionText.class,
    sortOptions = false)
final class LoadCommand implements Callable<Integer> {
  private final List<String> arguments;
  private final Interruption interruption;

  @Mixin LoadOptions options = new LoadOptions();

  @Mixin OutputOptions output = new OutputOptions();

  LoadCommand(List<String> arguments, Interruption interruption) {
    this.arguments = arguments;
    this.interruption = interruption;
  }

  @Override
  public Integer call() {
    Cores cores = Cores.ofThisMachine();
    Plan plan = LoadPlan.of(options, cores);
    if (options.startAt == null) {
      output.guard(options.cells.servers());
    }
    if (options.saveHistogram != null) {
      ResultsFolder.requireWritable(options.saveHistogram);
    }
    PlanRun run =
        new PlanRun(
            plan, cores, options.warmup(), options.pace.timeBudget(), arguments, interruption);
    int code =
        options.ramp
            ? run.run(
                output,
                Progress.UNKNOWN,
                LoadPlan.ramp(options.duration(), new HashMap<>()),
                LoadCommand::results,
                LoadTable::of)
            : run.run(output, LoadCommand::results, LoadTable::of);
    requireAValidRow(run.rows());
    return code;
  }

  private static Results results(Results results) {
    return results.underLoad(
        LoadCurve.of(results.rows()).stream().map(LoadCurve::headline).toList());
  }

  /** Response times of a rate that was not kept are of no use: where all are such, say so. */
  private static void requireAValidRow(List<Row> rows) {
    List<Load> loads = rows.stream().map(Row::load).flatMap(Stream::ofNullable).toList();
    if (loads.isEmpty() || loads.stream().anyMatch(Load::isValid)) {
      return;
    }
    Load best =
        loads.stream().max(Comparator.comparingDouble(Load::reachedPerSecond)).orElseThrow();
    throw new BenchException(
        "no rate was kept: of %s asked %s were reached (%s); ask for less, or find what can be kept with --ramp --rate %s"
            .formatted(
                LoadSpec.rate(best.askedPerSecond()),
                LoadSpec.rate(Math.rint(best.reachedPerSecond())),
                Objects.requireNonNull(best.invalid()),
                LoadSpec.rate(Math.max(1, Math.rint(best.reachedPerSecond() / 4)))));
  }
}
