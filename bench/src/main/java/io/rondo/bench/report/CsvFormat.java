package io.rondo.bench.report;

import io.rondo.bench.measure.Load;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows as comma-separated values (RFC 4180), one a line, under a header; empty where unknown. */
public final class CsvFormat {
  private static final Map<String, Function<Row, @Nullable Object>> COLUMNS = columns();
  private static final Map<String, Function<Load, @Nullable Object>> OF_LOAD = ofLoad();

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
    columns.put("verified", Row::verified);
    columns.put("steady", Row::steady);
    throughput(columns);
    latency(columns);
    columns.put("allocatedBytesPerOp", Row::allocatedBytesPerOp);
    columns.put("cpuNanosPerOp", Row::cpuNanosPerOp);
    columns.put("network", row -> row.link() == null ? null : row.link().network().label());
    columns.put("rttMicros", row -> row.link() == null ? null : row.link().rttMicros());
    columns.put("failure", Row::failure);
    return columns;
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
    columns.put("p50Micros", row -> row.latencyMicros() == null ? null : row.latencyMicros().p50());
    columns.put("p90Micros", row -> row.latencyMicros() == null ? null : row.latencyMicros().p90());
    columns.put("p99Micros", row -> row.latencyMicros() == null ? null : row.latencyMicros().p99());
    columns.put(
        "p999Micros", row -> row.latencyMicros() == null ? null : row.latencyMicros().p999());
    columns.put("maxMicros", row -> row.latencyMicros() == null ? null : row.latencyMicros().max());
  }

  private static Map<String, Function<Load, @Nullable Object>> ofLoad() {
    Map<String, Function<Load, @Nullable Object>> columns = new LinkedHashMap<>();
    columns.put("schedule", load -> load.schedule().label());
    columns.put("seed", Load::seed);
    columns.put("askedPerSecond", Load::askedPerSecond);
    columns.put("reachedPerSecond", Load::reachedPerSecond);
    columns.put("durationMillis", Load::durationMillis);
    columns.put("serviceP50Micros", load -> load.service().p50());
    columns.put("serviceP99Micros", load -> load.service().p99());
    columns.put("serviceMaxMicros", load -> load.service().max());
    columns.put("latenessP50Micros", load -> load.lateness().p50());
    columns.put("latenessP99Micros", load -> load.lateness().p99());
    columns.put("latenessMaxMicros", load -> load.lateness().max());
    columns.put("invalid", Load::invalid);
    return columns;
  }

  /** The lines; with columns of their own where rows are of an open loop. */
  static String of(List<Row> rows) {
    boolean open = rows.stream().anyMatch(row -> row.load() != null);
    List<String> lines = new ArrayList<>();
    List<String> names = new ArrayList<>(COLUMNS.keySet());
    names.addAll(open ? OF_LOAD.keySet() : List.of());
    lines.add(line(names));
    for (Row row : rows) {
      List<@Nullable Object> fields = new ArrayList<>();
      COLUMNS.values().forEach(column -> fields.add(column.apply(row)));
      Load load = row.load();
      if (open) {
        OF_LOAD.values().forEach(column -> fields.add(load == null ? null : column.apply(load)));
      }
      lines.add(line(fields));
    }
    return String.join("", lines);
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
