package io.rondo.client;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.FutureListener;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
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
  /** After so long a silence a connection with subscriptions is asked whether it is there. */
  private static final Duration PING_PERIOD = Duration.ofSeconds(10);

  private final RedisOptions options;
  private final Transport transport;
  private final Connector connector;
  private final @Nullable EventLoopGroup loops;
  private final Set<RedisConnection> connections = ConcurrentHashMap.newKeySet();
  private final Watchman watchman = new Watchman(connections);
  private final ClientTimer timer = new ClientTimer();
  private final Leases leases;
  private volatile boolean closed;

  private RedisClient(RedisOptions options) {
    this.options = options;
    this.leases = new Leases(options, this::openOnce, timer);
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

  /**
   * Leases a connection: one that is the caller's alone until it is closed, which gives it back to
   * be leased again. For what concerns a whole connection:
   *
   * <pre>{@code
   * try (RedisConnection mine = client.lease()) {
   *   mine.sync().run(TEXT.watch("stock"));
   *   long stock = Long.parseLong(mine.sync().run(TEXT.get("stock")));
   *   Pipeline order = mine.transaction();
   *   order.add(TEXT.set("stock", String.valueOf(stock - 1)));
   *   order.run(); // or a RedisTransactionAbortedException: somebody was faster
   * }
   * }</pre>
   *
   * <p>There are at most {@link RedisOptions#maxLeases()} of them, those included on which commands
   * wait that were run on a shared connection. A transaction or WATCH that is open when the
   * connection is given back is ended (DISCARD, UNWATCH). If something is in flight on it, or its
   * state was changed (SELECT, AUTH, CLIENT SETNAME, …), it is closed instead; what is in flight
   * fails. What its holder runs on it afterwards fails with a {@link RedisClosedException}, not
   * sent.
   *
   * @throws RedisTimeoutException if none becomes free within {@link RedisOptions#leaseWait()}
   * @throws RedisConnectException if it had to be opened and that failed
   * @throws IllegalStateException if called on an event-loop thread
   */
  public RedisConnection lease() {
    LoopDriver.refuseOnLoop();
    return Replied.value(leases.lease(true));
  }

  /**
   * Like {@link #lease()}, without waiting: the future fails instead. Cancelled, it takes none. It
   * ends on an event loop, or on the thread that gives a lease back.
   */
  public CompletableFuture<RedisConnection> leaseAsync() {
    return leases.lease(false);
  }

  /**
   * Opens a connection for subscriptions.
   *
   * @param vocabulary what channels and messages are: {@link Commands#TEXT} for example
   * @param listener is told of messages, and of what happens to the connection
   * @throws RedisConnectException if that fails; once it is open, it is opened again when it is
   *     lost
   * @throws IllegalStateException if called on an event-loop thread, or after {@link #close}
   */
  public <K, V> RedisSubscriber<K, V> subscriber(
      Vocabulary<K, V> vocabulary, PubSubListener<K, V> listener) {
    LoopDriver.refuseOnLoop();
    return Replied.value(openSubscriber(vocabulary, listener, PING_PERIOD, true));
  }

  /** Like {@link #subscriber}, without waiting; the future fails with what that throws. */
  public <K, V> CompletableFuture<RedisSubscriber<K, V>> subscriberAsync(
      Vocabulary<K, V> vocabulary, PubSubListener<K, V> listener) {
    return openSubscriber(vocabulary, listener, PING_PERIOD, false);
  }

  /**
   * As {@link #subscriber}.
   *
   * @param pingPeriod after which a silent connection is asked whether it is still there
   */
  <K, V> CompletableFuture<RedisSubscriber<K, V>> openSubscriber(
      Vocabulary<K, V> vocabulary,
      PubSubListener<K, V> listener,
      Duration pingPeriod,
      boolean wait) {
    return new RedisSubscriber<>(
            vocabulary, listener, this::openForPushes, () -> closed, timer, pingPeriod)
        .open(wait);
  }

  private CompletableFuture<RedisConnection> open(boolean wait) {
    CompletableFuture<RedisConnection> opened = new ReplyFuture<>();
    open(options, null, opened, wait);
    return opened;
  }

  /** Opens a connection that is closed for good when it is lost: its holder must know. */
  private CompletableFuture<RedisConnection> openOnce(boolean wait) {
    CompletableFuture<RedisConnection> opened = new ReplyFuture<>();
    open(options.withReconnect(Reconnect.off()), null, opened, wait);
    return opened;
  }

  /** Opens a connection for subscriptions, whose owner opens another one when it is lost. */
  private void openForPushes(
      Connection.@Nullable Pushes pushes, CompletableFuture<RedisConnection> opened, boolean wait) {
    RedisOptions once = options.withReconnect(Reconnect.off()).withWatchdog(Duration.ZERO);
    open(once, pushes, opened, wait);
  }

  /**
   * Opens a connection.
   *
   * @param opened ends with it, on its loop
   */
  private void open(
      RedisOptions how,
      Connection.@Nullable Pushes pushes,
      CompletableFuture<RedisConnection> opened,
      boolean wait) {
    if (closed) {
      throw new IllegalStateException("the client was closed: create another one");
    }
    Connection core;
    try {
      core = new Connection(how, this::driver, connector, pushes);
    } catch (RuntimeException e) { // No descriptor is left, say.
      opened.completeExceptionally(
          connector.failed("no event loop could be made: " + ConnectFailure.oneLine(e), e));
      return;
    }
    RedisConnection connection =
        new RedisConnection(Route.shared(core, leases), transport, this::close);
    connections.add(connection);
    try {
      core.driver().open(() -> connect(core, connection, opened), opened, wait);
    } catch (RejectedExecutionException e) {
      failed(core, opened, connector.failed("the client was closed", e));
    }
    if (options.drive() == Drive.CALLER) {
      watchman.start();
    }
    if (closed) {
      connection.close(); // close() may have missed it.
    }
  }

  private void close(RedisConnection connection) {
    connections.remove(connection);
    connection.core().close();
  }

  private LoopDriver driver(Connection core) {
    return loops != null
        ? new LoopThreadDriver(loops.next(), options.waitStrategy(), core, timer)
        : new CallerDriver(
            new CallerEventLoop(transport, core::hasSubmissions),
            options.waitStrategy(),
            core,
            timer);
  }

  private void connect(
      Connection core, RedisConnection connection, CompletableFuture<RedisConnection> opened) {
    // A loop that ends while it opens a channel leaves it as it is, and tells nobody.
    Future<?> loopEnd = core.loop().terminationFuture();
    FutureListener<Object> atLoopEnd =
        ended -> failed(core, opened, connector.failed("the client was closed", null));
    loopEnd.addListener(atLoopEnd);
    opened.whenComplete((done, error) -> loopEnd.removeListener(atLoopEnd));
    core.link()
        .begin()
        .whenComplete(
            (done, error) -> {
              if (error == null) {
                core.connected(connection);
                opened.complete(connection);
                return;
              }
              connection.close();
              core.link().whenClosed(() -> failed(core, opened, error));
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

  /**
   * Closes all connections and ends the event loops; what is in flight fails. Blocks until that is
   * done.
   */
  @Override
  public void close() {
    closed = true;
    watchman.close();
    leases.close();
    for (RedisConnection connection : connections) {
      connection.close();
    }
    connector.close();
    timer.close();
    if (loops != null && !(Thread.currentThread() instanceof LoopThread)) {
      loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    } else if (loops != null) {
      loops.shutdownGracefully(0, 5, TimeUnit.SECONDS);
    }
  }

  Leases leases() {
    return leases;
  }

  /** The options, the password left out. */
  @Override
  public String toString() {
    return "RedisClient[" + options + "]";
  }
}
