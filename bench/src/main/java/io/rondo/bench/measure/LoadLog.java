package io.rondo.bench.measure;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.rondo.bench.common.BenchException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.HdrHistogram.HistogramLogWriter;
import org.jspecify.annotations.Nullable;

/**
 * The histograms of one generator of load as an HdrHistogram interval log, version 1.3: for each
 * second of the schedule one line per tag ({@code response}, {@code service}, {@code lateness}), in
 * nanoseconds. A comment has, as JSON, what is needed to see that logs belong together.
 *
 * @param intervals in the order of the file
 */
public record LoadLog(Header header, List<Interval> intervals) {
  /** What the bench's own comment begins with. */
  private static final String MARK = "#[RondoLoad: ";

  private static final int FORMAT = 1;
  private static final String UNIT = "set+get/s";
  private static final double MILLIS_PER_SECOND = 1_000;
  private static final double NANOS_PER_MILLI = 1_000_000;

  /** What is recorded of each pair. */
  public enum Tag {
    RESPONSE,
    SERVICE,
    LATENESS;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A line: pairs that were due between two times, in milliseconds after the start. */
  public record Interval(Tag tag, long fromMillis, long toMillis, Histogram histogram) {}

  /**
   * Whose histograms these are.
   *
   * @param unit of rates
   * @param startMillis when the first pair was due, in milliseconds of the epoch
   * @param generator tells it from all others
   */
  public record Header(
      int format,
      String unit,
      long startMillis,
      String generator,
      String client,
      String scenario,
      int valueBytes,
      Load load) {
    static Header of(Cell cell, Load load, long startMillis) {
      return new Header(
          FORMAT,
          UNIT,
          startMillis,
          UUID.randomUUID().toString(),
          cell.client(),
          cell.scenario().label(),
          cell.valueBytes(),
          load);
    }

    /** The start as a text. */
    public String start() {
      return Instant.ofEpochMilli(startMillis).toString();
    }
  }

  /** Writes it whole or not at all. */
  static void write(Path file, Header header, List<Timings> seconds) {
    try {
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        Files.write(file, bytes(header, seconds)); // A device is not to be replaced by a file.
        return;
      }
      Path whole = file.resolveSibling("." + file.getFileName() + ".tmp");
      try {
        Files.write(whole, bytes(header, seconds));
        Files.move(
            whole, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(whole);
      }
    } catch (IOException e) {
      throw new BenchException(
          "can't write histograms to "
              + file
              + ": "
              + BenchException.oneLine(e)
              + "; choose another place",
          e);
    }
  }

  private static byte[] bytes(Header header, List<Timings> seconds) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
      HistogramLogWriter writer = new HistogramLogWriter(out);
      writer.outputLogFormatVersion();
      out.println(MARK + Json.MAPPER.writeValueAsString(header) + "]");
      writer.outputStartTime(header.startMillis());
      writer.outputLegend();
      for (int second = 0; second < seconds.size(); second++) {
        double end = Math.min(second + 1, header.load().durationMillis() / MILLIS_PER_SECOND);
        Timings timings = seconds.get(second);
        line(writer, Tag.RESPONSE, second, end, timings.response());
        line(writer, Tag.SERVICE, second, end, timings.service());
        line(writer, Tag.LATENESS, second, end, timings.lateness());
      }
    }
    return bytes.toByteArray();
  }

  private static void line(
      HistogramLogWriter writer, Tag tag, double from, double to, Histogram histogram) {
    histogram.setTag(tag.label());
    writer.outputIntervalHistogram(from, to, histogram, NANOS_PER_MILLI);
  }

  /** Reads a file; says in one line what is wrong with it. */
  public static LoadLog read(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      Header header = header(file, new String(bytes, StandardCharsets.UTF_8));
      LoadLog log = new LoadLog(header, intervals(bytes, header));
      long responses =
          log.intervals.stream()
              .filter(interval -> interval.tag == Tag.RESPONSE)
              .mapToLong(interval -> interval.histogram.getTotalCount())
              .sum();
      if (responses != header.load.requests()) {
        throw damaged(
            file, "it has %d of %d pairs".formatted(responses, header.load.requests()), null);
      }
      return log;
    } catch (IOException e) {
      throw new BenchException("can't read " + file + ": " + BenchException.oneLine(e), e);
    } catch (BenchException e) {
      throw e;
    } catch (RuntimeException e) {
      throw damaged(file, BenchException.oneLine(e), e);
    }
  }

  private static Header header(Path file, String text) {
    String line =
        text.lines()
            .filter(one -> one.startsWith(MARK))
            .findFirst()
            .orElseThrow(
                () ->
                    new BenchException(
                        file
                            + " is no histogram log of a load; give files that 'load"
                            + " --save-histogram' has written"));
    try {
      Header header =
          Json.MAPPER.readValue(line.substring(MARK.length(), line.length() - 1), Header.class);
      if (header.format != FORMAT) {
        throw damaged(file, "its format is " + header.format + ", not " + FORMAT, null);
      }
      return header;
    } catch (JsonProcessingException e) {
      throw damaged(file, e.getOriginalMessage(), e);
    }
  }

  private static BenchException damaged(Path file, String what, @Nullable Throwable cause) {
    String message =
        file + " is damaged: " + what + "; copy it again from the host that has written it";
    return cause == null ? new BenchException(message) : new BenchException(message, cause);
  }

  private static List<Interval> intervals(byte[] bytes, Header header) {
    List<Interval> intervals = new ArrayList<>();
    try (HistogramLogReader reader = new HistogramLogReader(new ByteArrayInputStream(bytes))) {
      EncodableHistogram next;
      while ((next = reader.nextIntervalHistogram()) != null) {
        intervals.add(
            new Interval(
                Tag.valueOf(next.getTag().toUpperCase(Locale.ROOT)),
                next.getStartTimeStamp() - header.startMillis,
                next.getEndTimeStamp() - header.startMillis,
                (Histogram) next));
      }
    }
    return intervals;
  }
}
