package io.rondo.bench;

import io.rondo.bench.measure.Placement;
import io.rondo.bench.server.ServerChoice;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What commands that measure Rondo have in common; lists are separated by commas. */
final class CellOptions {
  @Option(
      names = "--wait",
      split = ",",
      paramLabel = "NAME",
      description = "How a waiting thread waits: block, spin, adaptive (default: block)")
  @Nullable List<String> waits;

  @Option(
      names = "--placement",
      split = ",",
      paramLabel = "NAME",
      converter = Choices.PlacementChoice.class,
      description =
          "free; split: server and client each on a core of its own; same: both on one"
              + " (default: free)")
  @Nullable List<Placement> placements;

  @Option(
      names = "--server",
      split = Choices.BETWEEN_SERVERS,
      paramLabel = "WHICH",
      converter = Choices.ServerConverter.class,
      description =
          "embedded, path (redis-server from the PATH), docker, canned (replies, does nothing),"
              + " redis://[user:pass@]host[:port][/db], rediss://… with TLS, redis+unix:///path"
              + " (default: embedded)")
  @Nullable List<ServerChoice> servers;

  @Mixin NetworkOptions network = new NetworkOptions();

  @Option(
      names = "--time-limit",
      paramLabel = "SECONDS",
      converter = Choices.Positive.class,
      description =
          "Leave out the rows that do not fit into it (default: none, or what --quick says)")
  @Nullable Integer timeLimit;

  List<String> waits() {
    return Choices.given(waits, List.of("block"));
  }

  List<Placement> placements() {
    return Choices.given(placements, List.of(Placement.FREE));
  }

  List<ServerChoice> servers() {
    return Choices.given(servers, List.of(new ServerChoice(ServerChoice.Kind.EMBEDDED, "")));
  }

  /** How long it all may take; null where it takes what it takes. */
  @Nullable TimeBudget timeBudget() {
    return timeLimit == null ? null : new TimeBudget(Duration.ofSeconds(timeLimit));
  }
}
