package io.rondo.client;

import io.rondo.resp.RespLimits;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where a client connects to, as whom, and how it runs. Immutable: each {@code with…} gives a
 * changed copy. The password shows nowhere: {@link #toString()} leaves it out.
 */
public final class RedisOptions implements Cloneable {
  private static final int MAX_TRACE_GAP = 1_000_000_000;

  private ServerAddress address = ServerAddress.DEFAULT;
  private Identity identity = Identity.DEFAULT;
  private Duration connectTimeout = Duration.ofSeconds(5);
  private Duration commandTimeout = Duration.ofSeconds(10);
  private Transport transport = Transport.AUTO;
  private Drive drive = Drive.CALLER;
  private WaitStrategy waitStrategy = WaitStrategy.BLOCK;
  private int loopThreads = Math.min(4, Runtime.getRuntime().availableProcessors());
  private QueueBounds queueBounds = QueueBounds.DEFAULT;
  private LeaseBounds leaseBounds = LeaseBounds.DEFAULT;
  private RespLimits limits = RespLimits.DEFAULT;
  private SocketOptions socket = SocketOptions.create();
  private @Nullable TlsOptions tls;
  private boolean clientInfo = true;
  private @Nullable MetricsListener metrics;
  private @Nullable BiFunction<CommandQueue, Boolean, Tracing> tracing;
  private Reconnect reconnect = Reconnect.waiting();
  private Duration watchdog = Duration.ofSeconds(30);

  private RedisOptions() {}

  /** A Redis on 127.0.0.1:6379 without a password. */
  public static RedisOptions create() {
    return new RedisOptions();
  }

  /**
   * Options of a URI: {@code redis://[user:password@]host[:port][/database][?option=value&…]}, the
   * same with {@code rediss://} for TLS, or {@code redis+unix://[user:password@]/path[?…]}.
   *
   * <p>The options: {@code loop}, {@code drive}, {@code wait}; {@code timeout}, {@code
   * connectTimeout}, {@code leaseWait} (durations such as {@code 500ms} or {@code 5s}; {@code 0}
   * waits for ever); {@code leases}; {@code watchdog}, a duration too; {@code reconnect} ({@code
   * wait}, {@code fail-fast} or {@code off}) and {@code backOff} ({@code 100ms..10s}), see {@link
   * Reconnect}; {@code db}; {@code name} (the client's name), {@code clientInfo}; {@code
   * tcpNoDelay}, {@code keepAlive}, {@code keepAliveIdle}, {@code keepAliveInterval}, {@code
   * keepAliveProbes}, {@code userTimeout} (see {@link SocketOptions}); with TLS {@code trust},
   * {@code cert}, {@code key} (files in PEM), {@code serverName}, {@code hostNameCheck} (see {@link
   * TlsOptions}). What is either so or not is {@code on} or {@code off}. {@code trace} is one in
   * how many commands goes into the JDK's Flight Recorder (see {@link #withFlightRecorder}).
   *
   * @throws IllegalArgumentException if it is no such URI; the message names the part, its value
   *     and the remedy, and never holds the password
   */
  public static RedisOptions parse(String uri) {
    return RedisUri.parse(uri);
  }

  private RedisOptions with(Consumer<RedisOptions> change) {
    try {
      RedisOptions copy = (RedisOptions) clone();
      change.accept(copy);
      return copy;
    } catch (CloneNotSupportedException e) {
      throw new AssertionError(e);
    }
  }

  /** The same options with another address, by TCP. */
  public RedisOptions withAddress(String newHost, int newPort) {
    return with(copy -> copy.address = ServerAddress.tcp(newHost, newPort));
  }

  /**
   * The same options with a unix socket of this machine in place of host and port.
   *
   * @param path of the socket
   */
  public RedisOptions withUnixSocket(String path) {
    return with(copy -> copy.address = copy.address.withUnixSocket(path)).requireTcpForTls();
  }

  /** The same options with TLS, or {@code null} for none. */
  public RedisOptions withTls(@Nullable TlsOptions newTls) {
    return with(copy -> copy.tls = newTls).requireTcpForTls();
  }

  private RedisOptions requireTcpForTls() {
    if (tls != null && address.unixSocket() != null) {
      throw new IllegalArgumentException(
          "TLS is asked for with unix socket '"
              + address.unixSocket()
              + "': Redis speaks it over TCP only, so leave one of the two out");
    }
    return this;
  }

  /**
   * The same options with credentials.
   *
   * @param newUsername the ACL user, or {@code null} for the default user
   * @param newPassword the password, or {@code null} not to authenticate
   */
  public RedisOptions withCredentials(@Nullable String newUsername, @Nullable String newPassword) {
    return with(copy -> copy.identity = identity.withCredentials(newUsername, newPassword));
  }

  /** The same options with another database, selected on connect; 0 is the default. */
  public RedisOptions withDatabase(int newDatabase) {
    return with(copy -> copy.identity = identity.withDatabase(newDatabase));
  }

  /** The same options with a name that {@code CLIENT LIST} shows, or {@code null} for none. */
  public RedisOptions withClientName(@Nullable String newName) {
    return with(copy -> copy.identity = identity.withClientName(newName));
  }

  /**
   * The same options with another limit for connecting, handshake included, and for looking up the
   * host before that; zero waits for ever.
   */
  public RedisOptions withConnectTimeout(Duration newTimeout) {
    Durations.nanos("connectTimeout", newTimeout, 0);
    return with(copy -> copy.connectTimeout = newTimeout);
  }

  /**
   * The same options with another timeout, submission to reply, of commands without one; zero waits
   * for ever.
   */
  public RedisOptions withCommandTimeout(Duration newTimeout) {
    Durations.nanos("timeout", newTimeout, 0);
    return with(copy -> copy.commandTimeout = newTimeout);
  }

  /** The same options with another kind of event loop. */
  public RedisOptions withTransport(Transport newTransport) {
    return with(copy -> copy.transport = Objects.requireNonNull(newTransport, "transport"));
  }

  /** The same options with another drive. */
  public RedisOptions withDrive(Drive newDrive) {
    return with(copy -> copy.drive = Objects.requireNonNull(newDrive, "drive"));
  }

  /** The same options with another way to wait in blocking calls. */
  public RedisOptions withWait(WaitStrategy newWait) {
    return with(copy -> copy.waitStrategy = Objects.requireNonNull(newWait, "wait"));
  }

  /**
   * The same options with so many loop threads at most, over which connections are spread
   * (LOOP_THREAD).
   */
  public RedisOptions withLoopThreads(int threads) {
    return with(copy -> copy.loopThreads = Checks.range("loopThreads", threads, 1, 1024));
  }

  /**
   * The same options with other bounds of a connection's queue, beyond which commands fail at once.
   *
   * @param commands queued and in flight together
   * @param bytes of the heap that they take, roughly; a single command or pipeline may pass both
   *     bounds if the connection holds nothing else
   */
  public RedisOptions withQueueBounds(int commands, long bytes) {
    return with(copy -> copy.queueBounds = new QueueBounds(commands, bytes));
  }

  /** The same options with another way to deal with lost connections. */
  public RedisOptions withReconnect(Reconnect newReconnect) {
    return with(copy -> copy.reconnect = Objects.requireNonNull(newReconnect, "reconnect"));
  }

  /**
   * The same options with another limit of silence; zero, for ever. A server that falls silent, for
   * it was stopped or the network drops what is sent, is noticed within so long: with commands in
   * flight or idle, when it is asked by a PING. The connection is then lost, and what was in flight
   * fails as maybe executed. A command that blocks, or that has a longer timeout of its own, gives
   * the server as much more time.
   */
  public RedisOptions withWatchdog(Duration limit) {
    Durations.nanos("watchdog", limit, 0);
    return with(copy -> copy.watchdog = limit);
  }

  /**
   * The same options with other bounds of leased connections, see {@link RedisClient#lease()}.
   *
   * @param max connections at most; commands that wait on the server take one each
   * @param wait how long to wait for a free one; zero waits for ever
   */
  public RedisOptions withLeases(int max, Duration wait) {
    return with(copy -> copy.leaseBounds = new LeaseBounds(max, wait));
  }

  /** The same options with other limits of what the server may send. */
  public RedisOptions withLimits(RespLimits newLimits) {
    return with(copy -> copy.limits = Objects.requireNonNull(newLimits, "limits"));
  }

  /** The same options with another set-up of TCP. */
  public RedisOptions withSocket(SocketOptions newSocket) {
    return with(copy -> copy.socket = Objects.requireNonNull(newSocket, "socket"));
  }

  /**
   * The same options with the server told, or not, what library and version this is (CLIENT
   * SETINFO), which CLIENT LIST then shows. It is by default; servers before Redis 7.2 take no
   * notice.
   */
  public RedisOptions withClientInfo(boolean on) {
    return with(copy -> copy.clientInfo = on);
  }

  /** The same options with a listener to commands and connections, or {@code null} for none. */
  public RedisOptions withMetrics(@Nullable MetricsListener listener) {
    return with(copy -> copy.metrics = listener);
  }

  /**
   * The same options with a listener that is told, stage by stage, where the time of commands went.
   * Off by default, and without any cost then; a traced command costs about a dozen looks at the
   * clock.
   *
   * @param oneIn of how many commands one is traced, in the mean; which one is random
   */
  public RedisOptions withTrace(int oneIn, TraceListener listener) {
    Checks.range("trace", oneIn, 1, MAX_TRACE_GAP);
    Objects.requireNonNull(listener, "listener");
    return withTracing(Tracer.factory(oneIn, listener));
  }

  /**
   * Like {@link #withTrace}, into the JDK's Flight Recorder: each traced command is an event {@code
   * io.rondo.Command} of whatever recordings are running.
   *
   * @param oneIn of how many commands one is traced, in the mean; which one is random
   */
  public RedisOptions withFlightRecorder(int oneIn) {
    return withTrace(oneIn, new FlightRecorderTrace());
  }

  RedisOptions withTracing(BiFunction<CommandQueue, Boolean, Tracing> newTracing) {
    return with(copy -> copy.tracing = newTracing);
  }

  /** What a connection with that queue does about traces. */
  Tracing tracing(CommandQueue queue) {
    return tracing == null
        ? Tracing.OFF
        : tracing.apply(queue, transport.resolve() == Transport.IO_URING);
  }

  /** Name or address of the server. */
  public String host() {
    return address.host();
  }

  /** TCP port of the server. */
  public int port() {
    return address.port();
  }

  /** The database that is selected on connect. */
  public int database() {
    return identity.database();
  }

  /** The ACL user, or {@code null} for the default user. */
  public @Nullable String username() {
    return identity.username();
  }

  @Nullable String password() {
    return identity.password();
  }

  /** The client's name, or {@code null}. */
  public @Nullable String clientName() {
    return identity.clientName();
  }

  /** The limit for connecting, handshake included, and for looking up the host before that. */
  public Duration connectTimeout() {
    return connectTimeout;
  }

  /** The timeout of commands without one of their own. */
  public Duration commandTimeout() {
    return commandTimeout;
  }

  /** The kind of event loop that was asked for. */
  public Transport transport() {
    return transport;
  }

  /** Who runs the loop; {@link Drive#CALLER} unless said otherwise. */
  public Drive drive() {
    return drive;
  }

  /** How blocking calls wait. */
  public WaitStrategy waitStrategy() {
    return waitStrategy;
  }

  /** Loop threads at most, in LOOP_THREAD. */
  public int loopThreads() {
    return loopThreads;
  }

  /** Commands that a connection holds at most. */
  public int maxQueuedCommands() {
    return queueBounds.commands();
  }

  /** Bytes of the heap that the commands of a connection take at most, roughly. */
  public long maxQueuedBytes() {
    return queueBounds.bytes();
  }

  /** Leased connections at most. */
  public int maxLeases() {
    return leaseBounds.max();
  }

  /** How long to wait for a leased connection. */
  public Duration leaseWait() {
    return leaseBounds.patience();
  }

  /** Limits of what the server may send. */
  public RespLimits limits() {
    return limits;
  }

  /** What a lost connection does. */
  public Reconnect reconnect() {
    return reconnect;
  }

  /** Within which a silent server is noticed; zero is never. */
  public Duration watchdog() {
    return watchdog;
  }

  /** How TCP is set up. */
  public SocketOptions socket() {
    return socket;
  }

  /** Path of the server's unix socket, or {@code null} for TCP. */
  public @Nullable String unixSocket() {
    return address.unixSocket();
  }

  /** How the connection is secured, or {@code null} if it is not. */
  public @Nullable TlsOptions tls() {
    return tls;
  }

  /** Whether the server is told what library this is. */
  public boolean clientInfo() {
    return clientInfo;
  }

  /** The listener to commands and connections, or {@code null}. */
  public @Nullable MetricsListener metrics() {
    return metrics;
  }

  /** Host and port, or the unix socket, as messages name the server. */
  String address() {
    return address.toString();
  }

  /** The options as a URI, the password left out. */
  @Override
  public String toString() {
    return RedisUri.format(this);
  }
}
