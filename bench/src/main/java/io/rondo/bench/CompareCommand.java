package io.rondo.bench;

import io.rondo.bench.common.BenchException;
import io.rondo.bench.compare.CompareResults;
import io.rondo.bench.compare.CompareTable;
import io.rondo.bench.measure.Cores;
import io.rondo.bench.report.Environment;
import io.rondo.bench.report.Progress;
import io.rondo.bench.report.ResultsFolder;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Rondo against its peers, with what can be said of the difference. */
@Command(
    name = "compare",
    resourceBundle = "io.rondo.bench.help.compare",
    description = "Measures Rondo and other clients side by side and says who is faster, if any.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.VersionText.class,
    sortOptions = false)
final class CompareCommand implements Callable<Integer> {
  private static final double SECONDS_PER_FORK = 4.5;
  private static final double SECONDS_PER_QUICK_FORK = 1.5;

  private final List<String> arguments;
  private final Interruption interruption;

  @Mixin CompareOptions options = new CompareOptions();

  @Mixin OutputOptions output = new OutputOptions();

  private @Nullable BenchException unsaved;

  CompareCommand(List<String> arguments, Interruption interruption) {
    this.arguments = arguments;
    this.interruption = interruption;
  }

  @Override
  public Integer call() {
    Cores cores = Cores.ofThisMachine();
    ComparePlan plan = ComparePlan.of(options, cores);
    output.guard(options.servers());
    Environment environment = EnvironmentProbe.environment(arguments, cores);
    ResultsFolder folder = output.open();
    long seed = options.random.seed();
    Comparison comparison = new Comparison(plan, options, seed, cores, environment, interruption);
    announce(plan, comparison, seed);
    try (Progress progress = output.progress(comparison.forks())) {
      comparison.run(progress, () -> save(comparison.results(), folder));
    } finally {
      conclude(comparison, folder);
    }
    if (unsaved != null) {
      throw unsaved;
    }
    return comparison.board().hasFailures() ? 1 : 0;
  }

  private void announce(ComparePlan plan, Comparison comparison, long seed) {
    double perFork = options.quick ? SECONDS_PER_QUICK_FORK : SECONDS_PER_FORK;
    long minutes = Math.round(Math.ceil(comparison.work() * perFork / 60));
    output.print(
        "%d cells in %d contests, %d blocks: %d forks, about %d min; seed %d%n"
            .formatted(
                plan.cells(),
                plan.contests().size(),
                options.blocks(),
                comparison.forks(),
                minutes,
                seed));
  }

  /** A disk that is full must not end a comparison whose table can still be shown. */
  private void save(CompareResults results, ResultsFolder folder) {
    try {
      folder.saveJson(results);
      unsaved = null;
    } catch (BenchException e) {
      unsaved = e;
    }
  }

  private void conclude(Comparison comparison, ResultsFolder folder) {
    CompareResults results = comparison.results();
    boolean isEmpty = comparison.board().isEmpty();
    if (!isEmpty) {
      save(results, folder);
      output.print("\n" + CompareTable.of(results));
      output.print("Results in " + folder.folder() + "\n");
    } else if (interruption.isRequested()) {
      output.print("Interrupted before a cell was done\n");
    }
    folder.finish(results, isEmpty);
  }
}
