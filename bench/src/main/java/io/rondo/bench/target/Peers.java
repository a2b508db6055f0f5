package io.rondo.bench.target;

import io.netty.channel.epoll.Epoll;
import io.netty.channel.kqueue.KQueue;
import io.rondo.bench.common.BenchException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The clients that Rondo is compared with, and the floor below all of them. */
final class Peers {
  private static final Set<Capability> ALL_WAYS =
      EnumSet.of(Capability.BLOCKING, Capability.PIPELINE, Capability.CALLBACKS);
  private static final Set<Capability> SYNCHRONOUS =
      EnumSet.of(Capability.BLOCKING, Capability.PIPELINE);

  private static final List<String> BLOCK = List.of("block");

  static final List<TargetProvider> ALL =
      List.of(
          new PeerProvider(
              "jedis",
              TargetProvider.Role.PEER,
              Sharing.CONNECTION_PER_THREAD,
              Peers::sockets,
              "caller",
              BLOCK,
              SYNCHRONOUS,
              JedisTarget::new),
          new PeerProvider(
              "lettuce",
              TargetProvider.Role.PEER,
              Sharing.ONE_CONNECTION,
              Peers::nettyTransports,
              "loop-thread",
              BLOCK,
              ALL_WAYS,
              LettuceTarget::new),
          new PeerProvider(
              "vertx",
              TargetProvider.Role.PEER,
              Sharing.ONE_CONNECTION,
              Peers::nettyTransports,
              "loop-thread",
              BLOCK,
              ALL_WAYS,
              VertxSettings::open),
          new PeerProvider(
              "redisson",
              TargetProvider.Role.PEER,
              Sharing.POOL,
              Peers::nettyTransports,
              "loop-thread",
              BLOCK,
              ALL_WAYS,
              RedissonTarget::new),
          new PeerProvider(
              "glide",
              TargetProvider.Role.PEER,
              Sharing.ONE_CONNECTION,
              () -> Map.of("tokio", GlideSettings.whyNot()),
              "loop-thread",
              BLOCK,
              ALL_WAYS,
              GlideTarget::new),
          new PeerProvider(
              "raw",
              TargetProvider.Role.FLOOR,
              Sharing.CONNECTION_PER_THREAD,
              Peers::sockets,
              "caller",
              List.of("block", "spin"),
              SYNCHRONOUS,
              RawTarget::new));

  private Peers() {}

  private static Map<String, String> sockets() {
    return Map.of("socket", "");
  }

  /** All three recommend the native transport, and epoll or kqueue are what all three have. */
  private static Map<String, String> nettyTransports() {
    Map<String, String> transports = new LinkedHashMap<>();
    transports.put("epoll", reason(Epoll.unavailabilityCause()));
    transports.put("kqueue", reason(KQueue.unavailabilityCause()));
    transports.put("nio", "");
    return transports;
  }

  private static String reason(@Nullable Throwable cause) {
    return cause == null ? "" : BenchException.oneLine(cause);
  }
}
