package io.rondo.bench;

import io.rondo.bench.measure.Cores;
import io.rondo.bench.page.ReportPage;
import io.rondo.bench.report.ResultsFolder;
import io.rondo.bench.report.SweepTable;
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

/** Throughput over the number of workers, as in 2017, or over something else that has a size. */
@Command(
    name = "sweep",
    description = "Measures over workers, pipeline depth, value size, connections or threads.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.VersionText.class,
    sortOptions = false)
final class SweepCommand implements Callable<Integer> {
  private final List<String> arguments;
  private final Interruption interruption;

  @Spec @Nullable CommandSpec spec;

  @Mixin SweepOptions options = new SweepOptions();

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write results.json to this file too")
  @Nullable Path json;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Folder for results.json, results.csv, .hgrm and report.html, instead of those of an"
              + " earlier run (default: bench-results/<time>)")
  @Nullable Path out;

  @Option(
      names = "--allow-flush",
      description = "Let the bench delete every key in the database of a given address")
  boolean allowFlush;

  SweepCommand(List<String> arguments, Interruption interruption) {
    this.arguments = arguments;
    this.interruption = interruption;
  }

  @Override
  public Integer call() {
    Cores cores = Cores.ofThisMachine();
    Plan plan = SweepPlan.of(options, cores);
    RunCommand.guardGivenServers(List.of(options.server), allowFlush);
    PlanRun run = new PlanRun(plan, cores, options.warmup(), null, arguments, interruption);
    return run.run(
        ResultsFolder.open(RunCommand.folder(out), json, ReportPage::of),
        results -> results.sweptOver(options.over),
        SweepTable::of,
        this::print);
  }

  private void print(String text) {
    PrintWriter writer = Objects.requireNonNull(spec).commandLine().getOut();
    writer.print(text);
    writer.flush();
  }
}
