package io.rondo.client;

import io.netty.channel.Channel;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.kqueue.KQueue;
import io.netty.channel.kqueue.KQueueDomainSocketChannel;
import io.netty.channel.kqueue.KQueueIoHandler;
import io.netty.channel.kqueue.KQueueSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringDomainSocketChannel;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringIoHandlerConfig;
import io.netty.channel.uring.IoUringSocketChannel;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import org.jspecify.annotations.Nullable;

/** The kind of event loop, and of the channels on it. */
public enum Transport {
  /**
   * The best that this machine has: epoll or kqueue, else NIO. {@code docs/decisions.md} says why.
   */
  AUTO("auto"),
  /** The JDK's selector; everywhere. */
  NIO("nio"),
  /** Netty's native epoll; Linux. */
  EPOLL("epoll"),
  /** Netty's native io_uring; Linux 5.14 and later, where it is not forbidden. */
  IO_URING("io_uring"),
  /** Netty's native kqueue; macOS. */
  KQUEUE("kqueue");

  /** Netty reads it once, when its io_uring is first asked for. */
  private static final String MULTISHOT_POLLS = "io.netty.iouring.pollAddMultishotEnabled";

  static {
    // A multishot poll reports again what another thread has read meanwhile; the read that follows
    // then waits in the kernel, where it ends with the thread that began it, and its data is never
    // asked for again. That matters to loops that change threads; a poll per read does without.
    if (System.getProperty(MULTISHOT_POLLS) == null) {
      System.setProperty(MULTISHOT_POLLS, "false");
    }
  }

  private final String label;

  Transport(String label) {
    this.label = label;
  }

  /**
   * The name in a URI and in reports: {@code auto}, {@code nio}, {@code epoll}, {@code io_uring},
   * {@code kqueue}.
   */
  public String label() {
    return label;
  }

  /**
   * The transport of that label.
   *
   * @throws IllegalArgumentException if there is none; the message lists those there are
   */
  public static Transport parse(String label) {
    return Labels.parse("loop", values(), Transport::label, label);
  }

  /** Whether this machine can run it. */
  public boolean isAvailable() {
    return unavailabilityCause() == null;
  }

  /** Why this machine cannot run it, or {@code null} if it can. */
  public @Nullable Throwable unavailabilityCause() {
    return switch (this) {
      case AUTO, NIO -> null;
      case EPOLL -> Epoll.unavailabilityCause();
      case IO_URING -> IoUring.unavailabilityCause();
      case KQUEUE -> KQueue.unavailabilityCause();
    };
  }

  /**
   * What AUTO stands for here; any other transport is itself.
   *
   * @throws IllegalStateException if this machine cannot run it, with the cause; it is never
   *     replaced by another one in silence
   */
  public Transport resolve() {
    if (this == AUTO) {
      return EPOLL.isAvailable() ? EPOLL : KQUEUE.isAvailable() ? KQUEUE : NIO;
    }
    Throwable cause = unavailabilityCause();
    if (cause != null) {
      throw new IllegalStateException(
          "event loop '"
              + label
              + "' is not available here ("
              + rootMessage(cause)
              + "): use loop=auto or loop=nio",
          cause);
    }
    return this;
  }

  private static String rootMessage(Throwable cause) {
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = root.getMessage();
    return message == null
        ? root.getClass().getSimpleName()
        : message.lines().findFirst().orElse("");
  }

  /**
   * @param changingThreads whether the loop may be run by one thread now and another later, never
   *     two at once; io_uring's SINGLE_ISSUER, which ties a ring to one thread, is then off
   */
  IoHandlerFactory ioHandlerFactory(boolean changingThreads) {
    return switch (resolve()) {
      case NIO -> NioIoHandler.newFactory();
      case EPOLL -> EpollIoHandler.newFactory();
      case IO_URING ->
          IoUringIoHandler.newFactory(
              new IoUringIoHandlerConfig().setSingleIssuer(!changingThreads));
      case KQUEUE -> KQueueIoHandler.newFactory();
      case AUTO -> throw new AssertionError("resolved");
    };
  }

  /**
   * Refuses what this JVM cannot do: see {@link Drive#CALLER} on io_uring.
   *
   * @throws IllegalStateException if Netty's io_uring was set up by others before
   */
  void requireChangingThreads() {
    if (this == IO_URING && IoUring.isPollAddMultishotEnabled()) {
      throw new IllegalStateException(
          "event loop 'io_uring' with drive 'caller' needs Netty's multishot polls off: start the"
              + " JVM with -D"
              + MULTISHOT_POLLS
              + "=false, or use another loop or drive");
    }
  }

  /** Makes {@code handler}, of a factory for changing threads, ready to run. */
  void initialize(IoHandler handler) {
    if (this == IO_URING) {
      IoUringRings.enableForAnyThread(handler);
    } else {
      handler.initialize();
    }
  }

  /**
   * Ends what {@code handler}, of a factory for changing threads, still has in the kernel and
   * another thread than the current one has begun; its channels are closed.
   *
   * @param turn waits for the handler's next event and handles it
   */
  void settle(IoHandler handler, Runnable turn) {
    if (this == IO_URING) {
      IoUringRings.settle(handler, turn);
    }
  }

  Class<? extends Channel> channelClass() {
    return switch (resolve()) {
      case NIO -> NioSocketChannel.class;
      case EPOLL -> EpollSocketChannel.class;
      case IO_URING -> IoUringSocketChannel.class;
      case KQUEUE -> KQueueSocketChannel.class;
      case AUTO -> throw new AssertionError("resolved");
    };
  }

  Class<? extends Channel> unixChannelClass() {
    return switch (resolve()) {
      case NIO -> NioDomainSocketChannel.class;
      case EPOLL -> EpollDomainSocketChannel.class;
      case IO_URING -> IoUringDomainSocketChannel.class;
      case KQUEUE -> KQueueDomainSocketChannel.class;
      case AUTO -> throw new AssertionError("resolved");
    };
  }

  /** The address of a unix socket, as {@link #unixChannelClass()} takes it. */
  SocketAddress unixAddress(String path) {
    return resolve() == NIO ? UnixDomainSocketAddress.of(path) : new DomainSocketAddress(path);
  }
}
