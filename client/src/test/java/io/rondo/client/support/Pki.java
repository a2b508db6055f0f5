package io.rondo.client.support;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.CertificateBuilder.KeyUsage;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.function.UnaryOperator;

/** A certificate authority of the tests' own, and what it signs, as files in a folder. */
public final class Pki {
  private final Path folder;
  private final X509Bundle authority;
  private int issued;

  private Pki(Path folder, X509Bundle authority) {
    this.folder = folder;
    this.authority = authority;
  }

  /**
   * A certificate and its key.
   *
   * @param chain in PEM
   * @param key PKCS #8, in PEM
   */
  public record Identity(Path chain, Path key, X509Bundle bundle) {}

  /** A new authority, whose files go into {@code folder}. */
  public static Pki create(Path folder) {
    return create(folder, "Authority of the tests");
  }

  /** A new authority of that name. */
  public static Pki create(Path folder, String name) {
    return new Pki(
        folder,
        made(
            () ->
                new CertificateBuilder()
                    .subject("CN=" + name)
                    .setIsCertificateAuthority(true)
                    .setKeyUsage(true, KeyUsage.keyCertSign)
                    .buildSelfSigned()));
  }

  /** The authority's certificate, in PEM. */
  public Path authority() {
    return write("ca.crt", authority.getCertificatePEM());
  }

  /** The authority's certificate, in PKCS #12. */
  public Path authorityStore(String password) {
    return made(
        () -> {
          KeyStore store = KeyStore.getInstance("PKCS12");
          store.load(null, null);
          store.setCertificateEntry("ca", authority.getCertificate());
          return store("ca.p12", store, password);
        });
  }

  /** A certificate for a server of that name. */
  public Identity server(String dnsName) {
    return issue(builder -> builder.addSanDnsName(dnsName));
  }

  /** A certificate for a server on this machine, by name or address. */
  public Identity localhost() {
    return issue(builder -> builder.addSanDnsName("localhost").addSanIpAddress("127.0.0.1"));
  }

  /** Some certificate. */
  public Identity issue(UnaryOperator<CertificateBuilder> what) {
    String name = "cert" + issued++;
    X509Bundle bundle =
        made(
            () ->
                what.apply(new CertificateBuilder().subject("CN=" + name))
                    .buildIssuedBy(authority));
    return new Identity(
        write(name + ".crt", bundle.getCertificatePathPEM()),
        write(name + ".key", bundle.getPrivateKeyPEM()),
        bundle);
  }

  /** Certificate and key in PKCS #12. */
  public Path store(Identity identity, String password) {
    return made(
        () ->
            store(
                identity.chain().getFileName() + ".p12",
                identity.bundle().toKeyStore(password.toCharArray()),
                password));
  }

  private Path store(String name, KeyStore store, String password)
      throws IOException, GeneralSecurityException {
    Path file = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, password.toCharArray());
    }
    return file;
  }

  private Path write(String name, String text) {
    return made(() -> Files.writeString(folder.resolve(name), text));
  }

  private interface Making<T> {
    T make() throws Exception;
  }

  private static <T> T made(Making<T> making) {
    try {
      return making.make();
    } catch (Exception e) {
      throw new AssertionError("no certificate: " + e, e);
    }
  }
}
