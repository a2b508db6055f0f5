package io.rondo.client;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.uring.IoUringChannelOption;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Set;
import jdk.net.ExtendedSocketOptions;

/**
 * How a TCP connection is set up. Immutable: each {@code with…} gives a changed copy. Of no concern
 * to unix sockets.
 *
 * <p>With the defaults a peer that has vanished is noticed within a minute: the kernel asks after
 * 30 s of silence, and gives up after three questions of 10 s each; what was sent and is not
 * acknowledged ends the connection after 60 s.
 */
public final class SocketOptions {
  /** The most seconds that Linux takes for TCP_KEEPIDLE and TCP_KEEPINTVL. */
  private static final int MAX_KEEPALIVE_SECONDS = 32767;

  /** The most that Linux takes for TCP_KEEPCNT. */
  private static final int MAX_KEEPALIVE_PROBES = 127;

  private final boolean tcpNoDelay;
  private final boolean keepAlive;
  private final Duration keepAliveIdle;
  private final Duration keepAliveInterval;
  private final int keepAliveProbes;
  private final Duration userTimeout;

  private SocketOptions(
      boolean tcpNoDelay,
      boolean keepAlive,
      Duration keepAliveIdle,
      Duration keepAliveInterval,
      int keepAliveProbes,
      Duration userTimeout) {
    this.tcpNoDelay = tcpNoDelay;
    this.keepAlive = keepAlive;
    this.keepAliveIdle = wholeSeconds("keepAliveIdle", keepAliveIdle);
    this.keepAliveInterval = wholeSeconds("keepAliveInterval", keepAliveInterval);
    this.keepAliveProbes =
        Checks.range("keepAliveProbes", keepAliveProbes, 1, MAX_KEEPALIVE_PROBES);
    if (userTimeout.isNegative()
        || userTimeout.compareTo(Duration.ofMillis(Integer.MAX_VALUE)) > 0) {
      throw new IllegalArgumentException(
          "userTimeout is " + userTimeout + ": give up to 24 days, or zero for the kernel's own");
    }
    this.userTimeout = userTimeout;
  }

  /** TCP_NODELAY on, keep-alive after 30 s, three probes of 10 s each, a user timeout of 60 s. */
  public static SocketOptions create() {
    return new SocketOptions(
        true, true, Duration.ofSeconds(30), Duration.ofSeconds(10), 3, Duration.ofSeconds(60));
  }

  private static Duration wholeSeconds(String name, Duration value) {
    if (value.toNanosPart() != 0
        || value.compareTo(Duration.ofSeconds(1)) < 0
        || value.compareTo(Duration.ofSeconds(MAX_KEEPALIVE_SECONDS)) > 0) {
      throw new IllegalArgumentException(
          name + " is " + value + ": give whole seconds, from 1 to " + MAX_KEEPALIVE_SECONDS);
    }
    return value;
  }

  /** The same options with TCP_NODELAY (small packets leave at once) on or off. */
  public SocketOptions withTcpNoDelay(boolean on) {
    return new SocketOptions(
        on, keepAlive, keepAliveIdle, keepAliveInterval, keepAliveProbes, userTimeout);
  }

  /**
   * The same options with SO_KEEPALIVE (the kernel asks an idle peer whether it lives) on or off.
   */
  public SocketOptions withKeepAlive(boolean on) {
    return new SocketOptions(
        tcpNoDelay, on, keepAliveIdle, keepAliveInterval, keepAliveProbes, userTimeout);
  }

  /**
   * The same options with other times of keep-alive; on epoll, io_uring, and on NIO where the JDK
   * can.
   *
   * @param idle silence after which the kernel asks (TCP_KEEPIDLE), in whole seconds
   * @param interval from one question to the next (TCP_KEEPINTVL), in whole seconds
   * @param probes unanswered questions after which the connection is closed (TCP_KEEPCNT)
   */
  public SocketOptions withKeepAliveTimes(Duration idle, Duration interval, int probes) {
    return new SocketOptions(tcpNoDelay, keepAlive, idle, interval, probes, userTimeout);
  }

