package io.rondo.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class RawMeasurementTest {
  /** As a fork that has no HdrHistogram rounds. */
  private static long rounded(long nanos) {
    int bits = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(nanos) - 11);
    return nanos >> bits << bits;
  }

  private static RawMeasurement raw(List<List<Long>> latencies) {
    return new RawMeasurement(
        "some client", List.of(100.0, 300.0, 200.0), latencies, 5_000, null, "0-1", null);
  }

  @Test
  void latenciesThatWereRoundedMakeTheSameHistogram() {
    Random random = new Random(1);
    Histogram exact = Latencies.histogram();
    List<List<Long>> latencies = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      long nanos = 1 + (long) Math.exp(random.nextDouble() * 24);
      exact.recordValue(nanos);
      latencies.add(List.of(rounded(nanos), 1L));
    }

    Measurement measured = raw(latencies).measured();

    assertEquals(LatencyMicros.of(exact), measured.latency());
    assertEquals(Latencies.encode(exact), measured.histogram());
  }

  @Test
  void aCountIsSoManyPairs() {
    Measurement measured = raw(List.of(List.of(1_000L, 98L), List.of(5_000L, 2L))).measured();

    assertEquals(100, Latencies.decode(measured.histogram()).getTotalCount());
    assertEquals(1, measured.latency().p50(), 0.01);
    assertEquals(5, measured.latency().p99(), 0.01);
    assertEquals(200, measured.throughput().median());
    assertTrue(Double.isNaN(measured.allocatedBytesPerOp()), "nobody counts it");
  }

  @Test
  void itIsWarmWhereItHasAWarmUp() throws JsonProcessingException {
    String fields =
        """
        "channel": "c", "samples": [1.5], "latencies": [[1024, 2]], "cpuNanosPerOp": 1.0,
        "contextSwitchesPerOp": 2.0, "clientCores": "1", "warmup":
        """;
    ForkMessage cold = told("{\"raw\": {" + fields + "null}}");
    ForkMessage warm =
        told(
            "{\"raw\": {"
                + fields
                + "{\"windows\": 3, \"pairs\": 6, \"millis\": 9, \"steady\": true}}}");

    assertNull(cold.warm());
    assertEquals("c", Objects.requireNonNull(cold.cold()).channel());
    assertNull(warm.cold());
    Measurement measured = Objects.requireNonNull(warm.warm());
    assertEquals(new Measurement.Warmup(3, 6, 9, true), measured.warmup());
    assertEquals(2.0, measured.contextSwitchesPerOp());
  }

  private static ForkMessage told(String line) throws JsonProcessingException {
    return Json.MAPPER.readValue(line, ForkMessage.class).told();
  }
}
