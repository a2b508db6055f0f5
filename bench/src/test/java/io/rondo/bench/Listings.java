package io.rondo.bench;

import io.rondo.bench.target.Targets;
import java.util.List;
import java.util.Map;

/** What the machine that runs the tests has. */
final class Listings {
  private Listings() {}

  static List<String> loops() {
    return Targets.named("rondo").loops().entrySet().stream()
        .filter(loop -> loop.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** A loop that this machine does not have; every machine lacks epoll or kqueue. */
  static String missingLoop() {
    return Targets.named("rondo").loops().entrySet().stream()
        .filter(loop -> !loop.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }
}
