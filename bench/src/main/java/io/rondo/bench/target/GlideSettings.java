package io.rondo.bench.target;

import glide.api.GlideClient;
import glide.api.logging.Logger;
import glide.api.models.configuration.GlideClientConfiguration;
import glide.api.models.configuration.NodeAddress;
import glide.api.models.configuration.ServerCredentials;
import java.util.Locale;
import java.util.concurrent.ExecutionException;

/** How Valkey GLIDE is configured, and whether its native library is there for this machine. */
final class GlideSettings {
  private static final int TIMEOUT_MILLIS = 60_000;
  private static final int IN_FLIGHT = 1 << 20;

  private GlideSettings() {}

  /** Connects, and keeps the native library from logging. */
  static GlideClient connect(TargetSettings settings) {
    Logger.setLoggerConfig(Logger.Level.OFF);
    return GlideClient.createClient(of(settings)).join();
  }

  static void close(GlideClient client) {
    try {
      client.close();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static GlideClientConfiguration of(TargetSettings settings) {
    Address address = Address.of(settings.uri());
    var configuration =
        GlideClientConfiguration.builder()
            .address(NodeAddress.builder().host(address.host()).port(address.port()).build())
            .databaseId(address.database())
            .requestTimeout(TIMEOUT_MILLIS)
            .inflightRequestsLimit(IN_FLIGHT);
    if (address.password() != null) {
      var credentials = ServerCredentials.builder().password(address.password());
      if (address.user() != null) {
        credentials.username(address.user());
      }
      configuration.credentials(credentials.build());
    }
    return configuration.build();
  }

  /** Why it can't run on this machine; empty where it can. */
  static String whyNot() {
    String arch = System.getProperty("os.arch", "").replace("amd64", "x86_64");
    boolean mac = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac");
    String file = mac ? "osx/%s/libglide_rs.dylib" : "linux/%s/libglide_rs.so";
    String library = "/natives/" + file.formatted(arch.replace("arm64", "aarch64"));
    return GlideSettings.class.getResource(library) == null
        ? "the jar has no native library of GLIDE for this machine"
        : "";
  }
}
