package io.rondo.bench.ledger;

import io.rondo.bench.report.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the difference between two cells is made of, in microseconds per command: what a batch
 * shares is divided by its commands, and the slowest per cent of commands is left out.
 */
public final class Headlines {
  /** Two labels of the same option: rows that differ in nothing else are compared. */
  public record Pair(String one, String other) {}

  /** What is compared unless the user says otherwise. */
  public static final List<Pair> USUAL =
      List.of(
          new Pair("nio", "epoll"),
          new Pair("epoll", "io_uring"),
          new Pair("sync", "async"),
          new Pair("loop-thread", "caller"),
          new Pair("block", "spin"));

  private static final List<Function<Row, String>> DIMENSIONS =
      List.of(
          Row::scenario,
          Row::loop,
          Row::drive,
          Row::waitStrategy,
          Row::placement,
          Row::server,
          Row::across,
          row -> String.valueOf(row.workers()),
          Row::connections,
          row -> String.valueOf(row.n()));

  private Headlines() {}

  /** A sentence for each two rows that differ in a pair's labels alone. */
  public static List<String> of(List<ExplainRow> rows, List<Pair> pairs) {
    List<String> sentences = new ArrayList<>();
    for (Pair pair : pairs) {
      for (ExplainRow one : rows) {
        for (ExplainRow other : rows) {
          if (differOnlyIn(pair, one.row(), other.row())) {
            sentence(pair, one, other).forEach(sentences::add);
          }
        }
      }
    }
    return sentences;
  }

  private static boolean differOnlyIn(Pair pair, Row one, Row other) {
    int differences = 0;
    for (Function<Row, String> dimension : DIMENSIONS) {
      String of = dimension.apply(one);
      String to = dimension.apply(other);
      if (!of.equals(to)) {
        differences++;
        if (!of.equals(pair.one()) || !to.equals(pair.other())) {
          return false;
        }
      }
    }
    return differences == 1;
  }

  private static Stream<String> sentence(Pair pair, ExplainRow one, ExplainRow other) {
    Map<StageGroup, Double> of = one.groups();
    Map<StageGroup, Double> to = other.groups();
    if (of == null || to == null) {
      return Stream.empty();
    }
    double before = of.values().stream().mapToDouble(Double::doubleValue).sum();
    double after = to.values().stream().mapToDouble(Double::doubleValue).sum();
    String parts =
        Stream.of(StageGroup.values())
            .map(
                group ->
                    group.label()
                        + " "
                        + signed(to.getOrDefault(group, 0.0) - of.getOrDefault(group, 0.0)))
            .collect(Collectors.joining(", "));
    return Stream.of(
        "%s: %s -> %s: %.2f -> %.2f us per command, %s: %s"
            .formatted(
                shared(pair, one),
                pair.one(),
                pair.other(),
                before / 1_000,
                after / 1_000,
                signed(after - before),
                parts));
  }

  /** What both rows are. */
  private static String shared(Pair pair, ExplainRow one) {
    Row row = one.row();
    return Stream.of(
            one.form(), row.loop(), row.drive(), row.waitStrategy(), row.placement(), row.across())
        .filter(label -> !label.isEmpty() && !label.equals(pair.one()))
        .collect(Collectors.joining(", "));
  }

  private static String signed(double nanos) {
    return String.format(Locale.ROOT, "%+.2f", nanos / 1_000);
  }
}
