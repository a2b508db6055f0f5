package io.rondo.bench.target;

import io.lettuce.core.resource.NettyCustomizer;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import org.redisson.client.NettyHook;

/** Keeps the class of the channel that a client on Netty has in fact opened. */
final class SeenChannel implements NettyCustomizer, NettyHook {
  private volatile String name = "none";

  String name() {
    return name;
  }

  @Override
  public void afterChannelInitialized(Channel opened) {
    name = opened.getClass().getSimpleName();
  }

  @Override
  public void afterChannelInitialization(Channel opened) {
    name = opened.getClass().getSimpleName();
  }

  @Override
  public void afterBoostrapInitialization(Bootstrap bootstrap) {}
}
