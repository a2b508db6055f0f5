package io.rondo.bench.network;

import io.rondo.bench.measure.Link;
import org.jspecify.annotations.Nullable;

/**
 * What {@link PingMain} is told on its standard input.
 *
 * @param directUri the server's
 * @param proxied how it is reached through the proxy; null where there is none
 */
record PingSpec(Link link, String directUri, @Nullable Proxied proxied) {
  /**
   * The proxy.
   *
   * @param nearUri the server's behind it, without its delay
   * @param farUri with its delay
   * @param pid its process
   */
  record Proxied(String nearUri, String farUri, String pid) {}
}
