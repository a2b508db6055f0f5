package io.rondo.bench.page;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class PercentilesTest {
  private static double at(List<double[]> points, double place) {
    return points.stream()
        .filter(point -> Math.abs(point[0] - place) < 1e-6)
        .mapToDouble(point -> point[1])
        .findFirst()
        .orElseThrow();
  }

  @Test
  void placesAreOnHdrHistogramsScaleAndValuesAreMicroseconds() {
    Histogram nanos = new Histogram(3);
    for (int i = 1; i <= 1_000; i++) {
      nanos.recordValue(i * 1_000L);
    }
    List<double[]> points = Percentiles.of(nanos);

    assertEquals(1, at(points, 1), 0.01);
    assertEquals(900, at(points, 10), 1); // 90 %
    assertEquals(990, at(points, 100), 1); // 99 %
    assertArrayEquals(new double[] {1_000, 1_000}, points.get(points.size() - 1), 0.6);
    for (int i = 1; i < points.size(); i++) {
      assertTrue(points.get(i)[0] > points.get(i - 1)[0]);
      assertTrue(points.get(i)[1] >= points.get(i - 1)[1]);
    }
  }

  @Test
  void oneLatencyIsOnePointAndNoneIsNone() {
    Histogram nanos = new Histogram(3);
    assertTrue(Percentiles.of(nanos).isEmpty());
    nanos.recordValue(1_500);
    assertEquals(1, Percentiles.of(nanos).size());
    assertEquals(1.5, Percentiles.of(nanos).get(0)[1], 0.01);
  }
}
