package io.rondo.bench.compare;

import io.rondo.bench.measure.Placement;
import io.rondo.bench.scenario.Scenario;

/**
 * What a contest is held in, whatever client takes part and whatever Redis it is held on.
 *
 * @param canned whether it is held on the canned server instead of a Redis
 * @param workers async workers or caller threads that are wanted; 1 where there is one
 * @param batch SETs of a batch in bulk, else 1
 * @param valueBytes size of the values; 0 for the original's
 */
public record Discipline(
    boolean canned,
    Placement placement,
    Scenario scenario,
    int workers,
    int batch,
    int valueBytes) {

  /** On a Redis, with the original's values and nothing in batches. */
  public static Discipline of(Placement placement, Scenario scenario, int workers) {
    return new Discipline(false, placement, scenario, workers, 1, 0);
  }

  Discipline onCannedServer() {
    return new Discipline(true, placement, scenario, workers, batch, valueBytes);
  }

  Discipline inBatchesOf(int sets) {
    return new Discipline(canned, placement, scenario, workers, sets, valueBytes);
  }

  Discipline withValuesOf(int bytes) {
    return new Discipline(canned, placement, scenario, workers, batch, bytes);
  }
}
