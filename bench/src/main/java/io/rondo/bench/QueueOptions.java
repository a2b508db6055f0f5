package io.rondo.bench;

import io.rondo.bench.common.BenchException;
import io.rondo.bench.measure.Link;
import io.rondo.bench.measure.WarmupPolicy;
import io.rondo.bench.queue.QueueForm;
import io.rondo.bench.queue.QueueStyle;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say which queues are run; lists are separated by commas. */
final class QueueOptions {
  @Option(
      names = "--form",
      split = ",",
      paramLabel = "NAME",
      converter = Choices.QueueFormChoice.class,
      description =
          "list: LPUSH, BLPOP; list-fifo: LPUSH, BRPOP; pubsub; blmove: BLMOVE, LREM; streams:"
              + " XADD, XREADGROUP, XACK (default: all; no list-fifo with --quick)")
  @Nullable List<QueueForm> forms;

  @Option(
      names = "--style",
      split = ",",
      paramLabel = "NAME",
      converter = Choices.QueueStyleChoice.class,
      description =
          "async: producer, workers and consumer are chains of completions; threads: threads that"
              + " make blocking calls (default: both)")
  @Nullable List<QueueStyle> styles;

  @Option(
      names = "--workers",
      split = ",",
      paramLabel = "COUNT",
      converter = Choices.Positive.class,
      description = "Workers, each with a connection of its own (default: 2)")
  @Nullable List<Integer> workers;

  @Option(
      names = "-n",
      paramLabel = "TASKS",
      converter = Choices.Positive.class,
      description = "Tasks of one repetition (default: 20000; 1000 with --quick)")
  @Nullable Integer tasks;

  @Option(
      names = "--repeat",
      paramLabel = "TIMES",
      converter = Choices.Positive.class,
      description = "Measured repetitions (default: 5; 3 with --quick)")
  @Nullable Integer repeat;

  @Option(
      names = "--kill-worker",
      description =
          "In the middle of each repetition a worker dies with a task in hand, its connection with"
              + " it: shows what is lost, and what is given to another one")
  boolean killWorker;

  @Mixin CellOptions cells = new CellOptions();

  @Mixin PaceOptions pace = new PaceOptions();

  List<QueueForm> forms() {
    List<QueueForm> usual =
        pace.quick
            ? List.of(QueueForm.LIST, QueueForm.PUBSUB, QueueForm.BLMOVE, QueueForm.STREAMS)
            : List.of(QueueForm.values());
    return Choices.given(forms, usual);
  }

  List<QueueStyle> styles() {
    return Choices.given(styles, List.of(QueueStyle.values()));
  }

  /** Those of the command line; null for all, or the best one. */
  @Nullable List<String> loops() {
    return cells.loops(pace.quick);
  }

  List<String> drives(QueueStyle style) {
    return Choices.given(
        cells.drives, List.of(style == QueueStyle.ASYNC ? "loop-thread" : "caller"));
  }

  List<Integer> workers() {
    List<Integer> wanted = Choices.given(workers, List.of(2));
    if (killWorker && wanted.contains(1)) {
      throw new BenchException(
          "--kill-worker with --workers 1 leaves nobody to do the rest: give at least 2 workers");
    }
    return wanted;
  }

  /** Fewer than usual over a long way; what the user asked for is done. */
  int tasks(Link link, int workers) {
    int least = killWorker ? 2 * workers : 1;
    if (tasks == null) {
      int usual = pace.quick ? 1_000 : 20_000;
      return Math.max(least, link.tasks(usual, workers));
    }
    if (tasks < least) {
      throw new BenchException(
          "-n %d are too few tasks for a worker to die in the middle: give at least %d, two per worker"
              .formatted(tasks, least));
    }
    return tasks;
  }

  int repeat() {
    return repeat != null ? repeat : pace.quick ? 3 : 5;
  }

  /** How long it all may take; null where it takes what it takes. */
  @Nullable TimeBudget timeBudget() {
    return pace.quickTimeBudget();
  }

  WarmupPolicy warmup() {
    return pace.warmup(WarmupPolicy.THOROUGH);
  }
}
