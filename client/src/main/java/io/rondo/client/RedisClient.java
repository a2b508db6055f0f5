package io.rondo.client;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.FutureListener;
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
  private final Connector connector;
  private final @Nullable EventLoopGroup loops;
  private final Set<RedisConnection> connections = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private RedisClient(RedisOptions options) {
    this.options = options;
    this.transport = options.transport().resolve();
    this.connector = new Connector(options, transport, () -> closed);
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
   * @throws IllegalArgumentException if the URI is not well-formed, or a file that it names cannot
   *     be used
   * @throws IllegalStateException if the machine does not have the event loop asked for
   */
  public static RedisClient create(String uri) {
    return create(RedisOptions.parse(uri));
  }

  /**
   * A client with these options. Connects to nothing yet.
   *
   * @throws IllegalArgumentException if a file that the options name cannot be used
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
    // A loop that ends while it opens a channel leaves it as it is, and tells nobody.
    Future<?> loopEnd = core.loop().terminationFuture();
    FutureListener<Object> atLoopEnd =
        ended -> failed(core, opened, connector.failed("the client was closed", null));
    loopEnd.addListener(atLoopEnd);
    opened.whenComplete((done, error) -> loopEnd.removeListener(atLoopEnd));
    connector
        .connect(core)
        .whenComplete(
            (done, error) -> {
              if (error == null) {
                core.connected(connection);
                opened.complete(connection);
                return;
              }
              connection.close();
              whenClosed(core.channel(), () -> failed(core, opened, error));
            });
  }

  /**
   * The connection may not hear that its channel is closed: its handler is not there yet, or the
   * loop has ended.
   */
  private static void failed(
      Connection core, CompletableFuture<RedisConnection> opened, Throwable error) {
    core.end(new Closing(String.valueOf(error.getMessage()), error.getCause(), false));
    opened.completeExceptionally(error);
  }

  /** On the loop; or at once, for a loop that has ended tells nobody. */
  private static void whenClosed(Channel channel, Runnable then) {
    ChannelFuture closed = channel.closeFuture();
    if (closed.isDone()) {
      then.run();
    } else {
      closed.addListener(done -> then.run());
    }
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
