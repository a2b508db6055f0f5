package io.rondo.bench.target;

import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.transport.Transport;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;

/** How Vert.x is configured, and what it has made of it. */
final class VertxSettings {
  // Its bound on commands in flight; the default of 2048 would refuse thousands of workers.
  private static final int WAITING = 1 << 20;

  private VertxSettings() {}

  static Target open(TargetSettings settings) {
    boolean nio = settings.loop().equals("nio");
    Transport transport = nio ? Transport.NIO : Transport.nativeTransport();
    Vertx vertx = Vertx.builder().withTransport(transport).build();
    RedisOptions options = new RedisOptions().setConnectionString(settings.uri());
    return new VertxTarget(
        vertx, Redis.createClient(vertx, options.setMaxWaitingHandlers(WAITING)));
  }

  /** The transport that in fact runs: Vert.x falls back without a word. */
  static String transportOf(Vertx vertx) {
    return ((VertxInternal) vertx).transport().getClass().getSimpleName();
  }
}
