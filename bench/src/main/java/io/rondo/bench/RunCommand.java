package io.rondo.bench;

import io.rondo.bench.measure.Cores;
import io.rondo.bench.python.LoopRatios;
import io.rondo.bench.report.ResultTable;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The study of 2017: every scenario over every loop, as a table and as files. */
@Command(
    name = "run",
    resourceBundle = "io.rondo.bench.help.run",
    description = "Measures set+get pairs; the default command.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.VersionText.class,
    sortOptions = false)
final class RunCommand implements Callable<Integer> {
  private final List<String> arguments;
  private final Interruption interruption;

  @Mixin RunOptions options = new RunOptions();

  @Mixin OutputOptions output = new OutputOptions();

  @Option(names = "--list", description = "Print what this machine can run, and why not the rest")
  boolean list;

  RunCommand(List<String> arguments, Interruption interruption) {
    this.arguments = arguments;
    this.interruption = interruption;
  }

  @Override
  public Integer call() {
    Cores cores = Cores.ofThisMachine();
    if (list) {
      output.print(Listing.of(cores));
      return 0;
    }
    Plan plan = Plan.of(options, cores);
    output.guard(options.cells.servers());
    PlanRun run =
        new PlanRun(plan, cores, options.warmup(), options.timeBudget(), arguments, interruption);
    return run.run(
        output,
        LoopRatios::headlined,
        results -> ResultTable.of(results) + LoopRatios.table(results));
  }
}
