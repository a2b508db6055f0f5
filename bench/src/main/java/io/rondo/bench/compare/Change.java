package io.rondo.bench.compare;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One cell measured on two occasions, before and after a change or on two machines, judged by the
 * rule of a contest: a winner takes an interval that excludes 1, an effect that exceeds what equal
 * cells differ by, and at least five forks on either side. Forks are paired in the order in which
 * they ran. What differs between the occasions themselves is not in the noise: nothing in them can
 * tell it.
 *
 * @param ratio of the second occasion to the first; null where one of them has no figures
 * @param noise what equal cells differ by, as a factor of at least 1; null where that is unknown
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Change(@Nullable Ratio ratio, @Nullable Double noise, Verdict verdict) {
  private static final long SEED = 1;

  /**
   * What a cell did on one occasion.
   *
   * @param forks throughput of each fork
   * @param noise what its contest found equal cells to differ by; null where it was in none
   */
  public record Occasion(List<Double> forks, @Nullable Double noise) {
    /** Without a twin, forks are held against the next ones: they too are the same cell twice. */
    private @Nullable Double noiseOrOwn() {
      if (noise != null || forks.size() < 2) {
        return noise;
      }
      List<Double> next = new ArrayList<>(forks);
      Collections.rotate(next, -1);
      return Ratio.of(forks, next, SEED).reach();
    }
  }

  /** Of a cell that was left out on one of the occasions. */
  public static Change unknown() {
    return new Change(null, null, Verdict.UNDECIDED);
  }

  /** Of a cell that failed on one of the occasions. */
  public static Change failed() {
    return new Change(null, null, Verdict.FAILED);
  }

  public static Change of(Occasion first, Occasion second) {
    int pairs = Math.min(first.forks.size(), second.forks.size());
    if (pairs == 0) {
      return failed();
    }
    Ratio ratio = Ratio.of(second.forks.subList(0, pairs), first.forks.subList(0, pairs), SEED);
    Double noise = larger(first.noiseOrOwn(), second.noiseOrOwn());
    return new Change(ratio, noise, Verdict.of(ratio, noise));
  }

  private static @Nullable Double larger(@Nullable Double one, @Nullable Double other) {
    return one == null || other == null ? null : Double.valueOf(Math.max(one, other));
  }
}
