package io.rondo.bench.report;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where the time of a row's commands went, stage by stage; described in {@code
 * docs/results-schema.md}.
 *
 * @param sampled commands that carried timestamps
 * @param stages in the order in which a command goes through them
 * @param estimates of what no timestamp sees; not part of the sum
 */
public record Ledger(
    int sampled,
    List<Stage> stages,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Estimate> estimates) {

  @JsonCreator
  public Ledger(int sampled, List<Stage> stages, @Nullable List<Estimate> estimates) {
    this.sampled = sampled;
    this.stages = List.copyOf(stages);
    this.estimates = estimates == null ? List.of() : List.copyOf(estimates);
  }

  /** Whose the time of a stage is. */
  public enum Kind {
    /** Spent on this command alone. */
    PER_COMMAND,
    /** Spent once for a batch, and waited for by every command in it. */
    SHARED;

    @JsonValue
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * A stage as each command saw it.
   *
   * @param share of the end-to-end time, 0 to 1
   * @param perCommandNanos the stage's mean divided by the commands that shared it; null where it
   *     is not shared
   */
  public record Stage(
      String name,
      Kind kind,
      double meanNanos,
      double p50Nanos,
      double p99Nanos,
      double share,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double perCommandNanos) {}

  /**
   * A part of a stage, worked out from other measurements.
   *
   * @param method how, in a few words
   */
  public record Estimate(String name, double nanos, String method) {}
}
