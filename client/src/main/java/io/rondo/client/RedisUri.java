package io.rondo.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code redis://} URIs, after the scheme that IANA lists under that name, and its siblings
 * for TLS and unix sockets; and writes them, without secrets. A lone user info is the password, as
 * redis-cli has it.
 */
final class RedisUri {
  private static final Pattern SECRET =
      Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*://)?.*@", Pattern.DOTALL);

  /** Without an at sign: what stands where a port should, and is none. */
  private static final Pattern NO_PORT =
      Pattern.compile(
          "^([A-Za-z][A-Za-z0-9+.-]*://[^:@\\[/?#]*:)(?!\\d*(?:[/?#]|$))[^@]*$", Pattern.DOTALL);

  private static final Pattern SECRET_OPTION =
      Pattern.compile("(?i)([?&][^=&]*(?:pass|pwd|secret|auth|token)[^=&]*=)[^&]*");
  private static final String PLAIN = "redis";
  private static final String TLS = "rediss";
  private static final String UNIX = "redis+unix";
  private static final Set<String> SCHEMES = Set.of(PLAIN, TLS, UNIX);
  private static final String OPTIONS =
      "loop, drive, wait, timeout, connectTimeout, leases, leaseWait, watchdog, reconnect, backOff,"
          + " db, name, clientInfo,"
          + " tcpNoDelay, keepAlive, keepAliveIdle, keepAliveInterval, keepAliveProbes,"
          + " userTimeout, trace, and with TLS trust, cert, key, serverName, hostNameCheck";
  private static final Pattern DURATION = Pattern.compile("(\\d+)(ms|s|m)?");

  private RedisUri() {}

