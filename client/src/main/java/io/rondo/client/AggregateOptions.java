package io.rondo.client;

import java.util.Arrays;
import java.util.List;

/**
 * Options of ZUNION, ZINTER and their STORE forms. Immutable; of each kind the last one given
 * counts.
 */
public final class AggregateOptions {
  /** The sum of the scores. */
  public static final AggregateOptions NONE = new AggregateOptions(Slots.NONE);

  private final Slots slots;

  private AggregateOptions(Slots slots) {
    this.slots = slots;
  }

  /** WEIGHTS: what the scores of each sorted set are multiplied by, in the order of the keys. */
  public AggregateOptions weights(double... weights) {
    return new AggregateOptions(
        slots.with(0, Arguments.of("WEIGHTS", Arrays.stream(weights).boxed().toArray())));
  }

  /** AGGREGATE: what the score is of a member that several have; the sum if not given. */
  public AggregateOptions aggregate(ScoreAggregate aggregate) {
    return new AggregateOptions(slots.with(1, "AGGREGATE", aggregate.name()));
  }

  List<Object> arguments() {
    return slots.arguments();
  }
}
