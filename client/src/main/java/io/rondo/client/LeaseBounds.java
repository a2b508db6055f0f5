package io.rondo.client;

import java.time.Duration;

/**
 * Bounds of leased connections.
 *
 * @param max connections at most
 * @param patience how long to wait for a free one; zero waits for ever
 */
record LeaseBounds(int max, Duration patience) {
  static final LeaseBounds DEFAULT = new LeaseBounds(16, Duration.ofSeconds(5));

  LeaseBounds {
    Durations.nanos("leaseWait", patience, 0);
    Checks.range("leases", max, 1, Integer.MAX_VALUE);
  }
}