  static RedisOptions parse(String text) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      throw bad(text, "is no URI (" + e.getReason() + " at index " + e.getIndex() + ")");
    }
    String scheme = String.valueOf(uri.getScheme());
    if (!SCHEMES.contains(scheme) || !text.startsWith(scheme + "://")) {
      throw bad(text, "does not begin with redis://, rediss:// or redis+unix://");
    }
    // A password with a bare slash, question mark or hash ends the authority too early.
    if (uri.getRawFragment() != null || text.indexOf('@', authorityEnd(uri, text)) >= 0) {
      throw bad(
          text,
          "has a '#', or an '@' after its host: write %23 %40 %2F %3F for # @ / ? in a password");
    }
    RedisOptions options = scheme.equals(UNIX) ? unix(uri, text) : tcp(uri, text);
    options = query(options, text, uri.getRawQuery());
    TlsOptions tls = options.tls();
    if (tls != null && (tls.certificate() == null) != (tls.key() == null)) {
      throw bad(text, "has one of the options 'cert' and 'key' without the other");
    }
    return options;
  }

  private static RedisOptions tcp(URI uri, String text) {
    if (uri.getHost() == null) {
      throw bad(text, "has no host, or one with characters that a host may not have");
    }
    RedisOptions options = RedisOptions.create().withAddress(host(uri), port(uri));
    if (uri.getScheme().equals(TLS)) {
      options = options.withTls(TlsOptions.create());
    }
    return database(credentials(options, uri.getRawUserInfo()), text, uri.getPath());
  }

  private static RedisOptions unix(URI uri, String text) {
    String authority = Objects.requireNonNullElse(uri.getRawAuthority(), "");
    if (!authority.isEmpty() && !authority.endsWith("@")) {
      throw bad(text, "has a host, or a path that does not begin with a slash");
    }
    if (uri.getPath().length() < 2) {
      throw bad(text, "has no path of a socket");
    }
    RedisOptions options = RedisOptions.create().withUnixSocket(uri.getPath());
    return credentials(options, authority.replaceAll("@$", ""));
  }

  private static int authorityEnd(URI uri, String text) {
    String authority = Objects.requireNonNullElse(uri.getRawAuthority(), "");
    return text.indexOf("://") + 3 + authority.length();
  }

  /**
   * The URI with what may be a password left out: all before the last at sign, for one that is not
   * well-formed may have a slash, say, in its password; and options that are named like one.
   */
  static String redacted(String text) {
    String shown =
        SECRET
            .matcher(text)
            .replaceFirst(match -> Objects.requireNonNullElse(match.group(1), "") + "***@");
    shown = NO_PORT.matcher(shown).replaceFirst("$1***");
    return SECRET_OPTION.matcher(shown).replaceAll("$1***");
  }

  private static IllegalArgumentException bad(String text, String problem) {
    return new IllegalArgumentException(
        "address '"
            + redacted(text)
            + "' "
            + problem
            + ": write redis://[user:password@]host[:port][/database][?option=value&…], the same with"
            + " rediss:// for TLS, or redis+unix://[user:password@]/path");
  }

  private static String host(URI uri) {
    String host = uri.getHost();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private static int port(URI uri) {
    return uri.getPort() < 0 ? 6379 : uri.getPort();
  }

  private static RedisOptions credentials(RedisOptions options, @Nullable String userInfo) {
    if (userInfo == null || userInfo.isEmpty()) {
      return options;
    }
    int colon = userInfo.indexOf(':');
    String user = colon <= 0 ? null : decode(userInfo.substring(0, colon));
    return options.withCredentials(user, decode(userInfo.substring(colon + 1)));
  }

  private static RedisOptions database(RedisOptions options, String text, @Nullable String path) {
    if (path == null || path.isEmpty() || path.equals("/")) {
      return options;
    }
    try {
      return options.withDatabase(Integer.parseInt(path.substring(1)));
    } catch (NumberFormatException e) {
      throw bad(text, "has the database '" + path.substring(1) + "', which is no number");
    }
  }

  private static RedisOptions query(RedisOptions options, String text, @Nullable String query) {
    if (query == null || query.isEmpty()) {
      return options;
    }
    RedisOptions result = options;
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals < 0) {
        throw bad(text, "has the option '" + pair + "' without a value");
      }
      String name = decode(pair.substring(0, equals));
      String value = decode(pair.substring(equals + 1));
      result = option(result, text, name, value);
    }
    return result;
  }

  private static RedisOptions option(RedisOptions options, String text, String name, String value) {
    SocketOptions socket = options.socket();
    return switch (name) {
      case "loop" -> options.withTransport(Transport.parse(value));
      case "drive" -> options.withDrive(Drive.parse(value));
      case "wait" -> options.withWait(WaitStrategy.parse(value));
      case "timeout" -> options.withCommandTimeout(duration(name, value));
      case "connectTimeout" -> options.withConnectTimeout(duration(name, value));
      case "watchdog" -> options.withWatchdog(duration(name, value));
      case "reconnect" -> options.withReconnect(Reconnect.parse(value, options.reconnect()));
      case "backOff" -> options.withReconnect(backOff(options.reconnect(), value));
      case "leases" -> options.withLeases(number(name, value), options.leaseWait());
      case "leaseWait" -> options.withLeases(options.maxLeases(), duration(name, value));
      case "db" -> options.withDatabase(number(name, value));
      case "name" -> options.withClientName(value);
      case "trace" -> options.withFlightRecorder(number(name, value));
      case "clientInfo" -> options.withClientInfo(isOn(name, value));
      case "tcpNoDelay" -> options.withSocket(socket.withTcpNoDelay(isOn(name, value)));
      case "keepAlive" -> options.withSocket(socket.withKeepAlive(isOn(name, value)));
      case "keepAliveIdle" ->
          options.withSocket(
              socket.withKeepAliveTimes(
                  duration(name, value), socket.keepAliveInterval(), socket.keepAliveProbes()));
      case "keepAliveInterval" ->
          options.withSocket(
              socket.withKeepAliveTimes(
                  socket.keepAliveIdle(), duration(name, value), socket.keepAliveProbes()));
      case "keepAliveProbes" ->
          options.withSocket(
              socket.withKeepAliveTimes(
                  socket.keepAliveIdle(), socket.keepAliveInterval(), number(name, value)));
      case "userTimeout" -> options.withSocket(socket.withUserTimeout(duration(name, value)));
      case "trust", "cert", "key", "serverName", "hostNameCheck" ->
          options.withTls(tls(options, text, name, value));
      default -> throw bad(text, "has the option '" + name + "', which is none of " + OPTIONS);
    };
  }

  private static TlsOptions tls(RedisOptions options, String text, String name, String value) {
    TlsOptions tls = options.tls();
    if (tls == null) {
      throw bad(text, "has the option '" + name + "', which is for rediss:// only");
    }
    return switch (name) {
      case "trust" -> tls.withTrustStore(file(name, value));
      case "cert" -> tls.withFiles(file(name, value), tls.key(), null);
      case "key" -> tls.withFiles(tls.certificate(), file(name, value), null);
      case "serverName" -> tls.withServerName(value);
      default -> tls.withHostNameCheck(isOn(name, value));
    };
  }

  private static Path file(String name, String value) {
    try {
      if (!value.isBlank()) {
        return Path.of(value);
      }
    } catch (InvalidPathException e) {
      // Said below.
    }
    throw new IllegalArgumentException(name + " '" + value + "' is no path: give that of a file");
  }

  private static boolean isOn(String name, String value) {
    return switch (value) {
      case "on" -> true;
      case "off" -> false;
      default ->
          throw new IllegalArgumentException(name + " '" + value + "' is not known: use on or off");
    };
  }

  private static int number(String name, String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " '" + value + "' is no number: give one", e);
    }
  }

  private static Reconnect backOff(Reconnect reconnect, String value) {
    String[] ends = value.split("\\.\\.", -1);
    if (ends.length != 2) {
      throw new IllegalArgumentException(
          "backOff '" + value + "' is no range: write its shortest and longest end, 100ms..10s");
    }
    return reconnect.withBackOff(duration("backOff", ends[0]), duration("backOff", ends[1]));
  }

  private static Duration duration(String name, String value) {
    Matcher match = DURATION.matcher(value);
    try {
      if (!match.matches()) {
        return Duration.parse(value);
      }
      long number = Long.parseLong(match.group(1));
      String unit = match.group(2);
      return "m".equals(unit)
          ? Duration.ofMinutes(number)
          : "s".equals(unit) ? Duration.ofSeconds(number) : Duration.ofMillis(number);
    } catch (DateTimeParseException | ArithmeticException | NumberFormatException e) {
      throw new IllegalArgumentException(
          name + " '" + value + "' is no duration: write 500ms, 5s or 2m", e);
    }
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** The options as a URI, the password left out. */
  static String format(RedisOptions options) {
    String username = Objects.requireNonNullElse(options.username(), "");
    String user = options.password() == null ? "" : username + ":***@";
    String path = options.unixSocket();
    String where =
        path != null
            ? UNIX + "://" + user + path + "?db=" + options.database() + "&"
            : (options.tls() == null ? PLAIN : TLS)
                + "://"
                + user
                + options.address()
                + "/"
                + options.database()
                + "?";
    return where
        + "loop="
        + options.transport().label()
        + "&drive="
        + options.drive().label()
        + "&wait="
        + options.waitStrategy().label();
  }
}
