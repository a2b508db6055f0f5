package io.rondo.client;

import java.util.List;

/** Options of MIGRATE. Immutable; of each kind the last one given counts. */
public final class MigrateOptions {
  /** No options. */
  public static final MigrateOptions NONE = new MigrateOptions(Slots.NONE);

  private final Slots slots;

  private MigrateOptions(Slots slots) {
    this.slots = slots;
  }

  /** COPY: leaves the keys here, too. */
  public MigrateOptions copying() {
    return new MigrateOptions(slots.with(0, "COPY"));
  }

  /** REPLACE: also if a key is there already. */
  public MigrateOptions replacing() {
    return new MigrateOptions(slots.with(1, "REPLACE"));
  }

  /** AUTH: the password of the other server's default user. */
  public MigrateOptions auth(String password) {
    return new MigrateOptions(slots.with(2, "AUTH", password));
  }

  /** AUTH2: an ACL user of the other server. */
  public MigrateOptions auth(String username, String password) {
    return new MigrateOptions(slots.with(2, "AUTH2", username, password));
  }

  List<Object> arguments() {
    return slots.arguments();
  }
}
