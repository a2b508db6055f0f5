package io.rondo.bench.queue;

/**
 * What became of the tasks of all measured repetitions; described in {@code
 * docs/results-schema.md}. Labels are texts, as in the row around it.
 *
 * @param delivery what the form promises of a task whose worker dies
 * @param workerKilled whether in each repetition a worker died with a task in hand
 * @param tasks that the producer has sent
 * @param done tasks whose result the consumer has got and found right
 * @param lost tasks without a result
 * @param redelivered how often a task was given to a worker again
 * @param duplicates results that came again
 */
public record QueueFigures(
    String form,
    String style,
    String delivery,
    boolean workerKilled,
    long tasks,
    long done,
    long lost,
    long redelivered,
    long duplicates) {

  static QueueFigures none(QueueWork work) {
    return new QueueFigures(
        work.form().label(),
        work.style().label(),
        work.form().delivery(),
        work.killWorker(),
        0,
        0,
        0,
        0,
        0);
  }

  /** With those of another pass. */
  QueueFigures plus(Pass pass) {
    return new QueueFigures(
        form,
        style,
        delivery,
        workerKilled,
        tasks + pass.tasks(),
        done + pass.done(),
        lost + pass.tasks() - pass.done(),
        redelivered + pass.redelivered(),
        duplicates + pass.duplicates());
  }
}
