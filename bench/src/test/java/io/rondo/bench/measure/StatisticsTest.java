package io.rondo.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class StatisticsTest {
  private static final double EXACT = 1e-9;

  @Test
  void throughputHasTheSampleStandardDeviation() {
    Throughput throughput = Throughput.of(List.of(2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0));

    assertEquals(9, throughput.best());
    assertEquals(2, throughput.worst());
    assertEquals(5, throughput.mean(), EXACT);
    assertEquals(4.5, throughput.median(), EXACT);
    assertEquals(Math.sqrt(32.0 / 7), Objects.requireNonNull(throughput.stdev()), EXACT);
    assertEquals(2.0, throughput.samples().get(0));
  }

  @Test
  void oneRepetitionHasNoDeviation() {
    assertNull(Throughput.of(List.of(3.0)).stdev());
  }

  @Test
  void latencyIsInMicroseconds() {
    Histogram nanos = Latencies.histogram();
    for (int i = 1; i <= 1_000; i++) {
      nanos.recordValue(i * 1_000L);
    }

    LatencyMicros micros = LatencyMicros.of(Latencies.decode(Latencies.encode(nanos)));

    assertEquals(500, micros.p50(), 1);
    assertEquals(900, micros.p90(), 1);
    assertEquals(990, micros.p99(), 1);
    assertEquals(999, micros.p999(), 1);
    assertEquals(1_000, micros.max(), 1);
  }

  @Test
  void aHistogramGrowsWithWhatItGets() {
    Histogram nanos = Latencies.histogram();
    nanos.recordValue(600_000_000_000L);

    Histogram copy = Latencies.decode(Latencies.encode(nanos));

    assertEquals(1, copy.getTotalCount());
    assertEquals(6e11, (double) copy.getMaxValue(), 1e9);
  }

  @Test
  void steadyMeansThatTheLastWindowsAgree() {
    SteadyCheck check = new SteadyCheck(new WarmupPolicy(0, 0, 0, 3, 0.10));
    check.add(100);
    check.add(101);
    assertFalse(check.isSteady(), "two windows are not three");
    check.add(120);
    assertFalse(check.isSteady());
    check.add(121);
    check.add(118);
    assertTrue(check.isSteady(), "the first windows no longer count");
  }

  @Test
  void aTotalOverThreadsNeverFalls() {
    PerThread bytes = new PerThread();
    bytes.saw(1, 100);
    bytes.saw(2, 50);
    bytes.saw(1, 130);
    bytes.saw(2, -1);

    assertEquals(180, bytes.total());
  }
}
