package io.rondo.bench.target;

import io.rondo.bench.common.BenchException;
import io.rondo.client.RedisClient;
import io.rondo.client.RedisOptions;
import java.util.List;
import java.util.function.UnaryOperator;
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

  /**
   * Rondo itself, for what other clients are not asked to do; the caller closes it.
   *
   * @param more what is set beside what a cell says
   */
  public static RedisClient rondo(TargetSettings settings, UnaryOperator<RedisOptions> more) {
    return RedisClient.create(more.apply(RondoProvider.options(settings)));
  }

  /** The client of that name. */
  public static TargetProvider named(String name) {
    return ALL.stream()
        .filter(provider -> provider.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new BenchException(
                    "--client '"
                        + name
                        + "' is none of "
                        + ALL.stream()
                            .map(TargetProvider::name)
                            .collect(Collectors.joining(", "))));
  }
}
