package io.rondo.bench.report;

import io.rondo.bench.measure.LatencyMicros;
import io.rondo.bench.measure.Throughput;
import io.rondo.bench.queue.QueueFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The columns of the table on the terminal.
 *
 * @param always whether the column is shown even if all rows say the same
 */
record Column(String heading, boolean always, Function<Row, String> text) {
  private static final String NONE = "-";

  /** What tells rows apart. */
  static List<Column> ofCells() {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("scenario", true, Row::scenario));
    columns.add(new Column(">workers", false, row -> String.valueOf(row.workers())));
    columns.add(new Column("connections", false, Row::connections));
    columns.add(new Column("loop", true, Row::loop));
    columns.add(new Column("drive", false, Row::drive));
    columns.add(new Column("wait", false, Row::waitStrategy));
    columns.add(new Column("placement", false, Row::placement));
    columns.add(new Column("network", false, row -> row.link() == null ? "direct" : row.across()));
    columns.add(new Column("client", false, Row::client));
    columns.add(new Column("server", false, Row::server));
    columns.add(new Column(">n", false, row -> String.valueOf(row.n())));
    columns.add(new Column(">repeat", false, row -> String.valueOf(row.repeat())));
    columns.add(new Column("verified", false, row -> row.verified() ? "yes" : "after"));
    return columns;
  }

  /** The figures of warm rows. */
  static List<Column> ofFigures() {
    List<Column> columns = new ArrayList<>(ofThroughput());
    columns.addAll(ofCosts());
    columns.add(new Column("", true, Column::mark));
    columns.add(original(">2017 best", Original2017::best));
    columns.add(original(">worst", Original2017::worst));
    columns.add(original(">stdev", Original2017::stdev));
    columns.add(
        new Column(
            "function",
            true,
            row -> Original2017.reproducedBy(row).map(Original2017::function).orElse("")));
    return columns;
  }

  /** The figures of warm rows of queues. */
  static List<Column> ofQueues() {
    List<Column> columns = new ArrayList<>(ofThroughput());
    columns.addAll(ofCosts());
    columns.add(queue("promise", row -> row.delivery()));
    columns.add(queue(">lost", row -> row.lost()));
    columns.add(queue(">redelivered", row -> row.redelivered()));
    columns.add(queue(">twice", row -> row.duplicates()));
    columns.add(new Column("", true, Column::mark));
    return columns;
  }

  private static Column queue(String heading, Function<QueueFigures, Object> figure) {
    return new Column(
        heading,
        true,
        row -> row.queue() == null ? NONE : String.valueOf(figure.apply(row.queue())));
  }

  private static List<Column> ofThroughput() {
    return List.of(
        throughput(">best", Throughput::best),
        throughput(">worst", Throughput::worst),
        new Column(">stdev", true, Column::stdev),
        throughput(">median", Throughput::median));
  }

  /**
   * The figures of cold rows: one run has no best and worst.
   *
   * @param op what is counted
   */
  static List<Column> ofColdFigures(String op) {
    List<Column> columns = new ArrayList<>();
    columns.add(throughput(">" + op + "/s", Throughput::best));
    columns.addAll(ofCosts());
    columns.add(new Column("", true, row -> "cold"));
    return columns;
  }

  private static List<Column> ofCosts() {
    return List.of(
        latency(">p50 us", LatencyMicros::p50),
        latency(">p99 us", LatencyMicros::p99),
        latency(">p99.9 us", LatencyMicros::p999),
        latency(">max us", LatencyMicros::max),
        new Column(">B/op", true, row -> number(row.allocatedBytesPerOp(), 1, 0)),
        new Column(">CPU us/op", true, row -> number(row.cpuNanosPerOp(), 1_000, 2)));
  }

  private static Column throughput(String heading, ToDoubleFunction<Throughput> figure) {
    return new Column(
        heading,
        true,
        row ->
            row.opsPerSecond() == null
                ? NONE
                : number(figure.applyAsDouble(row.opsPerSecond()), 1, 0));
  }

  private static String stdev(Row row) {
    return row.opsPerSecond() == null ? NONE : number(row.opsPerSecond().stdev(), 1, 0);
  }

  private static Column latency(String heading, ToDoubleFunction<LatencyMicros> figure) {
    return new Column(
        heading,
        true,
        row ->
            row.latencyMicros() == null
                ? NONE
                : number(figure.applyAsDouble(row.latencyMicros()), 1, 1));
  }

  private static Column original(String heading, ToDoubleFunction<Original2017> figure) {
    return new Column(
        heading,
        true,
        row -> {
          Optional<Original2017> original = Original2017.reproducedBy(row);
          return original.isEmpty() ? "" : number(figure.applyAsDouble(original.get()), 1, 0);
        });
  }

  private static String mark(Row row) {
    if (row.isFailed()) {
      return "FAILED";
    }
    if (row.isLeftOut()) {
      return "left out";
    }
    return row.isUnsteady() ? "unsteady" : "";
  }

  private static String number(@Nullable Double value, int divisor, int decimals) {
    return value == null
        ? NONE
        : String.format(Locale.ROOT, "%." + decimals + "f", value / divisor);
  }

  String name() {
    return heading.replaceFirst("^>", "");
  }
}
