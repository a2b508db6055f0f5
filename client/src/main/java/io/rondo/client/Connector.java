package io.rondo.client;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.rondo.resp.Replies;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives a {@link Connection} a channel: opens it, agrees on TLS if that is asked for, and sends
 * what begins a connection (AUTH, SELECT, CLIENT SETNAME, CLIENT SETINFO), all within the connect
 * timeout. The name of the host is looked up anew each time, for it may have moved. Holds no state
 * of a connection: it can be asked again for the same one.
 */
final class Connector implements ChannelOpener {
  private static final String VERSION = version();

  private final RedisOptions options;
  private final Transport transport;
  private final @Nullable TlsContext tls;
  private final long timeoutNanos;
  private final BooleanSupplier clientClosed;
  private final HostLookup lookup;

  /**
   * @param clientClosed whether the client is closed, which is then the reason for any failure
   * @throws IllegalArgumentException if a file of the TLS options cannot be read
   */
  Connector(RedisOptions options, Transport transport, BooleanSupplier clientClosed) {
    this(options, transport, clientClosed, host -> List.of(InetAddress.getAllByName(host)));
  }

  /**
   * @param hosts finds the addresses of hosts, on a thread of its own
   */
  Connector(
      RedisOptions options,
      Transport transport,
      BooleanSupplier clientClosed,
      HostLookup.Source hosts) {
    this.options = options;
    this.transport = transport;
    this.clientClosed = clientClosed;
    TlsOptions tlsOptions = options.tls();
    this.tls = tlsOptions == null ? null : new TlsContext(tlsOptions);
    this.timeoutNanos = Durations.nanos("connectTimeout", options.connectTimeout(), 0);
    this.lookup = new HostLookup(hosts, timeoutNanos);
  }

  @Override
  public CompletableFuture<Void> open(Connection connection, ConnectionHandler handler) {
    long started = System.nanoTime();
    CompletableFuture<Void> secured = new CompletableFuture<>();
    ChannelHandler first =
        tls == null
            ? handler
            : new TlsGate(
                () -> tls.newHandler(allocator(), options.host(), options.port(), left(started)),
                handler,
                secured);
    CompletableFuture<Void> done = new CompletableFuture<>();
    Dialer dialer =
        new Dialer(connection, bootstrap(connection, handler), first, lookup, timeoutNanos);
    dialer
        .dial(address())
        .whenComplete(
            (channel, error) -> {
              if (error != null) {
                done.completeExceptionally(failed(ConnectFailure.toOpen(dialer.failures()), error));
              } else if (isItsOwnPeer(channel)) {
                done.completeExceptionally(
                    failed(
                        "nothing listens there, and the kernel has connected it to itself", null));
                channel.close(); // At once: it would keep the server from that port.
              } else if (tls == null) {
                secured.complete(null);
              }
            });
    secured.whenComplete(
        (s, e) -> {
          if (e == null) {
            begin(connection, handler, started, done);
          } else {
            done.completeExceptionally(failed(ConnectFailure.toSecure(e, options), e));
          }
        });
    return done;
  }

  /**
   * Whether it is at both ends: a port that nobody listens on, and that is among those that the
   * kernel gives to clients, may be given to the client that connects to it (RFC 9293, 3.5,
   * "simultaneous open").
   */
  static boolean isItsOwnPeer(Channel channel) {
    return channel.localAddress() instanceof InetSocketAddress own
        && own.equals(channel.remoteAddress());
  }

  /** Of channels, but for their handlers. */
  private Bootstrap bootstrap(Connection connection, ConnectionHandler handler) {
    boolean unix = options.unixSocket() != null;
    Bootstrap bootstrap =
        new Bootstrap()
            .group(connection.loop())
            .channel(unix ? transport.unixChannelClass() : transport.channelClass())
            .option(ChannelOption.ALLOCATOR, allocator())
            .option(ChannelOption.RECVBUF_ALLOCATOR, handler.readBuffers());
    if (!unix) {
      bootstrap.resolver(lookup);
      options.socket().apply(bootstrap, transport);
    }
    return bootstrap;
  }

  private static ByteBufAllocator allocator() {
    return PooledByteBufAllocator.DEFAULT;
  }

  private SocketAddress address() {
    String path = options.unixSocket();
    return path == null
        ? InetSocketAddress.createUnresolved(options.host(), options.port())
        : transport.unixAddress(path);
  }

  /** Milliseconds that are left of the connect timeout, at least one; zero is no limit. */
  private long left(long started) {
    return timeoutNanos == 0
        ? 0
        : Math.max(1, Durations.millisRoundedUp(timeoutNanos - (System.nanoTime() - started)));
  }

  // --- what begins a connection ---

  private void begin(
      Connection connection,
      ConnectionHandler handler,
      long started,
      CompletableFuture<Void> done) {
    long heardBefore = connection.stats().bytesRead();
    List<PendingReply<?>> replies = new ArrayList<>();
    List<CompletableFuture<?>> taken = new ArrayList<>();
    for (Command<?> command : connection.session().restore()) {
      PendingReply<?> reply = reply(connection, command, started);
      replies.add(reply);
      taken.add(reply);
    }
    for (Command<?> command : wished()) {
      PendingReply<?> reply = reply(connection, command, started);
      replies.add(reply);
      taken.add(unlessRefused(reply));
    }
    connection.submitFirst(handler, replies);
    CompletableFuture.allOf(taken.toArray(CompletableFuture<?>[]::new))
        .whenComplete(
            (all, error) -> {
              if (error == null) {
                done.complete(null);
              } else {
                Throwable cause = error.getCause() == null ? error : error.getCause();
                boolean heard = connection.stats().bytesRead() > heardBefore;
                done.completeExceptionally(
                    failed(ConnectFailure.toBegin(cause, options, heard), cause));
              }
            });
  }

  private PendingReply<?> reply(Connection connection, Command<?> command, long started) {
    PendingReply<?> reply =
        new PendingReply<>(command.withTimeout(options.connectTimeout()), connection);
    reply.submittedAt(started); // The limit is one for connecting and handshake together.
    return reply;
  }

  /**
   * What the server may refuse: Redis before 7.2 does not know it, and a user may lack the right.
   */
  private List<Command<?>> wished() {
    return options.clientInfo()
        ? List.of(setInfo("LIB-NAME", "rondo"), setInfo("LIB-VER", VERSION))
        : List.of();
  }

  private static Command<?> setInfo(String what, String value) {
    return Command.of("CLIENT SETINFO", Replies.status(), what, value);
  }

  private static CompletableFuture<?> unlessRefused(CompletableFuture<?> reply) {
    return reply.handle(
        (done, error) -> {
          if (error != null && !(error instanceof RedisServerException)) {
            throw new CompletionException(error);
          }
          return true;
        });
  }

  private static String version() {
    try (InputStream in = Connector.class.getResourceAsStream("version.txt")) {
      return new String(
              Objects.requireNonNull(in, "version.txt is part of the jar").readAllBytes(),
              StandardCharsets.UTF_8)
          .strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Opens nothing any more. */
  void close() {
    lookup.close();
  }

  /** The failure to connect, for {@code why}. */
  RedisConnectException failed(String why, @Nullable Throwable cause) {
    String reason = clientClosed.getAsBoolean() ? "the client was closed" : why;
    return new RedisConnectException(
        "cannot connect to " + options.address() + ": " + reason, Fate.NOT_SENT, cause);
  }
}
