package io.rondo.bench.report;

import io.rondo.bench.measure.Cell;
import io.rondo.bench.measure.LatencyMicros;
import io.rondo.bench.measure.Measurement;
import io.rondo.bench.measure.Throughput;
import io.rondo.bench.scenario.Connections;
import io.rondo.bench.scenario.Scenario;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Rows and surroundings for tests; the figures mean nothing. */
public final class RowFixture {
  /** One value of 1000 ns, as HdrHistogram encodes it. */
  static final String HISTOGRAM = histogram();

  public static final Environment ENVIRONMENT =
      new Environment(
          "2026-01-02T03:04:05Z",
          "--quick",
          "Test CPU",
          2,
          "0-1",
          "TestOS 1",
          new Environment.Jvm("VM", "17", "vendor", List.of("-flag")),
          "4.2",
          "0.1",
          "taskset",
          "sample",
          List.of(
              new Environment.Server(
                  "embedded", "free", "6.2", "0-1", Map.of("os", "x"), Map.of("save", ""), null)));

  private RowFixture() {}

  public static Cell cell(Scenario scenario, String loop, int workers, Connections connections) {
    return Cell.builder("embedded", "rondo", scenario)
        .on(loop, "loop-thread", "block")
        .workers(workers, connections)
        .repeated(20_000, 5)
        .build();
  }

  static Row warm(Cell cell, boolean steady) {
    return warm(cell, steady, 1);
  }

  public static Row warm(Cell cell, boolean steady, double factor) {
    Measurement.Warmup warmup = new Measurement.Warmup(3, 60, 100, steady);
    return Row.of(Row.Kind.WARM, cell, "0-1", measurement(warmup, 5, factor));
  }

  static Row cold(Cell cell) {
    return Row.of(Row.Kind.COLD, cell, "0-1", measurement(null, 1, 1));
  }

  private static Measurement measurement(
      Measurement.@Nullable Warmup warmup, int repeat, double factor) {
    List<Double> samples = List.of(1_000.0, 1_200.0, 1_100.0, 1_300.0, 1_250.0);
    return new Measurement(
        "FakeChannel",
        Throughput.of(samples.stream().limit(repeat).map(sample -> sample * factor).toList()),
        new LatencyMicros(10.5, 20.25, 30, 40, 50),
        HISTOGRAM,
        321.5,
        4_567.8,
        2.5,
        "1",
        warmup);
  }

  private static String histogram() {
    Histogram histogram = new Histogram(3);
    histogram.recordValue(1_000);
    ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    int length = histogram.encodeIntoCompressedByteBuffer(buffer);
    return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
  }
}
