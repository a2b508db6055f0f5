package io.rondo.client;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What ties a command to the connection that it runs on. */
enum Tie {
  /** Nothing: it means the same on every connection of a client. */
  NONE,
  /** It changes what commands after it on the same connection mean, or how they are answered. */
  SESSION,
  /** WATCH: UNWATCH undoes it. */
  WATCH,
  /** MULTI: DISCARD undoes it. */
  MULTI,
  /** WAIT: it is about what the same connection has written before. */
  WRITES,
  /** What it makes the server send are no replies, or none for each command. */
  MODE;

  private static final Map<String, Tie> BY_NAME =
      Map.of("WATCH", WATCH, "MULTI", MULTI, "WAIT", WRITES, "WAITAOF", WRITES);

  private static final Set<String> SESSION_NAMES =
      Set.of(
          "AUTH",
          "ASKING",
          "CLIENT",
          "CLIENT CACHING",
          "CLIENT NO-EVICT",
          "CLIENT NO-TOUCH",
          "CLIENT SETINFO",
          "CLIENT SETNAME",
          "CLIENT TRACKING",
          "HELLO",
          "READONLY",
          "READWRITE",
          "RESET",
          "SCRIPT DEBUG",
          "SELECT");

  private static final Set<String> MODE_NAMES =
      Set.of(
          "CLIENT REPLY",
          "MONITOR",
          "PSUBSCRIBE",
          "PSYNC",
          "PUNSUBSCRIBE",
          "SSUBSCRIBE",
          "SUBSCRIBE",
          "SUNSUBSCRIBE",
          "SYNC",
          "UNSUBSCRIBE");

  /** The tie of the command of that name. */
  static Tie of(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    if (SESSION_NAMES.contains(upper)) {
      return SESSION;
    }
    return MODE_NAMES.contains(upper) ? MODE : BY_NAME.getOrDefault(upper, NONE);
  }
}
