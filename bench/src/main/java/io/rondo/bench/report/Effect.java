package io.rondo.bench.report;

import io.rondo.bench.measure.RoundTrip;
import io.rondo.bench.measure.Throughput;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What one way of doing it gains over another, at several distances.
 *
 * @param name what is held against what
 * @param on in which setting
 * @param points from near to far
 */
record Effect(String name, String on, List<Point> points) {
  private static final double NOTABLE = 1.05;

  /**
   * At one distance.
   *
   * @param more what is expected to be faster
   * @param note what else is to be said of it
   */
  record Point(int rttMicros, Throughput more, Throughput less, String note) {
    double ratio() {
      return more.median() / less.median();
    }

    /** Whether all repetitions of one are faster than all of the other, and by enough. */
    boolean matters() {
      boolean gains = ratio() >= NOTABLE && more.worst() > less.best();
      boolean loses = ratio() <= 1 / NOTABLE && more.best() < less.worst();
      return gains || loses;
    }

    /** The ratio; in brackets where it does not matter. */
    String text() {
      String number = String.format(Locale.ROOT, "%.2f", ratio());
      return matters() ? number + note : "(" + number + ")";
    }

    private String place() {
      return RoundTrip.text(rttMicros);
    }
  }

  /** Where it stops or begins to matter, in a few words. */
  String verdict() {
    List<Point> where = points.stream().filter(Point::matters).toList();
    int count = where.size();
    if (count == 0) {
      return "matters nowhere";
    }
    if (count == points.size()) {
      return "matters everywhere";
    }
    if (where.equals(points.subList(0, count))) {
      return "matters up to " + points.get(count - 1).place();
    }
    if (where.equals(points.subList(points.size() - count, points.size()))) {
      return "matters from " + where.get(0).place() + " on";
    }
    return "matters at " + where.stream().map(Point::place).collect(Collectors.joining(", "));
  }

  /** All of it in a sentence. */
  String sentence() {
    String figures =
        points.stream()
            .map(point -> point.text() + " at " + point.place())
            .collect(Collectors.joining(", "));
    return name + " " + verdict() + " (" + on + "): " + figures;
  }
}
