package io.rondo.client;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections to one Redis server and owns the event loops that they run on. Thread-safe.
 *
 * <pre>{@code
 * try (RedisClient client = RedisClient.create("redis://localhost?loop=epoll");
 *     RedisConnection redis = client.connect()) {
 *   redis.sync().run(TEXT.set("greeting", "hello"));
 *   String greeting = redis.sync().run(TEXT.get("greeting"));
 * }
 * }</pre>
 */
public final class RedisClient implements AutoCloseable {
  private final RedisOptions options;
  private final Transport transport;
  private final @Nullable EventLoopGroup loops;
  private final Set<RedisConnection> connections = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private RedisClient(RedisOptions options) {
    this.options = options;
    this.transport = options.transport().resolve();
    if (options.drive() == Drive.CALLER) {
      transport.requireChangingThreads();
    }
    this.loops =
        options.drive() == Drive.LOOP_THREAD
            ? new MultiThreadIoEventLoopGroup(
                options.loopThreads(),
                LoopThread.factory(transport),
                transport.ioHandlerFactory(false))
            : null;
  }

  /**
   * A client of the server that {@code uri} names; see {@link RedisOptions#parse}. Connects to
   * nothing yet.
   *
   * @throws IllegalArgumentException if the URI is not well-formed
   * @throws IllegalStateException if the machine does not have the event loop asked for
   */
  public static RedisClient create(String uri) {
    return create(RedisOptions.parse(uri));
  }

  /**
   * A client with these options. Connects to nothing yet.
   *
   * @throws IllegalStateException if the machine does not have the event loop asked for
   */
  public static RedisClient create(RedisOptions options) {
    return new RedisClient(options);
  }

  /** The event loop in use: never {@link Transport#AUTO}. */
  public Transport transport() {
    return transport;
  }

