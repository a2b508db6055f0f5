package io.rondo.client;

import io.rondo.resp.RespLimits;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a client connects to, as whom, and how it runs. Immutable: each {@code with…} gives a
 * changed copy. The password shows nowhere: {@link #toString()} leaves it out.
 */
public final class RedisOptions implements Cloneable {
  private String host = "127.0.0.1";
  private int port = 6379;
  private @Nullable String username;
  private @Nullable String password;
  private int database;
  private @Nullable String clientName;
  private Duration connectTimeout = Duration.ofSeconds(5);
  private Duration commandTimeout = Duration.ofSeconds(10);
  private Transport transport = Transport.AUTO;
  private Drive drive = Drive.CALLER;
  private WaitStrategy waitStrategy = WaitStrategy.BLOCK;
  private int loopThreads = Math.min(4, Runtime.getRuntime().availableProcessors());
  private int maxQueuedCommands = 1 << 18;
  private long maxQueuedBytes = 256L << 20;
  private RespLimits limits = RespLimits.DEFAULT;
  private boolean tcpNoDelay = true;
  private boolean keepAlive = true;

  private RedisOptions() {}

  /** A Redis on 127.0.0.1:6379 without a password. */
  public static RedisOptions create() {
    return new RedisOptions();
  }

  /**
   * Options of a URI, {@code redis://[user:password@]host[:port][/database][?option=value&…]}. The
   * options are {@code loop}, {@code drive}, {@code wait}, {@code timeout} and {@code
   * connectTimeout} (durations such as {@code 500ms} or {@code 5s}; {@code 0} waits for ever), and
   * {@code name} (the client's name).
   *
   * @throws IllegalArgumentException if it is no such URI; the message names the part, its value
   *     and the remedy, and never holds the password
   */
  public static RedisOptions parse(String uri) {
    return RedisUri.parse(uri);
  }

  private RedisOptions copy() {
    try {
      return (RedisOptions) clone();
    } catch (CloneNotSupportedException e) {
      throw new AssertionError(e);
    }
  }

  /** The same options with another address. */
  public RedisOptions withAddress(String newHost, int newPort) {
    if (newHost.isBlank()) {
      throw new IllegalArgumentException("host is empty: give a name or an address");
    }
    RedisOptions copy = copy();
    copy.host = newHost;
    copy.port = Checks.range("port", newPort, 1, 65535);
    return copy;
  }

  /**
   * The same options with credentials.
   *
   * @param newUsername the ACL user, or {@code null} for the default user
   * @param newPassword the password, or {@code null} not to authenticate
   */
  public RedisOptions withCredentials(@Nullable String newUsername, @Nullable String newPassword) {
    if (newUsername != null && newPassword == null) {
      throw new IllegalArgumentException(
          "username is '" + newUsername + "' but there is no password: give both, or neither");
    }
    RedisOptions copy = copy();
    copy.username = newUsername;
    copy.password = newPassword;
    return copy;
  }

  /** The same options with another database, selected on connect; 0 is the default. */
  public RedisOptions withDatabase(int newDatabase) {
    RedisOptions copy = copy();
    copy.database = Checks.range("database", newDatabase, 0, Integer.MAX_VALUE);
    return copy;
  }

  /** The same options with a name that {@code CLIENT LIST} shows, or {@code null} for none. */
  public RedisOptions withClientName(@Nullable String newName) {
    if (newName != null && !newName.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new IllegalArgumentException(
          "name is '" + newName + "': use printable ASCII without spaces, as Redis demands");
    }
    RedisOptions copy = copy();
    copy.clientName = newName;
    return copy;
  }

  /**
   * The same options with another limit for connecting, handshake included; zero waits for ever.
   */
  public RedisOptions withConnectTimeout(Duration newTimeout) {
    Durations.nanos("connectTimeout", newTimeout, 0);
    RedisOptions copy = copy();
    copy.connectTimeout = newTimeout;
    return copy;
  }

  /**
   * The same options with another timeout, submission to reply, of commands without one; zero waits
   * for ever.
   */
  public RedisOptions withCommandTimeout(Duration newTimeout) {
    Durations.nanos("timeout", newTimeout, 0);
    RedisOptions copy = copy();
    copy.commandTimeout = newTimeout;
    return copy;
  }

  /** The same options with another kind of event loop. */
  public RedisOptions withTransport(Transport newTransport) {
    RedisOptions copy = copy();
    copy.transport = Objects.requireNonNull(newTransport, "transport");
    return copy;
  }

  /** The same options with another drive. */
  public RedisOptions withDrive(Drive newDrive) {
    RedisOptions copy = copy();
    copy.drive = Objects.requireNonNull(newDrive, "drive");
    return copy;
  }

  /** The same options with another way to wait in blocking calls. */
  public RedisOptions withWait(WaitStrategy newWait) {
    RedisOptions copy = copy();
    copy.waitStrategy = Objects.requireNonNull(newWait, "wait");
    return copy;
  }

  /**
   * The same options with so many loop threads at most, over which connections are spread
   * (LOOP_THREAD).
   */
  public RedisOptions withLoopThreads(int threads) {
    RedisOptions copy = copy();
    copy.loopThreads = Checks.range("loopThreads", threads, 1, 1024);
    return copy;
  }

  /**
   * The same options with other bounds of a connection's queue, beyond which commands fail at once.
   *
   * @param commands queued and in flight together
   * @param bytes of their arguments, roughly; a single command or pipeline may pass both bounds if
   *     the connection holds nothing else
   */
  public RedisOptions withQueueBounds(int commands, long bytes) {
    RedisOptions copy = copy();
    copy.maxQueuedCommands = Checks.range("maxQueuedCommands", commands, 1, Integer.MAX_VALUE);
    if (bytes < 1) {
      throw new IllegalArgumentException(
          "maxQueuedBytes is " + bytes + ": give a number of at least 1");
    }
    copy.maxQueuedBytes = bytes;
    return copy;
  }

  /** The same options with other limits of what the server may send. */
  public RedisOptions withLimits(RespLimits newLimits) {
    RedisOptions copy = copy();
    copy.limits = Objects.requireNonNull(newLimits, "limits");
    return copy;
  }

  /** The same options with TCP_NODELAY on (the default) or off. */
  public RedisOptions withTcpNoDelay(boolean on) {
    RedisOptions copy = copy();
    copy.tcpNoDelay = on;
    return copy;
  }

  /** The same options with SO_KEEPALIVE on (the default) or off. */
  public RedisOptions withKeepAlive(boolean on) {
    RedisOptions copy = copy();
    copy.keepAlive = on;
    return copy;
  }

  /** Name or address of the server. */
  public String host() {
    return host;
  }

  /** TCP port of the server. */
  public int port() {
    return port;
  }

  /** The database that is selected on connect. */
  public int database() {
    return database;
  }

  /** The ACL user, or {@code null} for the default user. */
  public @Nullable String username() {
    return username;
  }

  @Nullable String password() {
    return password;
  }

  /** The client's name, or {@code null}. */
  public @Nullable String clientName() {
    return clientName;
  }

  /** The limit for connecting, handshake included. */
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
    return maxQueuedCommands;
  }

  /** Bytes of arguments that a connection holds at most, roughly. */
  public long maxQueuedBytes() {
    return maxQueuedBytes;
  }

  /** Limits of what the server may send. */
  public RespLimits limits() {
    return limits;
  }

  /** Whether TCP_NODELAY is set. */
  public boolean tcpNoDelay() {
    return tcpNoDelay;
  }

  /** Whether SO_KEEPALIVE is set. */
  public boolean keepAlive() {
    return keepAlive;
  }

  /** Host and port, as messages name the server. */
  String address() {
    return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
  }

  /** The options as a URI, the password left out. */
  @Override
  public String toString() {
    String user = password == null ? "" : (username == null ? "" : username) + ":***@";
    return "redis://"
        + user
        + address()
        + "/"
        + database
        + "?loop="
        + transport.label()
        + "&drive="
        + drive.label()
        + "&wait="
        + waitStrategy.label();
  }
}
