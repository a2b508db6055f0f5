package io.rondo.client;

import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.security.SignatureException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why a connection could not be made: in one line, with a remedy where there is one to tell. */
final class ConnectFailure {
  private static final String ALERT = "Received fatal alert: ";
  private static final int MAX_CAUSES = 20;

  private ConnectFailure() {}

  /** Why a channel could not be opened, before anything was said over it. */
  static String toOpen(List<Dialer.Failure> failures) {
    return failures.size() == 1
        ? toOpen(failures.get(0).cause())
        : failures.stream()
            .map(each -> host(each.address()) + ": " + toOpen(each.cause()))
            .collect(
                Collectors.joining("; ", "none of its " + failures.size() + " addresses: ", ""));
  }

  private static String host(@Nullable SocketAddress address) {
    return address instanceof InetSocketAddress tcp
        ? tcp.getAddress().getHostAddress()
        : String.valueOf(address);
  }

  private static String toOpen(Throwable cause) {
    return find(cause, UnknownHostException.class) != null
        ? "the host name is not known"
        : oneLine(cause);
  }

  /** Why the TLS handshake failed. */
  static String toSecure(Throwable cause, RedisOptions options) {
    String certificate = certificate(cause, options);
    if (certificate != null) {
      return certificate;
    }
    if (find(cause, NotSslRecordException.class) != null) {
      return "TLS: the server does not speak it: give its TLS port, or connect by redis://";
    }
    if (find(cause, SslHandshakeTimeoutException.class) != null) {
      return "TLS: no handshake within "
          + options.connectTimeout().toMillis()
          + " ms: if this is no TLS port, give that, or connect by redis://";
    }
    String alert = alert(cause, options);
    if (alert != null) {
      return alert;
    }
    boolean ended =
        cause instanceof ClosedChannelException
            || (cause instanceof IOException && !(cause instanceof SSLException));
    return ended
        ? "TLS: the server ended the connection in the handshake: if this is no TLS port, give"
            + " that, or connect by redis://"
        : "TLS: " + oneLine(root(cause));
  }

  private static @Nullable String certificate(Throwable cause, RedisOptions options) {
    CertificateExpiredException expired = find(cause, CertificateExpiredException.class);
    if (expired != null) {
      return "TLS: the server's certificate has expired (" + oneLine(expired) + "): renew it";
    }
    CertificateNotYetValidException early = find(cause, CertificateNotYetValidException.class);
    if (early != null) {
      return "TLS: the server's certificate is not valid yet ("
          + oneLine(early)
          + "): check the clocks of both sides";
    }
    // A signature that does not match is of another authority with the name of a trusted one.
    if (find(cause, CertPathBuilderException.class) != null
        || find(cause, SignatureException.class) != null) {
      return "TLS: the server's certificate is not signed by an authority that this client trusts:"
          + " give its authority's certificate as trust store";
    }
    CertificateException other = find(cause, CertificateException.class);
    if (other == null) {
      return null;
    }
    TlsOptions tls = options.tls();
    String name = tls == null || tls.serverName() == null ? options.host() : tls.serverName();
    return isAboutTheName(other)
        ? "TLS: the server's certificate is not for '"
            + name
            + "' ("
            + oneLine(other)
            + "): connect by a name that is in it, or set serverName"
        : "TLS: the server's certificate is refused (" + oneLine(root(other)) + ")";
  }

  /** The JDK has no type of its own for it. */
  private static boolean isAboutTheName(CertificateException e) {
    return String.valueOf(e.getMessage()).matches("No (subject alternative|name matching).*");
  }

  /** What the server said when it refused the handshake, TLS 1.3's late words included. */
  private static @Nullable String alert(Throwable cause, RedisOptions options) {
    SSLException said = find(cause, SSLException.class);
    String message = said == null ? "" : String.valueOf(said.getMessage());
    int at = message.indexOf(ALERT);
    if (at < 0) {
      return null;
    }
    String alert = message.substring(at + ALERT.length()).toLowerCase(Locale.ROOT);
    TlsOptions tls = options.tls();
    boolean anonymous = tls != null && tls.certificate() == null;
    String remedy = "";
    if (anonymous && alert.matches(".*certificate.*|handshake_failure")) {
      remedy = ": it wants a client certificate: set cert and key";
    } else if (!anonymous
        && alert.matches(".*certificate.*|unknown_ca|decrypt_error|handshake_failure")) {
      remedy =
          ": check the client certificate, and that its authority is one that the server trusts";
    }
    return "TLS: the server refused the handshake (alert " + alert + ")" + remedy;
  }

  /**
   * Why the commands that begin a connection failed.
   *
   * @param heard whether the server said anything, behind TLS
   */
  static String toBegin(Throwable cause, RedisOptions options, boolean heard) {
    String alert = alert(cause, options);
    if (alert != null) {
      return alert;
    }
    String hint = "";
    if (cause instanceof RedisClosedException && !heard) {
      hint =
          options.tls() == null
              ? ", before it answered: if it wants TLS, connect by rediss://"
              : ", before it answered: it may want another client certificate";
    } else if (cause instanceof RedisProtocolException) {
      hint = ": is it a Redis, and without TLS?";
    }
    return oneLine(cause) + hint;
  }

  /** The message, without breaks in it. */
  static String oneLine(Throwable cause) {
    String message = cause.getMessage();
    return message == null || message.isBlank()
        ? cause.getClass().getSimpleName()
        : message.strip().replaceAll("\\s*\\R\\s*", " ");
  }

  private static Throwable root(Throwable cause) {
    Throwable root = cause;
    for (int i = 0; root.getCause() != null && i < MAX_CAUSES; i++) {
      root = root.getCause();
    }
    return root;
  }

  private static <E extends Throwable> @Nullable E find(@Nullable Throwable cause, Class<E> type) {
    Throwable each = cause;
    for (int i = 0; each != null && i < MAX_CAUSES; i++) {
      if (type.isInstance(each)) {
        return type.cast(each);
      }
      each = each.getCause();
    }
    return null;
  }
}
