package io.rondo.bench.compare;

import io.rondo.bench.measure.Cell;
import io.rondo.bench.target.TargetProvider.Role;

/**
 * A cell in a contest.
 *
 * @param obstacle why it can't be run on this machine; empty where it can
 * @param part what it is there for
 */
public record Entrant(Cell cell, Role role, String obstacle, Part part) {
  /** What a cell is in a contest for. */
  public enum Part {
    /** To be held against the others. */
    COMPETES,
    /** It is one that competes once more: what equal cells differ by. */
    TWIN,
    /** The subject in another discipline, which a goal holds it against. */
    BASE
  }

  /** One that competes. */
  public static Entrant of(Cell cell, Role role, String obstacle) {
    return new Entrant(cell, role, obstacle, Part.COMPETES);
  }

  public Entrant again() {
    return new Entrant(cell, role, obstacle, Part.TWIN);
  }

  public Entrant asBase() {
    return new Entrant(cell, role, obstacle, Part.BASE);
  }

  public boolean canRun() {
    return obstacle.isEmpty();
  }

  public boolean competes() {
    return part == Part.COMPETES;
  }

  /** Whether it competes with the cell that {@code other} has. */
  boolean isTheCellOf(Entrant other) {
    return competes() && cell.equals(other.cell);
  }

  /** Its client and settings, and what part it has if it does not compete. */
  public String title() {
    String mark =
        switch (part) {
          case COMPETES -> "";
          case TWIN -> " (again)";
          case BASE -> " (" + cell.workers() + " workers)";
        };
    return settings() + mark;
  }

  /** Its client and settings. */
  String settings() {
    return role == Role.SUBJECT
        ? cell.client() + " " + cell.loop() + " " + cell.drive() + " " + cell.waitStrategy()
        : cell.client();
  }
}
