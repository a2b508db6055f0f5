package io.rondo.bench;

import io.rondo.bench.measure.Placement;
import io.rondo.bench.server.ServerChoice;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * How clients are set, where they run and against what: the same in all commands that measure;
 * lists are separated by commas. Defaults differ, and with them what help says of them: it stands
 * in the bundle of each command.
 */
final class CellOptions {
  @Option(
      names = "--loop",
      split = ",",
      paramLabel = "NAME",
      description =
          "nio, epoll, io_uring, kqueue, auto: the best of them${bundle:more.loop:-}"
              + " (default: ${bundle:default.loop})")
  @Nullable List<String> loops;

  @Option(
      names = "--drive",
      split = ",",
      paramLabel = "NAME",
      description = "Who runs the loop: loop-thread, caller (default: ${bundle:default.drive})")
  @Nullable List<String> drives;

  @Option(
      names = "--wait",
      split = ",",
      paramLabel = "NAME",
      description =
          "How a waiting thread waits: block, spin, adaptive (default: ${bundle:default.wait})")
  @Nullable List<String> waits;

  @Option(
      names = "--placement",
      split = ",",
      paramLabel = "NAME",
      converter = Choices.PlacementChoice.class,
      description =
          "free; split: server and client each on a core of its own; same: both on one"
              + " (default: ${bundle:default.placement})")
  @Nullable List<Placement> placements;

  @Option(
      names = "--server",
      split = Choices.BETWEEN_SERVERS,
      hideParamSyntax = true,
      paramLabel = "WHICH[,WHICH...]",
      converter = Choices.ServerConverter.class,
      description =
          "embedded, path (redis-server from the PATH), docker, canned (replies, does nothing),"
              + " redis://[user:pass@]host[:port][/db], rediss://… with TLS, redis+unix:///path"
              + " (default: embedded)")
  @Nullable List<ServerChoice> servers;

  @Mixin NetworkOptions network = new NetworkOptions();

  /** Those that were named; null for all, or, for a quick look, the best one. */
  @Nullable List<String> loops(boolean quick) {
    return loops == null && quick ? List.of(Plan.BEST_LOOP) : loops;
  }

  List<String> waits() {
    return Choices.given(waits, List.of("block"));
  }

  List<Placement> placements() {
    return Choices.given(placements, List.of(Placement.FREE));
  }

  List<ServerChoice> servers() {
    return Choices.given(servers, List.of(new ServerChoice(ServerChoice.Kind.EMBEDDED, "")));
  }
}
