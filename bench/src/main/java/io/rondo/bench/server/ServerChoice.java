package io.rondo.bench.server;

import io.rondo.bench.common.BenchException;
import io.rondo.bench.common.Passwords;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which server is wanted.
 *
 * @param uri the address that the user gave; empty for the others
 */
public record ServerChoice(Kind kind, String uri) {
  private static final String REMEDY =
      "choose embedded, path, docker, canned or redis://[user:pass@]host[:port][/db], or that with"
          + " rediss://, or redis+unix:///path";
  private static final Pattern ADDRESS = Pattern.compile("redis(s|\\+unix)?://.*", Pattern.DOTALL);

  /** By TCP, and not to a host that is this one by its name. */
  private static final Pattern REMOTE =
      Pattern.compile(
          "rediss?://(.*@)?(?!(localhost|127(\\.\\d+){3}|\\[::1])([:/?].*)?$)[^@]*",
          Pattern.DOTALL);

  /** Where a server comes from. */
  public enum Kind {
    /** The real redis-server that the jar carries. */
    EMBEDDED,
    /** The redis-server on the PATH. */
    PATH,
    /** A container, through Testcontainers. */
    DOCKER,
    /** One that replies at once and does nothing, so that the client sets the pace. */
    CANNED,
    /** One that runs already. */
    GIVEN
  }

  /** Reads {@code embedded}, {@code path}, {@code docker}, {@code canned} or an address. */
  public static ServerChoice parse(String text) {
    return switch (text) {
      case "embedded" -> new ServerChoice(Kind.EMBEDDED, "");
      case "path" -> new ServerChoice(Kind.PATH, "");
      case "docker" -> new ServerChoice(Kind.DOCKER, "");
      case "canned" -> new ServerChoice(Kind.CANNED, "");
      default -> {
        if (!ADDRESS.matcher(text).matches()) {
          throw new BenchException("'" + Passwords.hide(text) + "' is no server: " + REMEDY);
        }
        if (text.chars().anyMatch(Character::isWhitespace)) {
          // Not repeated: what stands around the space may be a password.
          throw new BenchException("the address holds a space: write it as %20");
        }
        yield new ServerChoice(Kind.GIVEN, text);
      }
    };
  }

  /** Whether the bench starts it, and so decides where it runs and what is in it. */
  public boolean isLocalProcess() {
    return kind == Kind.EMBEDDED || kind == Kind.PATH || kind == Kind.CANNED;
  }

  /** Whether clients reach it by TCP and without TLS, as all of them can. */
  public boolean isPlainTcp() {
    return kind != Kind.GIVEN || uri.startsWith("redis://");
  }

  /** Whether it was given by the address of another machine. */
  public boolean isRemote() {
    return kind == Kind.GIVEN && REMOTE.matcher(uri).matches();
  }

  /** As on the command line, without a password. */
  public String label() {
    return kind == Kind.GIVEN ? Passwords.hide(uri) : kind.name().toLowerCase(Locale.ROOT);
  }
}
