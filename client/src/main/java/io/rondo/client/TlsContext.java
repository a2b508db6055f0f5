package io.rondo.client;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** {@link TlsOptions} with their files read: makes the TLS handler of each channel. */
final class TlsContext {
  /** A peer that reads nothing holds up the end of a connection no longer than this. */
  private static final int CLOSE_NOTIFY_MILLIS = 500;

  private final TlsOptions options;
  private final SslContext context;

  /**
   * @throws IllegalArgumentException if a file cannot be read; names it and says what it should be
   */
  TlsContext(TlsOptions options) {
    this.options = options;
    // The JDK's engine, also where a native one happens to be on the class path: what is checked,
    // and what failures say, must not depend on that.
    SslContextBuilder builder =
        SslContextBuilder.forClient()
            .sslProvider(SslProvider.JDK)
            .endpointIdentificationAlgorithm(options.hostNameCheck() ? "HTTPS" : null);
    trust(builder);
    identify(builder);
    try {
      this.context = builder.build();
    } catch (SSLException e) {
      throw new IllegalArgumentException(
          "TLS cannot be set up (" + reason(e) + "): check " + options, e);
    }
  }

  private void trust(SslContextBuilder builder) {
    Path file = options.trustStore();
    if (file == null) {
      return;
    }
    try {
      if (isPem(file)) {
        builder.trustManager(file.toFile());
      } else {
        KeyStore store = load(file, options.trustStorePassword());
        if (store.size() == 0) {
          throw new IOException("it holds no certificate, or not without a password");
        }
        TrustManagerFactory factory =
            TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        builder.trustManager(factory);
      }
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw unreadable(
          "trust store",
          file,
          e,
          "give certificates in PEM, or a PKCS #12 or JKS store with its password");
    }
  }

  private void identify(SslContextBuilder builder) {
    Path file = options.certificate();
    if (file == null) {
      return;
    }
    Path key = options.key();
    String password = options.keyPassword();
    try {
      if (key != null) {
        require(file);
        require(key);
        builder.keyManager(file.toFile(), key.toFile(), password);
      } else {
        char[] secret = Objects.requireNonNullElse(password, "").toCharArray();
        KeyManagerFactory factory =
            KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(load(file, password), secret);
        builder.keyManager(factory);
      }
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw unreadable(
          "client certificate",
          key == null ? file : Path.of(file + "' with key '" + key),
          e,
          "give a chain and a PKCS #8 key, both in PEM, or a PKCS #12 or JKS store with its password");
    }
  }

  private static IllegalArgumentException unreadable(
      String what, Path file, Exception e, String remedy) {
    return new IllegalArgumentException(
        what + " '" + file + "' cannot be used (" + reason(e) + "): " + remedy, e);
  }

  private static String reason(Exception e) {
    if (e instanceof NoSuchFileException) {
      return "there is no such file";
    }
    Throwable cause = e.getCause();
    // Netty's own message only names the file again.
    return ConnectFailure.oneLine(
        e instanceof IllegalArgumentException && cause != null ? cause : e);
  }

  private static void require(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString());
    }
  }

  private static boolean isPem(Path file) throws IOException {
    require(file);
    return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
        .contains("-----BEGIN ");
  }

  private static KeyStore load(Path file, @Nullable String password)
      throws IOException, GeneralSecurityException {
    require(file);
    return KeyStore.getInstance(file.toFile(), password == null ? null : password.toCharArray());
  }

  /**
   * The handler for a channel to that host. It begins the handshake as soon as it is on a channel
   * that is open.
   *
   * @param handshakeMillis after which a handshake that is not done fails; zero is never
   */
  SslHandler newHandler(ByteBufAllocator allocator, String host, int port, long handshakeMillis) {
    String name = Objects.requireNonNullElse(options.serverName(), host);
    SslHandler handler = context.newHandler(allocator, name, port);
    askFor(name, handler.engine());
    handler.setHandshakeTimeoutMillis(handshakeMillis);
    handler.setCloseNotifyFlushTimeoutMillis(CLOSE_NOTIFY_MILLIS);
    return handler;
  }

  /** By itself the JDK names only hosts with a dot in their name. An address is never named. */
  private static void askFor(String name, SSLEngine engine) {
    if (NetUtil.isValidIpV4Address(name) || NetUtil.isValidIpV6Address(name)) {
      return;
    }
    try {
      SSLParameters parameters = engine.getSSLParameters();
      parameters.setServerNames(List.of(new SNIHostName(name)));
      engine.setSSLParameters(parameters);
    } catch (IllegalArgumentException e) {
      // SNI has no way to write such a name (one with an underscore, say): it is not asked for.
    }
  }
}
