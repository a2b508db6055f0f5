package io.rondo.bench.compare;

import io.rondo.bench.measure.Cell;
import io.rondo.bench.target.TargetProvider.Role;

/**
 * A cell in a contest.
 *
 * @param obstacle why it can't be run on this machine; empty where it can
 * @param twin whether it is the first cell of the contest once more
 */
public record Entrant(Cell cell, Role role, String obstacle, boolean twin) {
  public boolean canRun() {
    return obstacle.isEmpty();
  }

  /** Its client and settings, and the mark of a twin. */
  public String title() {
    String settings =
        role == Role.SUBJECT
            ? " " + cell.loop() + " " + cell.drive() + " " + cell.waitStrategy()
            : "";
    return cell.client() + settings + (twin ? " (again)" : "");
  }
}
