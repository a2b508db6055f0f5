package io.rondo.bench;

import io.rondo.bench.compare.Discipline;
import io.rondo.bench.server.ServerChoice;
import io.rondo.bench.target.TargetProvider;
import java.util.List;

/**
 * A contest that is wanted.
 *
 * @param clients who may take part, if they can
 * @param drives Rondo's, of which those take part that can
 * @param waits how Rondo's threads wait
 */
record Draft(
    ServerChoice server,
    Discipline discipline,
    List<TargetProvider> clients,
    List<String> drives,
    List<String> waits) {}
