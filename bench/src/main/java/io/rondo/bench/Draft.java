package io.rondo.bench;

import io.rondo.bench.compare.Discipline;
import io.rondo.bench.server.ServerChoice;
import io.rondo.bench.target.TargetProvider;
import java.util.List;

/**
 * A contest that is wanted.
 *
 * @param bases other disciplines, in which Rondo is to run beside
 * @param clients who may take part, if they can
 * @param drives Rondo's, of which those take part that can
 * @param waits how Rondo's threads wait
 */
record Draft(
    ServerChoice server,
    Discipline discipline,
    List<Discipline> bases,
    List<TargetProvider> clients,
    List<String> drives,
    List<String> waits) {
  /** The same in another discipline. */
  Draft in(Discipline other) {
    return new Draft(server, other, List.of(), clients, drives, waits);
  }
}
