package io.rondo.bench;

import io.rondo.bench.common.BenchException;
import io.rondo.bench.measure.Placement;
import io.rondo.bench.scenario.Connections;
import io.rondo.bench.scenario.Scenario;
import io.rondo.bench.server.ServerChoice;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How option values become what they name; a value that is none says which there are. */
final class Choices {
  private Choices() {}

  static final class ScenarioChoice implements ITypeConverter<Scenario> {
    @Override
    public Scenario convert(String value) {
      return one(
          value,
          label -> Scenario.labelled(label).filter(Scenario.ofTheStudy()::contains),
          Scenario.ofTheStudy().stream().map(Scenario::label));
    }
  }

  static final class ConnectionsChoice implements ITypeConverter<Connections> {
    @Override
    public Connections convert(String value) {
      return one(
          value,
          Connections::labelled,
          Arrays.stream(Connections.values()).map(Connections::label));
    }
  }

  static final class PlacementChoice implements ITypeConverter<Placement> {
    @Override
    public Placement convert(String value) {
      return one(
          value, Placement::labelled, Arrays.stream(Placement.values()).map(Placement::label));
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

  /** {@code on} or {@code off}. */
  static final class OnOff implements ITypeConverter<Boolean> {
    @Override
    public Boolean convert(String value) {
      return one(
          value,
          text ->
              switch (text) {
                case "on" -> Optional.of(true);
                case "off" -> Optional.of(false);
                default -> Optional.empty();
              },
          Stream.of("on", "off"));
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

  private static <T> T one(
      String value, Function<String, Optional<T>> named, Stream<String> names) {
    return named
        .apply(value)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'" + value + "' is none of " + names.collect(Collectors.joining(", "))));
  }
}
