package io.rondo.bench;

import io.rondo.bench.common.BenchException;
import io.rondo.bench.measure.Network;
import io.rondo.bench.measure.Placement;
import io.rondo.bench.measure.RoundTrip;
import io.rondo.bench.queue.QueueForm;
import io.rondo.bench.queue.QueueStyle;
import io.rondo.bench.report.Dimension;
import io.rondo.bench.scenario.Connections;
import io.rondo.bench.scenario.Scenario;
import io.rondo.bench.scenario.Schedule;
import io.rondo.bench.server.ServerChoice;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How option values become what they name; a value that is none says which there are. */
final class Choices {
  /** A comma, but only before a server's name: a password may hold one. */
  static final String BETWEEN_SERVERS =
      ",(?=embedded|path|docker|canned|redis://|rediss://|redis\\+unix://)";

  private Choices() {}

  static final class ScenarioChoice implements ITypeConverter<Scenario> {
    @Override
    public Scenario convert(String value) {
      return one(value, Scenario.ofTheStudy(), Scenario::label);
    }
  }

  /** Those for comparisons too. */
  static final class AnyScenario implements ITypeConverter<Scenario> {
    @Override
    public Scenario convert(String value) {
      return one(value, List.of(Scenario.values()), Scenario::label);
    }
  }

  static final class QueueFormChoice implements ITypeConverter<QueueForm> {
    @Override
    public QueueForm convert(String value) {
      return one(value, List.of(QueueForm.values()), QueueForm::label);
    }
  }

  static final class QueueStyleChoice implements ITypeConverter<QueueStyle> {
    @Override
    public QueueStyle convert(String value) {
      return one(value, List.of(QueueStyle.values()), QueueStyle::label);
    }
  }

  static final class PresetName implements ITypeConverter<String> {
    @Override
    public String convert(String value) {
      return one(value, List.of(Preset.GOALS), Function.identity());
    }
  }

