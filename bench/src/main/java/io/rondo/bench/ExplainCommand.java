package io.rondo.bench;

import io.rondo.bench.common.BenchException;
import io.rondo.bench.ledger.ExplainResults;
import io.rondo.bench.ledger.Headlines;
import io.rondo.bench.ledger.LedgerCsv;
import io.rondo.bench.ledger.LedgerTable;
import io.rondo.bench.measure.Cores;
import io.rondo.bench.report.Environment;
import io.rondo.bench.report.Progress;
import io.rondo.bench.report.ResultsFolder;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Where the time of a command goes, and what the difference between two cells is made of. */
@Command(
    name = "explain",
    resourceBundle = "io.rondo.bench.help.explain",
    description = {
      "Says where the time of a command goes, stage by stage, and what the difference between two"
          + " cells is made of."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Main.VersionText.class,
    sortOptions = false)
final class ExplainCommand implements Callable<Integer> {
  private final List<String> arguments;
  private final Interruption interruption;

  @Mixin ExplainOptions options = new ExplainOptions();

  @Mixin OutputOptions output = new OutputOptions();

  private @Nullable BenchException unsaved;

  ExplainCommand(List<String> arguments, Interruption interruption) {
    this.arguments = arguments;
    this.interruption = interruption;
  }

  @Override
  public Integer call() {
    Cores cores = Cores.ofThisMachine();
    List<Headlines.Pair> pairs = options.pairsToCompare();
    Plan plan = Plan.of(options, cores);
    output.guard(options.cells.servers());
    Environment environment = EnvironmentProbe.environment(arguments, cores);
    ResultsFolder folder = output.open();
    Explanation explanation =
        new Explanation(plan, options, pairs, cores, environment, interruption);
    try (Progress progress = output.progress(plan.size())) {
      explanation.run(progress, () -> save(explanation.results(), folder));
    } finally {
      conclude(explanation.results(), folder);
    }
    if (unsaved != null) {
      throw unsaved;
    }
    return explanation.results().rows().stream().anyMatch(row -> row.row().isFailed()) ? 1 : 0;
  }

  /** A disk that is full must not end a run whose table can still be shown. */
  private void save(ExplainResults results, ResultsFolder folder) {
    try {
      folder.save(results, LedgerCsv.of(results.rows()));
      unsaved = null;
    } catch (BenchException e) {
      unsaved = e;
    }
  }

  private void conclude(ExplainResults results, ResultsFolder folder) {
    boolean isEmpty = results.rows().isEmpty();
    if (!isEmpty) {
      output.print("\n" + LedgerTable.of(results));
      output.print("Results in " + folder.folder() + "\n");
    }
    folder.finish(results, isEmpty);
  }
}
