package io.rondo.bench.report;

import io.rondo.bench.measure.Latencies;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;

/** A row's latency distribution in microseconds, in the text form that HdrHistogram plots. */
final class HgrmFormat {
  private static final double NANOS_PER_MICRO = 1_000.0;
  private static final Pattern FILE_NAME = Pattern.compile("\\d{3,}-(cold|warm)-.*\\.hgrm");

  private HgrmFormat() {}

  static String of(Row row) {
    Histogram nanos = Latencies.decode(Objects.requireNonNull(row.histogram()));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
      nanos.outputPercentileDistribution(out, NANOS_PER_MICRO);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** Whether a file is called as {@link #fileName} calls them. */
  static boolean isFileName(String name) {
    return FILE_NAME.matcher(name).matches();
  }

  /** Unlike any other row's: the number is its place in the results, from 1. */
  static String fileName(int number, Row row) {
    return String.format(
        Locale.ROOT,
        "%03d-%s-%s-%s-%s-%s-%dw-%s-%s.hgrm",
        number,
        row.kind().label(),
        row.scenario(),
        row.loop(),
        row.drive(),
        row.waitStrategy(),
        row.workers(),
        row.connections(),
        row.placement());
  }
}
