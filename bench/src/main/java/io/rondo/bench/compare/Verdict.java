package io.rondo.bench.compare;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What can be said of a cell against the best peer of its contest. */
public enum Verdict {
  /** The peer with the highest throughput, which the others are held against. */
  BEST_PEER,
  /** Faster: the interval excludes 1 and the effect exceeds what equal cells differ by. */
  FASTER,
  /** Slower, by the same rule. */
  SLOWER,
  /** Neither. */
  TIE,
  /** Too few blocks have figures, or there is no peer. */
  UNDECIDED,
  /** No client: the time that server and sockets take. */
  FLOOR,
  /** A cell once more, whose difference from it is what equal cells differ by. */
  TWIN,
  /** Rondo in another discipline, which a goal holds it against. */
  BASE,
  /** No figures. */
  FAILED;

  /** Below it, a 95 % interval of a median can't be had, whatever the figures are. */
  static final int LEAST_BLOCKS = 5;

  /**
   * Judges a cell.
   *
   * @param ratio to the best peer
   * @param noise what equal cells differ by, as a factor of at least 1; null where that is unknown
   */
  static Verdict of(@Nullable Ratio ratio, @Nullable Double noise) {
    if (ratio == null || noise == null || ratio.pairs() < LEAST_BLOCKS) {
      return UNDECIDED;
    }
    if (!ratio.excludesOne() || ratio.effect() <= noise) {
      return TIE;
    }
    return ratio.value() > 1 ? FASTER : SLOWER;
  }

  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
