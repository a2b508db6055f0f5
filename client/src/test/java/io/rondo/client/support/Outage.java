package io.rondo.client.support;

import io.rondo.client.Reconnect;
import io.rondo.client.RedisConnection;
import java.time.Duration;

/** A time without a server, for the one connection that goes through a {@link FaultProxy}. */
public final class Outage {
  /** Comes back as soon as it can. */
  public static final Reconnect SOON =
      Reconnect.waiting().withBackOff(Duration.ofMillis(1), Duration.ofMillis(20));

  private Outage() {}

  /** Ends the connection, and lets none through until {@link FaultProxy#accept}. */
  public static void begin(FaultProxy proxy, RedisConnection redis) {
    Eventually.eventually("both know of it", () -> redis.isOpen() && proxy.open() == 1);
    proxy.refuse();
    proxy.cut();
    Eventually.eventually("it is down", () -> !redis.isOpen());
  }

  /** Returns when the connection was opened again so many times. */
  public static void awaitEnd(RedisConnection redis, int times) {
    Eventually.eventually(
        "it is open again", () -> redis.isOpen() && redis.stats().reconnects() >= times);
  }
}
