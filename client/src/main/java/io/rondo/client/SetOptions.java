package io.rondo.client;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Options of SET: when it sets (NX, XX), and what becomes of the time to live (EX, PX, EXAT, PXAT,
 * KEEPTTL). Immutable; of each kind the last one given counts. GET is a method of its own, {@link
 * StringCommands#setGet}, for its reply is another.
 */
public final class SetOptions {
  /** Sets in any case; an old time to live is gone. */
  public static final SetOptions NONE = new SetOptions(Slots.NONE);

  private static final int CONDITION = 0;
  private static final int GET = 1;
  private static final int EXPIRY = 2;

  private final Slots slots;

  private SetOptions(Slots slots) {
    this.slots = slots;
  }

  /** NX: only if the key is not there. */
  public SetOptions ifAbsent() {
    return new SetOptions(slots.with(CONDITION, "NX"));
  }

  /** XX: only if the key is there. */
  public SetOptions ifPresent() {
    return new SetOptions(slots.with(CONDITION, "XX"));
  }

  /** EX or PX: lives for {@code duration}, in whole milliseconds, at least one. */
  public SetOptions expiresAfter(Duration duration) {
    return new SetOptions(slots.with(EXPIRY, Expiries.after(duration)));
  }

  /** EXAT or PXAT: lives until {@code instant}, in whole milliseconds. */
  public SetOptions expiresAt(Instant instant) {
    return new SetOptions(slots.with(EXPIRY, Expiries.at(instant)));
  }

  /** KEEPTTL: keeps the time to live that the key has. */
  public SetOptions keepsTimeToLive() {
    return new SetOptions(slots.with(EXPIRY, "KEEPTTL"));
  }

  List<Object> arguments() {
    return slots.arguments();
  }

  List<Object> argumentsWithGet() {
    return slots.with(GET, "GET").arguments();
  }
}
