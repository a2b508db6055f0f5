package io.rondo.bench.queue;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which queue is measured.
 *
 * @param killWorker whether in each pass the worker that takes the first task of the second half
 *     dies with it
 */
public record QueueWork(QueueForm form, QueueStyle style, boolean killWorker) {
  private static final String PREFIX = "queue-";
  private static final String KILL = "-kill";

  /** The scenario of a row, for instance {@code queue-list-async}. */
  public String label() {
    return PREFIX + form.label() + "-" + style.label() + (killWorker ? KILL : "");
  }

  /** Whether a row's scenario is a queue. */
  public static boolean isLabel(String scenario) {
    return scenario.startsWith(PREFIX);
  }

  /** What {@link #label} says; empty where it says something else. */
  public static Optional<QueueWork> parse(String scenario) {
    return Stream.of(QueueForm.values())
        .flatMap(form -> Stream.of(QueueStyle.values()).flatMap(style -> both(form, style)))
        .filter(work -> work.label().equals(scenario))
        .findFirst();
  }

  private static Stream<QueueWork> both(QueueForm form, QueueStyle style) {
    return Stream.of(new QueueWork(form, style, false), new QueueWork(form, style, true));
  }
}
