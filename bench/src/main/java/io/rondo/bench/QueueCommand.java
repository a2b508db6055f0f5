package io.rondo.bench;

import io.rondo.bench.measure.Cores;
import io.rondo.bench.report.QueueHeadlines;
import io.rondo.bench.report.QueueTable;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Redis as a task queue, in every form, and what reliability costs. */
@Command(
    name = "queue",
    resourceBundle = "io.rondo.bench.help.queue",
    description = {
      "Measures tasks per second through a queue, from a producer by way of workers to a consumer"
          + " that checks every result.",
      "At a given address it uses keys of its own, rondo:queue:*, and refuses if there are any;"
          + " with --allow-flush it deletes them."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Main.VersionText.class,
    sortOptions = false)
final class QueueCommand implements Callable<Integer> {
  private final List<String> arguments;
  private final Interruption interruption;

  @Mixin QueueOptions options = new QueueOptions();

  @Mixin OutputOptions output = new OutputOptions();

  QueueCommand(List<String> arguments, Interruption interruption) {
    this.arguments = arguments;
    this.interruption = interruption;
  }

  @Override
  public Integer call() {
    Cores cores = Cores.ofThisMachine();
    Plan plan = QueuePlan.of(options, cores);
    QueuePlan.guard(plan, output.allowFlush);
    PlanRun run =
        new PlanRun(plan, cores, options.warmup(), options.timeBudget(), arguments, interruption);
    return run.run(
        output, results -> results.ofQueues(QueueHeadlines.of(results.rows())), QueueTable::of);
  }
}
