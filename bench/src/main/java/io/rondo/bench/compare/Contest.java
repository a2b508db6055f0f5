package io.rondo.bench.compare;

import io.rondo.bench.measure.Placement;
import java.util.List;

/**
 * Cells that differ only in the client and its settings.
 *
 * @param form what is run, in a few words
 * @param server the label of the server
 */
public record Contest(String form, Discipline discipline, String server, List<Entrant> entrants) {
  /** Those who can run on this machine. */
  public List<Entrant> runnable() {
    return entrants.stream().filter(Entrant::canRun).toList();
  }

  public Placement placement() {
    return discipline.placement();
  }
}
