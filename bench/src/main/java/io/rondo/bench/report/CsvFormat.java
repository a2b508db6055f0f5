package io.rondo.bench.report;

import io.rondo.bench.measure.LatencyMicros;
import io.rondo.bench.measure.Load;
import io.rondo.bench.queue.QueueFigures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows as comma-separated values (RFC 4180), one a line, under a header; empty where unknown. All
 * figures of a row but its histograms.
 */
public final class CsvFormat {
  private static final Map<String, Function<Row, @Nullable Object>> COLUMNS = columns();
  private static final Map<String, Function<Row, @Nullable Object>> OF_QUEUE = ofQueue();
  private static final Map<String, Function<Row, @Nullable Object>> OF_LOAD = ofLoad();

  private CsvFormat() {}

  private static Map<String, Function<Row, @Nullable Object>> columns() {
    Map<String, Function<Row, @Nullable Object>> columns = new LinkedHashMap<>();
    columns.put("kind", row -> row.kind().label());
    columns.put("server", Row::server);
    columns.put("client", Row::client);
    columns.put("scenario", Row::scenario);
    columns.put("loop", Row::loop);
    columns.put("channel", Row::channel);
    columns.put("drive", Row::drive);
    columns.put("wait", Row::waitStrategy);
    columns.put("workers", Row::workers);
    columns.put("connections", Row::connections);
    columns.put("placement", Row::placement);
    columns.put("serverCores", Row::serverCores);
    columns.put("clientCores", Row::clientCores);
    columns.put("n", Row::n);
    columns.put("repeat", Row::repeat);
    columns.put("valueBytes", Row::valueBytes);
    columns.put("batch", Row::batch);
    columns.put("connectionCount", Row::connectionCount);
    columns.put("verified", Row::verified);
    columns.put("steady", Row::steady);
    warmup(columns);
    throughput(columns);
    latency(columns);
    columns.put("allocatedBytesPerOp", Row::allocatedBytesPerOp);
    columns.put("cpuNanosPerOp", Row::cpuNanosPerOp);
    columns.put("network", row -> row.link() == null ? null : row.link().network().label());
    columns.put("rttMicros", row -> row.link() == null ? null : row.link().rttMicros());
    columns.put("failure", Row::failure);
    return columns;
  }

  private static void warmup(Map<String, Function<Row, @Nullable Object>> columns) {
    columns.put("warmupWindows", row -> row.warmup() == null ? null : row.warmup().windows());
    columns.put("warmupPairs", row -> row.warmup() == null ? null : row.warmup().pairs());
    columns.put("warmupMillis", row -> row.warmup() == null ? null : row.warmup().millis());
  }

  private static void throughput(Map<String, Function<Row, @Nullable Object>> columns) {
    columns.put("best", row -> row.opsPerSecond() == null ? null : row.opsPerSecond().best());
    columns.put("worst", row -> row.opsPerSecond() == null ? null : row.opsPerSecond().worst());
    columns.put("mean", row -> row.opsPerSecond() == null ? null : row.opsPerSecond().mean());
    columns.put("median", row -> row.opsPerSecond() == null ? null : row.opsPerSecond().median());
    columns.put("stdev", row -> row.opsPerSecond() == null ? null : row.opsPerSecond().stdev());
    columns.put("samples", CsvFormat::samples);
  }

  private static @Nullable String samples(Row row) {
    return row.opsPerSecond() == null
        ? null
        : row.opsPerSecond().samples().stream()
            .map(String::valueOf)
            .collect(Collectors.joining(";"));
  }

  private static void latency(Map<String, Function<Row, @Nullable Object>> columns) {
    columns.putAll(part(Row::latencyMicros, percentiles("")));
  }

  private static Map<String, Function<LatencyMicros, @Nullable Object>> percentiles(String of) {
    Map<String, Function<LatencyMicros, @Nullable Object>> columns = new LinkedHashMap<>();
    columns.put(name(of, "p50Micros"), LatencyMicros::p50);
    columns.put(name(of, "p90Micros"), LatencyMicros::p90);
    columns.put(name(of, "p99Micros"), LatencyMicros::p99);
    columns.put(name(of, "p999Micros"), LatencyMicros::p999);
    columns.put(name(of, "maxMicros"), LatencyMicros::max);
    return columns;
  }

  private static String name(String of, String figure) {
    return of.isEmpty()
        ? figure
        : of + figure.substring(0, 1).toUpperCase(Locale.ROOT) + figure.substring(1);
  }

  private static Map<String, Function<Row, @Nullable Object>> ofQueue() {
    Map<String, Function<QueueFigures, @Nullable Object>> columns = new LinkedHashMap<>();
    columns.put("form", QueueFigures::form);
    columns.put("style", QueueFigures::style);
    columns.put("delivery", QueueFigures::delivery);
    columns.put("workerKilled", QueueFigures::workerKilled);
    columns.put("tasks", QueueFigures::tasks);
    columns.put("done", QueueFigures::done);
    columns.put("lost", QueueFigures::lost);
    columns.put("redelivered", QueueFigures::redelivered);
    columns.put("duplicates", QueueFigures::duplicates);
    return part(Row::queue, columns);
  }

  private static Map<String, Function<Row, @Nullable Object>> ofLoad() {
    Map<String, Function<Load, @Nullable Object>> columns = new LinkedHashMap<>();
    columns.put("schedule", load -> load.schedule().label());
    columns.put("seed", Load::seed);
    columns.put("askedPerSecond", Load::askedPerSecond);
    columns.put("reachedPerSecond", Load::reachedPerSecond);
    columns.put("durationMillis", Load::durationMillis);
    columns.put("requests", Load::requests);
    percentiles("service")
        .forEach((name, figure) -> columns.put(name, load -> figure.apply(load.service())));
    percentiles("lateness")
        .forEach((name, figure) -> columns.put(name, load -> figure.apply(load.lateness())));
    columns.put("latenessBoundMicros", Load::latenessBoundMicros);
    columns.put("heldUp", Load::heldUp);
    columns.put("invalid", Load::invalid);
    return part(Row::load, columns);
  }

  /** Columns of a part that not all rows have. */
  private static <T> Map<String, Function<Row, @Nullable Object>> part(
      Function<Row, @Nullable T> part, Map<String, Function<T, @Nullable Object>> columns) {
    Map<String, Function<Row, @Nullable Object>> ofRow = new LinkedHashMap<>();
    columns.forEach(
        (name, figure) ->
            ofRow.put(
                name,
                row -> {
                  T value = part.apply(row);
                  return value == null ? null : figure.apply(value);
                }));
    return ofRow;
  }

  /** The lines; with columns of their own where rows are of queues or of an open loop. */
  static String of(List<Row> rows) {
    Map<String, Function<Row, @Nullable Object>> columns = new LinkedHashMap<>(COLUMNS);
    if (rows.stream().anyMatch(row -> row.queue() != null)) {
      columns.putAll(OF_QUEUE);
    }
    if (rows.stream().anyMatch(row -> row.load() != null)) {
      columns.putAll(OF_LOAD);
    }
    StringBuilder lines = new StringBuilder(line(List.copyOf(columns.keySet())));
    for (Row row : rows) {
      List<@Nullable Object> fields = new ArrayList<>();
      columns.values().forEach(column -> fields.add(column.apply(row)));
      lines.append(line(fields));
    }
    return lines.toString();
  }

  /** One line with its end. */
  public static String line(List<? extends @Nullable Object> fields) {
    return fields.stream().map(CsvFormat::field).collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String field(@Nullable Object value) {
    String text = value == null ? "" : value.toString();
    return text.matches("[^\",\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
