package io.rondo.bench;

import io.rondo.bench.compare.Entrant;
import io.rondo.bench.measure.CellResult;
import io.rondo.bench.measure.Fork;
import io.rondo.bench.measure.ForkSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleConsumer;
import java.util.function.Supplier;

/**
 * One contest in one block. The forks of its cells are started and warmed up one after the other;
 * then they measure by turns, for a moment each, while the others sleep. A round is a turn of each,
 * in random order. What happens to a shared machine from one second to the next so happens to all
 * of them, and the quotients within a round are of the clients.
 *
 * <p>Of one thread, but for {@link #close}.
 */
final class Heat implements AutoCloseable {
  private final Map<Entrant, Fork> forks = new ConcurrentHashMap<>();
  private final List<Fork> warm = new ArrayList<>();
  private volatile boolean closed;

  /** Starts the fork of an entrant and waits until it is warm, or has failed. */
  void enter(Entrant entrant, Supplier<Fork> starter) {
    Fork fork = starter.get();
    forks.put(entrant, fork);
    if (closed) {
      fork.close();
    }
    if (fork.awaitWarm(part -> {})) {
      warm.add(fork);
    }
  }

  /**
   * Has all that are warm take their turns.
   *
   * @param random of their order
   * @param progress told which part of them is over, 0 to 1
   */
  void run(Random random, DoubleConsumer progress) {
    int rounds =
        forks.keySet().stream().mapToInt(entrant -> ForkSpec.turns(entrant.cell())).max().orElse(0);
    for (int round = 1; round <= rounds; round++) {
      Collections.shuffle(warm, random);
      warm.removeIf(fork -> !fork.takeTurn());
      progress.accept((double) round / rounds);
    }
  }

  /** What the fork of an entrant has found, or why it has found nothing. */
  CellResult result(Entrant entrant) {
    return Objects.requireNonNull(forks.get(entrant)).await(part -> {});
  }

  /** Ends all forks at once; any thread. */
  @Override
  public void close() {
    closed = true;
    forks.values().forEach(Fork::close);
  }
}
