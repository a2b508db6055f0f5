package io.rondo.bench.compare;

import io.rondo.bench.compare.CompareRow.Judgement;
import io.rondo.bench.compare.Entrant.Part;
import io.rondo.bench.target.TargetProvider.Role;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges a contest. The best peer is the one with the highest median over forks; every other row is
 * held against it. What equal cells differ by is the farthest that the interval of the twin's ratio
 * to its cell reaches from 1.
 */
final class Judge {
  private final List<Standing> standings;
  private final long seed;
  private final Optional<Standing> bestPeer;
  private final @Nullable Double noise;

  Judge(List<Standing> standings, long seed) {
    this.standings = standings;
    this.seed = seed;
    this.bestPeer =
        standings.stream()
            .filter(standing -> standing.entrant.role() == Role.PEER)
            .filter(standing -> standing.entrant.competes())
            .filter(Standing::hasFigures)
            .max(Comparator.comparingDouble(Standing::medianOpsPerSecond));
    this.noise = noise();
  }

  private @Nullable Double noise() {
    Optional<Standing> twin =
        standings.stream().filter(standing -> standing.entrant.part() == Part.TWIN).findFirst();
    Optional<Standing> itself =
        standings.stream()
            .filter(
                standing -> twin.isPresent() && standing.entrant.isTheCellOf(twin.get().entrant))
            .findFirst();
    Ratio ratio = itself.map(first -> twin.get().to(first, seed)).orElse(null);
    return ratio == null ? null : ratio.reach();
  }

  List<CompareRow> rows() {
    return standings.stream().map(standing -> CompareRow.of(standing, judge(standing))).toList();
  }

  private Judgement judge(Standing standing) {
    String name = bestPeer.map(peer -> peer.entrant.cell().client()).orElse(null);
    boolean isBest = bestPeer.isPresent() && bestPeer.get() == standing;
    Ratio ratio =
        isBest || bestPeer.isEmpty() || !standing.hasFigures()
            ? null
            : standing.to(bestPeer.get(), seed);
    return new Judgement(ratio, name, noise, verdict(standing, ratio, isBest));
  }

  private Verdict verdict(Standing standing, @Nullable Ratio ratio, boolean isBest) {
    if (!standing.hasFigures()) {
      return standing.failure().isEmpty() ? Verdict.UNDECIDED : Verdict.FAILED;
    }
    if (isBest) {
      return Verdict.BEST_PEER;
    }
    if (!standing.entrant.competes()) {
      return standing.entrant.part() == Part.TWIN ? Verdict.TWIN : Verdict.BASE;
    }
    return standing.entrant.role() == Role.FLOOR ? Verdict.FLOOR : Verdict.of(ratio, noise);
  }
}
