package io.rondo.bench.ledger;

import io.rondo.bench.report.Ledger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What no timestamp sees, worked out of other measurements and said to be so. */
public final class Estimates {
  private Estimates() {}

  /**
   * The estimates that there is a base for.
   *
   * @param serverNanos of a command, by the server's own count; null where it does not tell
   */
  public static List<Ledger.Estimate> of(References references, @Nullable Double serverNanos) {
    List<Ledger.Estimate> estimates = new ArrayList<>();
    add(estimates, "server", serverNanos, "INFO commandstats, mean of SET and GET");
    Double spin = references.spinServer();
    Double own = references.ownServer();
    if (spin != null && own != null) {
      add(
          estimates,
          "wake-up of the loop",
          Math.max(0, own - spin),
          "median of the stage that waits, less that of a caller that spins");
      if (serverNanos != null) {
        add(
            estimates,
            "wire and kernel",
            Math.max(0, spin - serverNanos),
            "what is left of a spinning caller's wait without the server's count");
      }
    }
    add(estimates, "floor", references.raw(), "a blocking socket without a client, whole command");
    add(
        estimates,
        "client on canned replies",
        references.canned(),
        "a server that only replies, whole command");
    add(
        estimates,
        "client without I/O",
        references.loopback(),
        "in memory over an EmbeddedChannel, whole command");
    return estimates;
  }

  private static void add(
      List<Ledger.Estimate> estimates, String name, @Nullable Double nanos, String method) {
    if (nanos != null) {
      estimates.add(new Ledger.Estimate(name, nanos, method));
    }
  }
}
