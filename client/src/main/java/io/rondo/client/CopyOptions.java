package io.rondo.client;

import java.util.List;

/** Options of COPY. Immutable; of each kind the last one given counts. */
public final class CopyOptions {
  /** To the same database, if the destination is not there. */
  public static final CopyOptions NONE = new CopyOptions(Slots.NONE);

  private final Slots slots;

  private CopyOptions(Slots slots) {
    this.slots = slots;
  }

  /** DB: to another database. */
  public CopyOptions database(int database) {
    return new CopyOptions(slots.with(0, "DB", database));
  }

  /** REPLACE: also if the destination is there already. */
  public CopyOptions replacing() {
    return new CopyOptions(slots.with(1, "REPLACE"));
  }

  List<Object> arguments() {
    return slots.arguments();
  }
}
