package io.rondo.bench;

import io.rondo.bench.common.BenchException;
import io.rondo.bench.measure.Cores;
import io.rondo.bench.measure.WarmupPolicy;
import io.rondo.bench.report.Progress;
import io.rondo.bench.report.Results;
import io.rondo.bench.report.ResultsFolder;
import io.rondo.bench.report.Row;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Runs a plan and keeps its rows: files after each one, table and report however it ends. */
final class PlanRun {
  private final Study study;
  private final int cells;
  private final Interruption interruption;
  private @Nullable BenchException unsaved;

  PlanRun(
      Plan plan,
      Cores cores,
      WarmupPolicy warmup,
      @Nullable TimeBudget budget,
      List<String> arguments,
      Interruption interruption) {
    this.cells = plan.size();
    this.interruption = interruption;
    this.study =
        new Study(
            plan,
            cores,
            warmup,
            budget,
            EnvironmentProbe.environment(arguments, cores),
            interruption);
  }

  /**
   * Runs it.
   *
   * @param as what the rows are the result of
   * @return the exit code
   */
  int run(OutputOptions output, UnaryOperator<Results> as, Function<Results, String> table) {
    return run(output, cells, Study.NOTHING_FOLLOWS, as, table);
  }

  /**
   * Runs it, and what follows from its rows.
   *
   * @param expected how many cells that will be
   */
  int run(
      OutputOptions output,
      int expected,
      Study.Following following,
      UnaryOperator<Results> as,
      Function<Results, String> table) {
    ResultsFolder folder = output.open();
    try (Progress progress = output.progress(expected)) {
      study.run(progress, following, results -> save(as.apply(results), folder));
    } finally {
      conclude(as.apply(study.results()), folder, table, output);
    }
    if (unsaved != null) {
      throw unsaved;
    }
    return study.results().rows().stream().anyMatch(Row::isFailed) ? 1 : 0;
  }

  /** What is done so far. */
  List<Row> rows() {
    return study.results().rows();
  }

  /** A disk that is full must not end a run whose table can still be shown. */
  private void save(Results results, ResultsFolder folder) {
    try {
      folder.save(results);
      unsaved = null;
    } catch (BenchException e) {
      unsaved = e;
    }
  }

  private void conclude(
      Results results,
      ResultsFolder folder,
      Function<Results, String> table,
      OutputOptions output) {
    if (!results.rows().isEmpty()) {
      output.print(table.apply(results));
      output.print("Results in " + folder.folder() + "\n");
    } else if (interruption.isRequested()) {
      output.print("Interrupted before a row was done\n");
    }
    folder.finish(results);
  }
}
