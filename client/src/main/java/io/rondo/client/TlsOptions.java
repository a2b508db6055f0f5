package io.rondo.client;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a connection is secured by TLS 1.3 or 1.2. Immutable: each {@code with…} gives a changed
 * copy. Passwords of files show nowhere: {@link #toString()} leaves them out. Files are read when
 * the client is created.
 *
 * <p>The server's certificate is always checked: that an authority which the client trusts has
 * signed it, that it has not expired, and, unless {@link #withHostNameCheck} says otherwise, that
 * it is for the host that the client connects to.
 */
public final class TlsOptions implements Cloneable {
  private @Nullable Path trustStore;
  private @Nullable String trustStorePassword;
  private @Nullable Path certificate;
  private @Nullable Path key;
  private @Nullable String keyPassword;
  private @Nullable String serverName;
  private boolean hostNameCheck = true;

  private TlsOptions() {}

  /**
   * The certificate is checked against the authorities that the JVM trusts, and against the host's
   * name; no client certificate.
   */
  public static TlsOptions create() {
    return new TlsOptions();
  }

  private TlsOptions copy() {
    try {
      return (TlsOptions) clone();
    } catch (CloneNotSupportedException e) {
      throw new AssertionError(e);
    }
  }

  /** Like {@link #withTrustStore(Path, String)}, of a file without a password. */
  public TlsOptions withTrustStore(Path file) {
    return withTrustStore(file, null);
  }

  /**
   * The same options with the authorities to trust, in place of the JVM's.
   *
   * @param file certificates in PEM, or a key store of PKCS #12 or JKS
   * @param password of a key store, or {@code null}
   */
  public TlsOptions withTrustStore(Path file, @Nullable String password) {
    TlsOptions copy = copy();
    copy.trustStore = file;
    copy.trustStorePassword = password;
    return copy;
  }

  /** Like {@link #withClientCertificate(Path, Path, String)}, with a key that is not encrypted. */
  public TlsOptions withClientCertificate(Path chain, Path privateKey) {
    return withClientCertificate(chain, privateKey, null);
  }

  /**
   * The same options with a certificate that the client shows a server which asks for one.
   *
   * @param chain the certificate, and those between it and its authority, in PEM
   * @param privateKey its key, PKCS #8 in PEM
   * @param password of the key, or {@code null} if it is not encrypted
   */
  public TlsOptions withClientCertificate(Path chain, Path privateKey, @Nullable String password) {
    return withFiles(chain, privateKey, password);
  }

  /**
   * The same options with a certificate that the client shows a server which asks for one.
   *
   * @param keyStore certificate and key, PKCS #12 or JKS
   * @param password of the store and of the key in it
   */
  public TlsOptions withClientKeyStore(Path keyStore, String password) {
    return withFiles(keyStore, null, password);
  }

  TlsOptions withFiles(@Nullable Path chain, @Nullable Path privateKey, @Nullable String password) {
    TlsOptions copy = copy();
    copy.certificate = chain;
    copy.key = privateKey;
    copy.keyPassword = password;
    return copy;
  }

  /**
   * The same options with the name that the server is asked for (SNI) and that its certificate must
   * be for, where that is not the host: behind a tunnel, or an address. {@code null} is the host.
   */
  public TlsOptions withServerName(@Nullable String name) {
    if (name != null && !name.matches("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?")) {
      throw new IllegalArgumentException(
          "serverName is '" + name + "': give a host name of letters, digits, '-' and '.'");
    }
    TlsOptions copy = copy();
    copy.serverName = name;
    return copy;
  }

  /**
   * The same options with the check on (the default) that the certificate is for the host, or off:
   * then anybody who has some certificate of a trusted authority can pass for the server.
   */
  public TlsOptions withHostNameCheck(boolean on) {
    TlsOptions copy = copy();
    copy.hostNameCheck = on;
    return copy;
  }

  /** The file of the authorities to trust, or {@code null} for the JVM's. */
  public @Nullable Path trustStore() {
    return trustStore;
  }

  @Nullable String trustStorePassword() {
    return trustStorePassword;
  }

  /** The file of the client's certificate, a key store if there is no {@link #key}. */
  public @Nullable Path certificate() {
    return certificate;
  }

  /** The file of the client's key, or {@code null} if there is none or it is in a key store. */
  public @Nullable Path key() {
    return key;
  }

  @Nullable String keyPassword() {
    return keyPassword;
  }

  /** The name asked for, or {@code null} for the host. */
  public @Nullable String serverName() {
    return serverName;
  }

  /** Whether the certificate must be for the host. */
  public boolean hostNameCheck() {
    return hostNameCheck;
  }

  /** The options, passwords left out. */
  @Override
  public String toString() {
    return "TlsOptions[trust="
        + (trustStore == null ? "the JVM's" : trustStore)
        + (certificate == null ? "" : ", cert=" + certificate)
        + (key == null ? "" : ", key=" + key)
        + (serverName == null ? "" : ", serverName=" + serverName)
        + ", hostNameCheck="
        + (hostNameCheck ? "on" : "off")
        + "]";
  }
}
