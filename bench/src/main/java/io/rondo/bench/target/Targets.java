package io.rondo.bench.target;

import io.rondo.bench.common.BenchException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every client that can be measured. */
public final class Targets {
  private static final List<TargetProvider> ALL =
      Stream.concat(Stream.of(new RondoProvider()), Peers.ALL.stream()).toList();

  private Targets() {}

  public static List<TargetProvider> all() {
    return ALL;
  }

  /** The client of that name. */
  public static TargetProvider named(String name) {
    return ALL.stream()
        .filter(provider -> provider.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new BenchException(
                    "unknown client '"
                        + name
                        + "', choose one of "
                        + ALL.stream()
                            .map(TargetProvider::name)
                            .collect(Collectors.joining(", "))));
  }
}
