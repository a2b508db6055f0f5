package io.rondo.bench;

import io.rondo.bench.measure.Cores;
import io.rondo.bench.report.SweepTable;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Throughput over the number of workers, as in 2017, or over something else that has a size. */
@Command(
    name = "sweep",
    resourceBundle = "io.rondo.bench.help.sweep",
    description =
        "Measures over workers, pipeline depth, value size, connections, threads or round trip time.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.VersionText.class,
    sortOptions = false)
final class SweepCommand implements Callable<Integer> {
  private final List<String> arguments;
  private final Interruption interruption;

  @Mixin SweepOptions options = new SweepOptions();

  @Mixin OutputOptions output = new OutputOptions();

  SweepCommand(List<String> arguments, Interruption interruption) {
    this.arguments = arguments;
    this.interruption = interruption;
  }

  @Override
  public Integer call() {
    Cores cores = Cores.ofThisMachine();
    Plan plan = SweepPlan.of(options, cores);
    output.guard(options.cells.servers());
    PlanRun run =
        new PlanRun(
            plan, cores, options.warmup(), options.pace.timeBudget(), arguments, interruption);
    return run.run(output, results -> results.sweptOver(options.over()), SweepTable::of);
  }
}
