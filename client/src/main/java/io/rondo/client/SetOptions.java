package io.rondo.client;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Options of SET: when it sets (NX, XX), and what becomes of the time to live (EX, PX, EXAT, PXAT,
 * KEEPTTL). Immutable; of each kind the last one given counts. GET is a method of its own, {@link
 * StringCommands#setGet}, for its reply is another.
 */
public final class SetOptions {
  /** Sets in any case; an old time to live is gone. */
  public static final SetOptions NONE = new SetOptions(List.of(), List.of());

  private final List<Object> condition;
  private final List<Object> expiry;

  private SetOptions(List<Object> condition, List<Object> expiry) {
    this.condition = condition;
    this.expiry = expiry;
  }

  /** NX: only if the key is not there. */
  public SetOptions ifAbsent() {
    return new SetOptions(List.of("NX"), expiry);
  }

  /** XX: only if the key is there. */
  public SetOptions ifPresent() {
    return new SetOptions(List.of("XX"), expiry);
  }

  /** EX or PX: lives for {@code duration}, in whole milliseconds, at least one. */
  public SetOptions expiresAfter(Duration duration) {
    long millis = duration.toMillis();
    if (millis < 1) {
      throw new IllegalArgumentException(
          "time to live is " + duration + ": give at least a millisecond");
    }
    return new SetOptions(
        condition, millis % 1000 == 0 ? List.of("EX", millis / 1000) : List.of("PX", millis));
  }

  /** EXAT or PXAT: lives until {@code instant}, in whole milliseconds. */
  public SetOptions expiresAt(Instant instant) {
    long millis = instant.toEpochMilli();
    if (millis < 1) {
      throw new IllegalArgumentException("expiry is " + instant + ": give a time after 1970");
    }
    return new SetOptions(
        condition, millis % 1000 == 0 ? List.of("EXAT", millis / 1000) : List.of("PXAT", millis));
  }

  /** KEEPTTL: keeps the time to live that the key has. */
  public SetOptions keepsTimeToLive() {
    return new SetOptions(condition, List.of("KEEPTTL"));
  }

  List<Object> arguments() {
    return Stream.concat(condition.stream(), expiry.stream()).toList();
  }

  List<Object> argumentsWithGet() {
    return Stream.concat(arguments().stream(), Stream.of("GET")).toList();
  }
}
