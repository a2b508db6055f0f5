package io.rondo.client;

import java.time.Duration;

/**
 * What a connection does when it is lost: how it is opened again, and what becomes of commands
 * meanwhile. Immutable: each {@code with…} gives a changed copy.
 *
 * <p>Attempt n of a row begins after a random time between zero and {@code min(cap, base · 2ⁿ)},
 * counted from zero ("full jitter"), so that many clients of one server do not come back all at
 * once: of N connections that were lost together no more than {@code 2 · N · w / base} attempts
 * fall into a time w, on average. A connection has one attempt at a time. A row ends with a
 * connection that lasts longer than the cap.
 *
 * <p>Whatever is chosen here, nothing is sent twice: what was written and not answered when a
 * connection is lost has failed, but for commands {@linkplain Command#withRetries that ask for it}.
 */
public final class Reconnect {
  private static final Reconnect DEFAULT =
      new Reconnect(WhileDown.WAIT, Duration.ofMillis(100), Duration.ofSeconds(10));

  private final WhileDown whileDown;
  private final Duration base;
  private final Duration cap;

  private Reconnect(WhileDown whileDown, Duration base, Duration cap) {
    this.whileDown = whileDown;
    this.base = base;
    this.cap = cap;
  }

  /** What becomes of commands while the connection is down. */
  enum WhileDown {
    /** They wait in the bounded queue until their deadline. */
    WAIT("wait"),
    /** They fail at once. */
    FAIL_FAST("fail-fast"),
    /** The connection is closed for good when it is lost. */
    OFF("off");

    private final String label;

    WhileDown(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }
  }

  /**
   * The default: a lost connection is opened again, and commands wait for that in the queue, within
   * its bounds, until their deadline. Attempts are from 100 ms to 10 s apart.
   */
  public static Reconnect waiting() {
    return DEFAULT;
  }

  /** A lost connection is opened again; until it is, commands fail at once, and are not sent. */
  public static Reconnect failingFast() {
    return DEFAULT.with(WhileDown.FAIL_FAST);
  }

  /** A lost connection is closed for good. */
  public static Reconnect off() {
    return DEFAULT.with(WhileDown.OFF);
  }

  private Reconnect with(WhileDown newWhileDown) {
    return new Reconnect(newWhileDown, base, cap);
  }

  /**
   * The same with other times between attempts.
   *
   * @param newBase the longest time before the first attempt
   * @param newCap the longest time before any attempt
   */
  public Reconnect withBackOff(Duration newBase, Duration newCap) {
    if (newBase.compareTo(Duration.ofMillis(1)) < 0 || newBase.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException(
          "backOff begins with " + newBase + ": give 1 ms to 1 day, for example 100ms..10s");
    }
    if (newCap.compareTo(newBase) < 0 || newCap.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException(
          "backOff ends with "
              + newCap
              + ": give at least its beginning, "
              + newBase
              + ", and at most 1 day, for example 100ms..10s");
    }
    return new Reconnect(whileDown, newBase, newCap);
  }

  /** {@code wait}, {@code fail-fast} or {@code off}, with the back-off of the default. */
  static Reconnect parse(String label, Reconnect template) {
    return template.with(Labels.parse("reconnect", WhileDown.values(), WhileDown::label, label));
  }

  /** Whether a lost connection is opened again. */
  public boolean isOn() {
    return whileDown != WhileDown.OFF;
  }

  /** Whether commands fail at once while the connection is down. */
  public boolean failsFast() {
    return whileDown == WhileDown.FAIL_FAST;
  }

  /** The longest time before the first attempt. */
  public Duration base() {
    return base;
  }

  /** The longest time before any attempt. */
  public Duration cap() {
    return cap;
  }

  /** As a URI has it. */
  @Override
  public String toString() {
    return "reconnect=" + whileDown.label();
  }
}