  /**
   * Opens a connection; authenticates, selects the database and sets the name, as the options say.
   *
   * @throws RedisConnectException if that fails
   * @throws IllegalStateException if called on an event-loop thread, or after {@link #close}
   */
  public RedisConnection connect() {
    LoopDriver.refuseOnLoop();
    try {
      return open(true).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RedisException cause) {
        cause.fillInStackTrace();
        throw cause;
      }
      throw e;
    }
  }

  /**
   * Like {@link #connect()}, without waiting; the future fails with a {@link
   * RedisConnectException}.
   */
  public CompletableFuture<RedisConnection> connectAsync() {
    return open(false);
  }

  private CompletableFuture<RedisConnection> open(boolean wait) {
    if (closed) {
      throw new IllegalStateException("the client was closed: create another one");
    }
    Connection core = new Connection(options, this::driver);
    RedisConnection connection = new RedisConnection(core, transport, connections::remove);
    CompletableFuture<RedisConnection> opened = new ReplyFuture<>();
    connections.add(connection);
    core.driver().open(() -> connect(core, connection, opened), opened, wait);
    if (closed) {
      connection.close(); // close() may have missed it.
    }
    return opened;
  }

  private LoopDriver driver(Connection core) {
    return loops != null
        ? new LoopThreadDriver(loops.next(), options.waitStrategy(), core)
        : new CallerDriver(
            new CallerEventLoop(transport, core::hasSubmissions), options.waitStrategy(), core);
  }

  private void connect(
      Connection core, RedisConnection connection, CompletableFuture<RedisConnection> opened) {
    long started = System.nanoTime();
    ChannelFuture connected = bootstrap(core).connect(options.host(), options.port());
    core.on(connected.channel());
    if (connected.isDone() && core.driver().loop().isShuttingDown()) {
      // The client was closed meanwhile: the loop may not tell a listener any more.
      failToConnect(core, connection, opened, connected.cause());
      return;
    }
    connected.addListener(
        done -> {
          if (done.isSuccess()) {
            handshake(core, connection, opened, started);
          } else {
            failToConnect(core, connection, opened, done.cause());
          }
        });
  }

  private void failToConnect(
      Connection core,
      RedisConnection connection,
      CompletableFuture<RedisConnection> opened,
      @Nullable Throwable cause) {
    String why = closed ? "the client was closed" : reason(cause);
    core.end(new Closing("cannot connect to " + options.address() + ": " + why, cause, false));
    fail(connection, opened, why, cause);
  }

  private Bootstrap bootstrap(Connection core) {
    int connectMillis = connectMillis(options.connectTimeout());
    Bootstrap bootstrap =
        new Bootstrap()
            .group(core.driver().loop())
            .channel(transport.channelClass())
            .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
            .option(ChannelOption.RECVBUF_ALLOCATOR, core.handler().readBuffers())
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, connectMillis)
            .option(ChannelOption.TCP_NODELAY, options.tcpNoDelay())
            .option(ChannelOption.SO_KEEPALIVE, options.keepAlive());
    return bootstrap.handler(core.handler());
  }

  /** Rounded up, for zero is no limit. */
  private static int connectMillis(Duration timeout) {
    long millis =
        TimeUnit.NANOSECONDS.toMillis(Durations.nanos("connectTimeout", timeout, 0) + 999_999);
    return (int) Math.min(Integer.MAX_VALUE, millis);
  }

  /** On the loop, as soon as the channel is open. */
  private void handshake(
      Connection core,
      RedisConnection connection,
      CompletableFuture<RedisConnection> opened,
      long started) {
    List<PendingReply<?>> replies = new ArrayList<>();
    for (Command<?> command : handshakeCommands()) {
      PendingReply<?> reply = new PendingReply<>(command, core);
      reply.submittedAt(started); // The limit is one for connecting and handshake together.
      replies.add(reply);
      core.submit(reply);
    }
    CompletableFuture.allOf(replies.toArray(PendingReply<?>[]::new))
        .whenComplete(
            (done, error) -> {
              if (error == null) {
                core.connected();
                opened.complete(connection);
              } else {
                Throwable cause = error.getCause() == null ? error : error.getCause();
                fail(connection, opened, reason(cause), cause);
              }
            });
  }

  private List<Command<?>> handshakeCommands() {
    List<Command<?>> commands = new ArrayList<>();
    String password = options.password();
    String username = options.username();
    if (password != null) {
      commands.add(
          username == null ? Commands.TEXT.auth(password) : Commands.TEXT.auth(username, password));
    }
    if (options.database() != 0) {
      commands.add(Commands.TEXT.select(options.database()));
    }
    String name = options.clientName();
    if (name != null) {
      commands.add(Commands.TEXT.clientSetName(name));
    }
    List<Command<?>> limited = new ArrayList<>();
    for (Command<?> command : commands) {
      limited.add(command.withTimeout(options.connectTimeout()));
    }
    return limited;
  }

  private void fail(
      RedisConnection connection,
      CompletableFuture<RedisConnection> opened,
      String why,
      @Nullable Throwable cause) {
    connection.close();
    opened.completeExceptionally(
        new RedisConnectException(
            "cannot connect to " + options.address() + ": " + why, Fate.NOT_SENT, cause));
  }

  private static String reason(@Nullable Throwable cause) {
    if (cause == null || cause.getMessage() == null) {
      return String.valueOf(cause);
    }
    if (cause instanceof java.net.UnknownHostException) {
      return "the host name is not known";
    }
    return cause.getMessage();
  }

  /**
   * Closes all connections and ends the event loops; what is in flight fails. Blocks until that is
   * done.
   */
  @Override
  public void close() {
    closed = true;
    for (RedisConnection connection : connections) {
      connection.close();
    }
    if (loops != null && !(Thread.currentThread() instanceof LoopThread)) {
      loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    } else if (loops != null) {
      loops.shutdownGracefully(0, 5, TimeUnit.SECONDS);
    }
  }

  /** The options, the password left out. */
  @Override
  public String toString() {
    return "RedisClient[" + options + "]";
  }
}
