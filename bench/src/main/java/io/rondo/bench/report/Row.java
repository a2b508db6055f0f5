package io.rondo.bench.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.rondo.bench.measure.Cell;
import io.rondo.bench.measure.LatencyMicros;
import io.rondo.bench.measure.Link;
import io.rondo.bench.measure.Load;
import io.rondo.bench.measure.Measurement;
import io.rondo.bench.measure.Throughput;
import io.rondo.bench.queue.QueueFigures;
import io.rondo.bench.queue.QueueWork;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One row of results, as it stands in {@code results.json}; described in {@code
 * docs/results-schema.md}. Labels are texts, so that a file with scenarios or loops that this
 * version does not know can be read.
 *
 * @param verified whether fetched values were compared inside the timed region
 * @param steady whether the warm-up ended steady; null for a cold row
 * @param failure why there are no figures; null when there are
 * @param ledger where the time went; null where it was not asked for
 * @param queue what became of a queue's tasks; null where there were none
 * @param load what was asked for and reached in an open loop, in which latencies are response
 *     times; null in a closed one
 * @param link the way to the server; null where there is nothing in between
 */
public record Row(
    Kind kind,
    String server,
    String client,
    String scenario,
    String loop,
    @Nullable String channel,
    String drive,
    @JsonProperty("wait") String waitStrategy,
    int workers,
    String connections,
    String placement,
    String serverCores,
    @Nullable String clientCores,
    int n,
    int repeat,
    int valueBytes,
    int batch,
    int connectionCount,
    boolean verified,
    @Nullable Boolean steady,
    Measurement.@Nullable Warmup warmup,
    @Nullable Throughput opsPerSecond,
    @Nullable LatencyMicros latencyMicros,
    @Nullable Double allocatedBytesPerOp,
    @Nullable Double cpuNanosPerOp,
    @Nullable String failure,
    @Nullable String histogram,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Ledger ledger,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable QueueFigures queue,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Load load,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Link link) {

  private static final String LEFT_OUT = "left out: ";

  /** What state the measuring process was in. */
  public enum Kind {
    /** The first run in a fresh process. */
    COLD,
    /** After the warm-up. */
    WARM;

    @JsonValue
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A row with figures. */
  public static Row of(Kind kind, Cell cell, String serverCores, Measurement measurement) {
    Measurement.Warmup warmup = measurement.warmup();
    return new Row(
        kind,
        cell.server(),
        cell.client(),
        cell.scenarioLabel(),
        cell.loop(),
        measurement.channel(),
        cell.drive(),
        cell.waitStrategy(),
        cell.workers(),
        cell.connections().label(),
        cell.placement().label(),
        serverCores,
        measurement.clientCores(),
        cell.n(),
        measurement.throughput().samples().size(),
        cell.valueBytes(),
        cell.batch(),
        cell.connectionCount(),
        cell.asserts(),
        warmup == null ? null : warmup.steady(),
        warmup,
        measurement.throughput(),
        measurement.latency(),
        known(measurement.allocatedBytesPerOp()),
        measurement.cpuNanosPerOp(),
        null,
        measurement.histogram(),
        null,
        measurement.queue(),
        measurement.load(),
        linkOf(cell));
  }

  private static @Nullable Double known(double figure) {
    return Double.isNaN(figure) ? null : figure;
  }

  /** A row that says why it has no figures. */
  public static Row failed(Cell cell, String serverCores, String failure) {
    return new Row(
        Kind.WARM,
        cell.server(),
        cell.client(),
        cell.scenarioLabel(),
        cell.loop(),
        null,
        cell.drive(),
        cell.waitStrategy(),
        cell.workers(),
        cell.connections().label(),
        cell.placement().label(),
        serverCores,
        null,
        cell.n(),
        cell.repeat(),
        cell.valueBytes(),
        cell.batch(),
        cell.connectionCount(),
        cell.asserts(),
        null,
        null,
        null,
        null,
        null,
        null,
        failure + (cell.load() == null ? "" : " (at " + cell.load().rate() + ")"),
        null,
        null,
        null,
        null,
        linkOf(cell));
  }

  private static @Nullable Link linkOf(Cell cell) {
    return cell.link().isDirect() ? null : cell.link();
  }

  /** The same row with an account of where the time went. */
  public Row with(Ledger account) {
    return new Row(
        kind,
        server,
        client,
        scenario,
        loop,
        channel,
        drive,
        waitStrategy,
        workers,
        connections,
        placement,
        serverCores,
        clientCores,
        n,
        repeat,
        valueBytes,
        batch,
        connectionCount,
        verified,
        steady,
        warmup,
        opsPerSecond,
        latencyMicros,
        allocatedBytesPerOp,
        cpuNanosPerOp,
        failure,
        histogram,
        account,
        queue,
        load,
        link);
  }

  /** The way to the server in a few words; empty where there is nothing in between. */
  public String across() {
    return link == null ? "" : link.label();
  }

  /** What is counted. */
  String op() {
    if (QueueWork.isLabel(scenario)) {
      return "task";
    }
    return scenario.equals("bulk") ? "SET" : "set+get";
  }

  /** A row of a cell that was not run to its end, because time was over. */
  public static Row leftOut(Cell cell, String serverCores, String why) {
    return failed(cell, serverCores, LEFT_OUT + why);
  }

  /** Whether there are no figures for a reason that is a failure. */
  @JsonIgnore
  public boolean isFailed() {
    return failure != null && !isLeftOut();
  }

  @JsonIgnore
  public boolean isLeftOut() {
    return isLeftOut(failure);
  }

  /** Whether a row with this failure was left out. */
  public static boolean isLeftOut(@Nullable String failure) {
    return failure != null && failure.startsWith(LEFT_OUT);
  }

  /** Whether it is of an open loop whose sender did not keep to its schedule. */
  @JsonIgnore
  public boolean isInvalid() {
    return load != null && !load.isValid();
  }

  @JsonIgnore
  public boolean isUnsteady() {
    return Boolean.FALSE.equals(steady);
  }
}
