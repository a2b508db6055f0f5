package io.rondo.bench;

import io.rondo.bench.common.BenchException;
import io.rondo.bench.ledger.ExplainResults;
import io.rondo.bench.ledger.Headlines;
import io.rondo.bench.ledger.LedgerCsv;
import io.rondo.bench.ledger.LedgerTable;
import io.rondo.bench.measure.Cores;
import io.rondo.bench.page.ReportPage;
import io.rondo.bench.report.Environment;
import io.rondo.bench.report.Progress;
import io.rondo.bench.report.ResultsFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where the time of a command goes, and what the difference between two cells is made of. */
@Command(
    name = "explain",
    description = {
      "Says where the time of a command goes, stage by stage, and what the difference between two"
          + " cells is made of.",
      "Other defaults than run's: --scenario sync,async, --connections shared; --repeat and"
          + " --asserts off are of no use."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Main.VersionText.class,
    sortOptions = false)
final class ExplainCommand implements Callable<Integer> {
  private final List<String> arguments;
  private final Interruption interruption;

  @Spec @Nullable CommandSpec spec;

  @Mixin ExplainOptions options = new ExplainOptions();

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write results.json to this file too")
  @Nullable Path json;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Folder for results.json, results.csv and report.html (default: bench-results/<time>)")
  @Nullable Path out;

  @Option(
      names = "--allow-flush",
      description = "Let the bench delete every key in the database of a given address")
  boolean allowFlush;

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
    RunCommand.guardGivenServers(options.servers(), allowFlush);
    Environment environment = EnvironmentProbe.environment(arguments, cores);
    ResultsFolder folder = ResultsFolder.open(RunCommand.folder(out), json, ReportPage::of);
    Explanation explanation =
        new Explanation(plan, options, pairs, cores, environment, interruption);
    try (Progress progress = Progress.on(RunCommand.isTerminal(), plan.size())) {
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
      print("\n" + LedgerTable.of(results));
      print("Results in " + folder.folder() + "\n");
    }
    folder.finish(results, isEmpty);
  }

  private void print(String text) {
    PrintWriter writer = Objects.requireNonNull(spec).commandLine().getOut();
    writer.print(text);
    writer.flush();
  }
}
