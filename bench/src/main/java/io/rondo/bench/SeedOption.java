package io.rondo.bench;

import java.util.Random;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What chance begins with, so that the same can be had again. */
final class SeedOption {
  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      description = "Of ${bundle:random} (default: a new one, printed)")
  @Nullable Long seed;

  /** The one that was given, or each time a new one. */
  long seed() {
    return seed != null ? seed : new Random().nextInt(Integer.MAX_VALUE);
  }
}
