package io.rondo.bench.compare;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * How far Rondo, in one of its settings, is from a goal; described in {@code
 * docs/results-schema.md}.
 *
 * @param form what is run
 * @param rival what the ratio is to; null where that has no figures
 * @param ratio null where one of the two has no figures
 */
public record GoalResult(
    String form,
    String server,
    String placement,
    String loop,
    String drive,
    @JsonProperty("wait") String waitStrategy,
    Figure figure,
    @Nullable String rival,
    double bound,
    @Nullable Double intervalBound,
    @Nullable Ratio ratio,
    Outcome outcome,
    @JsonIgnore Goal goal) {

  /** What can be said. */
  public enum Outcome {
    REACHED("reached"),
    /** The median misses the bound, and the interval touches it. */
    NEARLY("missed, interval touches it"),
    MISSED("missed"),
    /** Too few blocks, or no figures. */
    UNDECIDED("undecided");

    private final String label;

    Outcome(String label) {
      this.label = label;
    }

    @JsonValue
    public String label() {
      return label;
    }

    static Outcome of(Goal goal, @Nullable Ratio ratio) {
      if (ratio == null || ratio.pairs() < Verdict.LEAST_BLOCKS) {
        return UNDECIDED;
      }
      if (goal.isReachedBy(ratio)) {
        return REACHED;
      }
      return goal.isTouchedBy(ratio) ? NEARLY : MISSED;
    }
  }
}
