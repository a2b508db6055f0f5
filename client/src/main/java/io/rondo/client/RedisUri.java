package io.rondo.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code redis://} URIs, after the scheme that IANA lists under that name. A lone user info
 * is the password, as redis-cli has it.
 */
final class RedisUri {
  private static final Pattern SECRET =
      Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*://)?.*@", Pattern.DOTALL);
  private static final Pattern DURATION = Pattern.compile("(\\d+)(ms|s|m)?");

  private RedisUri() {}

  static RedisOptions parse(String text) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      throw bad(text, "is no URI (" + e.getReason() + " at index " + e.getIndex() + ")");
    }
    if (!"redis".equals(uri.getScheme())) {
      throw bad(text, "does not begin with redis://");
    }
    if (uri.getHost() == null) {
      throw bad(text, "has no host, or one with characters that a host may not have");
    }
    // A password with a bare slash, question mark or hash ends the authority too early.
    if (uri.getRawFragment() != null || text.indexOf('@', authorityEnd(uri, text)) >= 0) {
      throw bad(
          text,
          "has a '#', or an '@' after its host: write %23 %40 %2F %3F for # @ / ? in a password");
    }
    RedisOptions options = RedisOptions.create().withAddress(host(uri), port(uri));
    options = credentials(options, uri.getRawUserInfo());
    options = database(options, text, uri.getPath());
    return query(options, text, uri.getRawQuery());
  }

  private static int authorityEnd(URI uri, String text) {
    String authority = uri.getRawAuthority();
    return text.indexOf(authority) + authority.length();
  }

  /**
   * The URI with what may be a password left out: all before the last at sign, for one that is not
   * well-formed may have a slash, say, in its password.
   */
  static String redacted(String text) {
    return SECRET
        .matcher(text)
        .replaceFirst(match -> Objects.requireNonNullElse(match.group(1), "") + "***@");
  }

  private static IllegalArgumentException bad(String text, String problem) {
    return new IllegalArgumentException(
        "address '"
            + redacted(text)
            + "' "
            + problem
            + ": write redis://[user:password@]host[:port][/database][?loop=…&drive=…&wait=…]");
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
    return switch (name) {
      case "loop" -> options.withTransport(Transport.parse(value));
      case "drive" -> options.withDrive(Drive.parse(value));
      case "wait" -> options.withWait(WaitStrategy.parse(value));
      case "timeout" -> options.withCommandTimeout(duration(name, value));
      case "connectTimeout" -> options.withConnectTimeout(duration(name, value));
      case "name" -> options.withClientName(value);
      default ->
          throw bad(
              text,
              "has the option '"
                  + name
                  + "', which is none of loop, drive, wait, timeout, connectTimeout, name");
    };
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
}