  /** {@code original}, or bytes with K or M; 0 for the original's values. */
  static final class ValueSize implements ITypeConverter<Integer> {
    private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,8})([kKmM]?)");
    private static final long LARGEST = 64L << 20;

    @Override
    public Integer convert(String value) {
      if (value.equals("original")) {
        return 0;
      }
      Matcher size = SIZE.matcher(value);
      if (size.matches()) {
        String unit = size.group(2).toLowerCase(Locale.ROOT);
        long bytes =
            Long.parseLong(size.group(1)) << (unit.equals("k") ? 10 : unit.equals("m") ? 20 : 0);
        if (bytes <= LARGEST) {
          return (int) bytes;
        }
      }
      throw new TypeConversionException(
          "'" + value + "' is no size: give original, or bytes up to 64M, such as 16, 1K or 1M");
    }
  }

  /** A round trip time as microseconds. */
  static final class Rtt implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String value) {
      try {
        return RoundTrip.parse(value);
      } catch (BenchException e) {
        throw new TypeConversionException(BenchException.oneLine(e));
      }
    }
  }

  /** Those that are made; a server elsewhere is given by its address. */
  static final class NetworkChoice implements ITypeConverter<Network> {
    @Override
    public Network convert(String value) {
      return one(value, List.of(Network.LOOPBACK, Network.NETNS), Network::label);
    }
  }

  static final class DimensionChoice implements ITypeConverter<Dimension> {
    @Override
    public Dimension convert(String value) {
      return one(value, List.of(Dimension.values()), Dimension::label);
    }
  }

  /**
   * From one to another, both of them in it.
   *
   * @param text as it was given
   */
  record Places(String text, int first, int last, boolean isTime) {
    Stream<Integer> all() {
      return IntStream.rangeClosed(first, last).boxed();
    }

    /** These as round trip times, or as anything else that is swept; refuses what they are not. */
    Places of(Dimension over) {
      if (over == Dimension.RTT) {
        int micros = RoundTrip.parse(text);
        return new Places(text, micros, micros, true);
      }
      if (isTime) {
        throw new BenchException(
            "'%s' is no place of a sweep over %s: round trip times are swept with --over rtt"
                .formatted(text, over.label()));
      }
      return this;
    }
  }

  /**
   * A number, a size such as {@code 4K}, a range such as {@code 1..200}, or a round trip time,
   * which has a unit.
   */
  static final class Steps implements ITypeConverter<Places> {
    private static final int MOST = 1_000;
    private static final Pattern TIME = Pattern.compile("0|\\d+(\\.\\d+)?(us|ms|s)");

    @Override
    public Places convert(String value) {
      if (TIME.matcher(value).matches()) {
        int micros = new Rtt().convert(value);
        return new Places(value, micros, micros, true);
      }
      String[] ends = value.split("\\.\\.", -1);
      try {
        int first = step(ends[0]);
        int last = step(ends[ends.length - 1]);
        if (ends.length <= 2 && first <= last && last - first < MOST) {
          return new Places(value, first, last, false);
        }
      } catch (TypeConversionException e) {
        // Said below, with what is wanted instead.
      }
      throw new TypeConversionException(
          "'%s' is no place of a sweep: give a number from 1, a size such as 4K, a range such as 1..200 of up to %d, or over rtt a time such as 250us"
              .formatted(value, MOST));
    }

    private static int step(String text) {
      return new ValueSize().convert(text.equals("original") ? "" : text);
    }
  }

  static final class ConnectionsChoice implements ITypeConverter<Connections> {
    @Override
    public Connections convert(String value) {
      return one(value, Connections.ofTheStudy(), Connections::label);
    }
  }

  static final class PlacementChoice implements ITypeConverter<Placement> {
    @Override
    public Placement convert(String value) {
      return one(value, List.of(Placement.values()), Placement::label);
    }
  }

  static final class ServerConverter implements ITypeConverter<ServerChoice> {
    @Override
    public ServerChoice convert(String value) {
      try {
        return ServerChoice.parse(value);
      } catch (BenchException e) {
        throw new TypeConversionException(BenchException.oneLine(e));
      }
    }
  }

  static final class ScheduleChoice implements ITypeConverter<Schedule> {
    @Override
    public Schedule convert(String value) {
      return one(value, List.of(Schedule.values()), Schedule::label);
    }
  }

  /** Set+get pairs per second: {@code 20000/s}, {@code 20k/s}. */
  static final class Rate implements ITypeConverter<Double> {
    private static final Pattern RATE = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,3})?)([kKM]?)/s");

    @Override
    public Double convert(String value) {
      Matcher rate = RATE.matcher(value);
      if (rate.matches()) {
        int factor =
            switch (rate.group(2)) {
              case "" -> 1;
              case "M" -> 1_000_000;
              default -> 1_000;
            };
        double perSecond = Double.parseDouble(rate.group(1)) * factor;
        if (perSecond > 0) {
          return perSecond;
        }
      }
      throw new TypeConversionException(
          "'" + value + "' is no rate: give set+get pairs per second, such as 20000/s or 20k/s");
    }
  }

  /** A time with its unit: {@code 30s}, {@code 500ms}, {@code 2m}. */
  static final class Time implements ITypeConverter<Duration> {
    private static final Pattern TIME =
        Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,3})?)(us|ms|s|m)");

    @Override
    public Duration convert(String value) {
      Matcher time = TIME.matcher(value);
      if (time.matches()) {
        double unit =
            switch (time.group(2)) {
              case "us" -> 1;
              case "ms" -> 1e3;
              case "s" -> 1e6;
              default -> 60e6;
            };
        double micros = Double.parseDouble(time.group(1)) * unit;
        if (micros >= 1) {
          return Duration.of(Math.round(micros), ChronoUnit.MICROS);
        }
      }
      throw new TypeConversionException(
          "'" + value + "' is no time above zero: give it with a unit, such as 30s, 500ms or 2m");
    }
  }

  /** ISO 8601 with offset, or seconds of the epoch. */
  static final class Moment implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String value) {
      try {
        return value.matches("[0-9]{1,11}")
            ? Instant.ofEpochSecond(Long.parseLong(value))
            : OffsetDateTime.parse(value).toInstant();
      } catch (DateTimeParseException e) {
        throw new TypeConversionException(
            "'"
                + value
                + "' is no moment: give it as 2026-11-23T18:00:00Z or in seconds of the epoch");
      }
    }
  }

  /** {@code on} or {@code off}. */
  static final class OnOff implements ITypeConverter<Boolean> {
    @Override
    public Boolean convert(String value) {
      return one(value, List.of(true, false), on -> on ? "on" : "off");
    }
  }

  /** A whole number from 1. */
  static final class Positive implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String value) {
      try {
        int number = Integer.parseInt(value);
        if (number >= 1) {
          return number;
        }
      } catch (NumberFormatException e) {
        // Said below, with what is wanted instead.
      }
      throw new TypeConversionException("'" + value + "' is not a whole number from 1");
    }
  }

  /** What was chosen, each once, or what is usual. */
  static <T> List<T> given(@Nullable List<T> values, List<T> otherwise) {
    return values == null ? otherwise : values.stream().distinct().toList();
  }

  private static <T> T one(String value, List<T> choices, Function<T, String> label) {
    return choices.stream()
        .filter(choice -> label.apply(choice).equals(value))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'"
                        + value
                        + "' is none of "
                        + choices.stream().map(label).collect(Collectors.joining(", "))));
  }
}
