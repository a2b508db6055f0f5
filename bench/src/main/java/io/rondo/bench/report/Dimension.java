package io.rondo.bench.report;

import com.fasterxml.jackson.annotation.JsonValue;
import io.rondo.bench.measure.RoundTrip;
import java.util.Locale;
import java.util.function.ToIntFunction;

/** What a sweep varies. */
public enum Dimension {
  /** Concurrent chains of pairs. */
  WORKERS("workers", "workers", Row::workers),
  /** Commands that go out together. */
  DEPTH("batch", "SETs of a batch", Row::batch),
  VALUE_SIZE("valueBytes", "bytes of a value", Row::valueBytes),
  /** Connections that workers share. */
  CONNECTIONS("connectionCount", "connections", Row::connectionCount),
  /** Caller threads. */
  THREADS("workers", "threads", Row::workers),
  /** Microseconds to the server and back, as far as the bench makes them. */
  RTT("rttMicros", "round trip time", row -> row.link() == null ? 0 : row.link().rtt());

  private final String field;
  private final String unit;

  @SuppressWarnings("ImmutableEnumChecker") // a method reference without state
  private final ToIntFunction<Row> value;

  Dimension(String field, String unit, ToIntFunction<Row> value) {
    this.field = field;
    this.unit = unit;
    this.value = value;
  }

  /** The name on the command line and in results. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The field of a row that has its value; round trip times are in the row's {@code link}. */
  public String field() {
    return field;
  }

  /** What its values count. */
  public String unit() {
    return unit;
  }

  /** Where a row stands in it, as text. */
  String text(Row row) {
    return this == RTT ? RoundTrip.text(of(row)) : String.valueOf(of(row));
  }

  /** Where a row stands in it. */
  public int of(Row row) {
    return value.applyAsInt(row);
  }
}
