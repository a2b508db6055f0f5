package io.rondo.bench.report;

import io.rondo.bench.measure.Throughput;
import io.rondo.bench.queue.QueueFigures;
import io.rondo.bench.queue.QueueForm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What rows of queues say together: what each form costs, what is lost with a worker. */
public final class QueueHeadlines {
  private static final String LIST = QueueForm.LIST.label();

  private QueueHeadlines() {}

  /** A sentence for each setting in which a plain list and another form were measured. */
  public static List<String> of(List<Row> rows) {
    Map<String, List<Row>> settings = new LinkedHashMap<>();
    for (Row row : rows) {
      if (row.kind() == Row.Kind.WARM && row.queue() != null) {
        settings.computeIfAbsent(setting(row, row.queue()), name -> new ArrayList<>()).add(row);
      }
    }
    List<String> sentences = new ArrayList<>();
    settings.forEach(
        (setting, group) -> {
          cost(setting, group, sentences);
          losses(setting, group, sentences);
        });
    return sentences;
  }

  private static String setting(Row row, QueueFigures queue) {
    return "%s, %d workers, %s %s %s, %s, %s%s"
        .formatted(
            queue.style(),
            row.workers(),
            row.loop(),
            row.drive(),
            row.waitStrategy(),
            row.placement(),
            row.server(),
            row.across().isEmpty() ? "" : ", " + row.across());
  }

  private static void cost(String setting, List<Row> group, List<String> sentences) {
    Double list = listMedian(group);
    if (list == null || group.stream().anyMatch(QueueHeadlines::hasDead)) {
      return; // the time until a task is given again is no cost of a form
    }
    double base = list;
    String others =
        group.stream()
            .filter(row -> !form(row).equals(LIST))
            .map(row -> form(row) + " " + ratio(row.opsPerSecond(), base))
            .collect(Collectors.joining(", "));
    if (!others.isEmpty()) {
      sentences.add(setting + ": of list's tasks per second " + others);
    }
  }

  private static void losses(String setting, List<Row> group, List<String> sentences) {
    String all =
        group.stream()
            .filter(QueueHeadlines::hasDead)
            .map(QueueHeadlines::loss)
            .collect(Collectors.joining("; "));
    if (!all.isEmpty()) {
      sentences.add(setting + ", a worker killed in each repetition: " + all);
    }
  }

  private static String loss(Row row) {
    QueueFigures queue = figures(row);
    return "%s lost %d of %d, %d redelivered, %d twice"
        .formatted(
            queue.form(), queue.lost(), queue.tasks(), queue.redelivered(), queue.duplicates());
  }

  private static boolean hasDead(Row row) {
    return figures(row).workerKilled();
  }

  private static String form(Row row) {
    return figures(row).form();
  }

  private static QueueFigures figures(Row row) {
    return Objects.requireNonNull(row.queue());
  }

  private static @Nullable Double listMedian(List<Row> group) {
    for (Row row : group) {
      if (form(row).equals(LIST) && row.opsPerSecond() != null) {
        return row.opsPerSecond().median();
      }
    }
    return null;
  }

  private static String ratio(@Nullable Throughput throughput, double list) {
    return throughput == null
        ? "-"
        : String.format(Locale.ROOT, "%.2f", throughput.median() / list);
  }
}
