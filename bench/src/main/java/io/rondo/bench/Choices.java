package io.rondo.bench;

import io.rondo.bench.common.BenchException;
import io.rondo.bench.measure.Placement;
import io.rondo.bench.scenario.Connections;
import io.rondo.bench.scenario.Scenario;
import io.rondo.bench.server.ServerChoice;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How option values become what they name; a value that is none says which there are. */
final class Choices {
  private Choices() {}

  static final class ScenarioChoice implements ITypeConverter<Scenario> {
    @Override
    public Scenario convert(String value) {
      return one(value, Scenario.ofTheStudy(), Scenario::label);
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