  /**
   * The same options with another limit of how long what was sent may stay unacknowledged, or
   * unsent because the peer does not read, before the connection is closed (TCP_USER_TIMEOUT), in
   * milliseconds; zero is the kernel's own patience. On epoll and io_uring.
   */
  public SocketOptions withUserTimeout(Duration timeout) {
    return new SocketOptions(
        tcpNoDelay, keepAlive, keepAliveIdle, keepAliveInterval, keepAliveProbes, timeout);
  }

  /** Whether TCP_NODELAY is set. */
  public boolean tcpNoDelay() {
    return tcpNoDelay;
  }

  /** Whether SO_KEEPALIVE is set. */
  public boolean keepAlive() {
    return keepAlive;
  }

  /** Silence after which the kernel asks the peer. */
  public Duration keepAliveIdle() {
    return keepAliveIdle;
  }

  /** From one question to the next. */
  public Duration keepAliveInterval() {
    return keepAliveInterval;
  }

  /** Unanswered questions after which the connection is closed. */
  public int keepAliveProbes() {
    return keepAliveProbes;
  }

  /** How long what was sent may stay unacknowledged; zero is the kernel's own patience. */
  public Duration userTimeout() {
    return userTimeout;
  }

  /** Sets what channels of {@code transport} have of it. */
  void apply(Bootstrap bootstrap, Transport transport) {
    bootstrap
        .option(ChannelOption.TCP_NODELAY, tcpNoDelay)
        .option(ChannelOption.SO_KEEPALIVE, keepAlive);
    switch (transport.resolve()) {
      case EPOLL -> {
        probes(
            bootstrap,
            EpollChannelOption.TCP_KEEPIDLE,
            EpollChannelOption.TCP_KEEPINTVL,
            EpollChannelOption.TCP_KEEPCNT);
        bootstrap.option(EpollChannelOption.TCP_USER_TIMEOUT, (int) userTimeout.toMillis());
      }
      case IO_URING -> {
        probes(
            bootstrap,
            IoUringChannelOption.TCP_KEEPIDLE,
            IoUringChannelOption.TCP_KEEPINTVL,
            IoUringChannelOption.TCP_KEEPCNT);
        bootstrap.option(IoUringChannelOption.TCP_USER_TIMEOUT, (int) userTimeout.toMillis());
      }
      case NIO -> {
        if (Jdk.CAN_PROBE) {
          probes(bootstrap, Jdk.KEEPIDLE, Jdk.KEEPINTVL, Jdk.KEEPCNT);
        }
      }
      case KQUEUE, AUTO -> {}
    }
  }

  private void probes(
      Bootstrap bootstrap,
      ChannelOption<Integer> idle,
      ChannelOption<Integer> interval,
      ChannelOption<Integer> count) {
    if (keepAlive) {
      bootstrap
          .option(idle, (int) keepAliveIdle.toSeconds())
          .option(interval, (int) keepAliveInterval.toSeconds())
          .option(count, keepAliveProbes);
    }
  }

  /** What the JDK's sockets have on this system. */
  private static final class Jdk {
    static final ChannelOption<Integer> KEEPIDLE =
        NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPIDLE);
    static final ChannelOption<Integer> KEEPINTVL =
        NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPINTERVAL);
    static final ChannelOption<Integer> KEEPCNT =
        NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPCOUNT);
    static final boolean CAN_PROBE = canProbe();

    private Jdk() {}

    private static boolean canProbe() {
      try (SocketChannel channel = SocketChannel.open()) {
        return channel
            .supportedOptions()
            .containsAll(
                Set.of(
                    ExtendedSocketOptions.TCP_KEEPIDLE,
                    ExtendedSocketOptions.TCP_KEEPINTERVAL,
                    ExtendedSocketOptions.TCP_KEEPCOUNT));
      } catch (IOException e) {
        return false; // Connecting will say why.
      }
    }
  }
}
