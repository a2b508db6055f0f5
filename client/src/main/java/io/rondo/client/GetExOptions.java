package io.rondo.client;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What GETEX makes of the time to live. Immutable. */
public final class GetExOptions {
  /** Leaves it as it is. */
  public static final GetExOptions NONE = new GetExOptions();

  /** PERSIST: the key does not expire. */
  public static final GetExOptions PERSIST = new GetExOptions("PERSIST");

  private final List<Object> arguments;

  private GetExOptions(Object... arguments) {
    this.arguments = List.of(arguments);
  }

  /** EX or PX: lives for {@code duration}, in whole milliseconds, at least one. */
  public static GetExOptions expiresAfter(Duration duration) {
    return new GetExOptions(Expiries.after(duration));
  }

  /** EXAT or PXAT: lives until {@code instant}, in whole milliseconds. */
  public static GetExOptions expiresAt(Instant instant) {
    return new GetExOptions(Expiries.at(instant));
  }

  List<Object> arguments() {
    return arguments;
  }
}
