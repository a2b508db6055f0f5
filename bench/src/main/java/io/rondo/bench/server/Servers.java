package io.rondo.bench.server;

import io.rondo.bench.common.BenchException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.model.OsArchitecture;

/** Starts whatever server is wanted. */
public final class Servers {
  private Servers() {}

  /**
   * Starts the server, or sees that the given one answers.
   *
   * @param prefix what the command line begins with, to pin a local server to cores
   */
  public static BenchServer start(ServerChoice choice, List<String> prefix) {
    return switch (choice.kind()) {
      case EMBEDDED -> LocalServer.start(Servers::extract, prefix);
      case PATH -> LocalServer.start(folder -> fromPath(), prefix);
      case DOCKER -> DockerServer.start();
      case CANNED -> CannedServer.startAt("127.0.0.1", prefix);
      case GIVEN -> given(choice.uri());
    };
  }

  /**
   * Starts a server that only another network namespace can reach by TCP; the bench has a unix
   * socket to a real one.
   *
   * @param prefix what the command line begins with, to put it into its namespace and onto cores
   * @param address what it listens on there
   */
  public static BenchServer startAt(String address, ServerChoice choice, List<String> prefix) {
    return switch (choice.kind()) {
      case EMBEDDED -> LocalServer.startAt(address, Servers::extract, prefix);
      case PATH -> LocalServer.startAt(address, folder -> fromPath(), prefix);
      case CANNED -> CannedServer.startAt(address, prefix);
      default -> throw new IllegalArgumentException(choice.label() + " can't be told where");
    };
  }

  private static BenchServer given(String uri) {
    RedisAdmin.connect(uri).close();
    return new GivenServer(uri);
  }

  /** Why a kind of server can't be had here, or empty. */
  public static String whyNot(ServerChoice.Kind kind) {
    return switch (kind) {
      case EMBEDDED -> isCarried() ? "" : "the jar carries no redis-server for this system";
      case PATH -> onPath().isPresent() ? "" : "there is no redis-server on the PATH";
      case DOCKER -> DockerServer.isAvailable() ? "" : "no container engine answers";
      case CANNED, GIVEN -> "";
    };
  }

  private static boolean isCarried() {
    try {
      String resource =
          ExecutableProvider.newProvidedVersionsMap().get(OsArchitecture.detectOSandArchitecture());
      return resource != null && Servers.class.getResource(resource) != null;
    } catch (RuntimeException e) {
      return false; // its way to say that it does not know this system
    }
  }

  private static Path extract(Path folder) throws IOException {
    if (!isCarried()) {
      throw new BenchException(
          "--server embedded: the jar carries no redis-server for this system;"
              + " install one and use --server path");
    }
    return ExecutableProvider.newJarResourceProvider(folder.toFile()).get().toPath();
  }

  private static Path fromPath() {
    return onPath()
        .orElseThrow(
            () ->
                new BenchException(
                    "--server path: there is no redis-server on the PATH;"
                        + " install one or use --server embedded"));
  }

  private static Optional<Path> onPath() {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(path.split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, "redis-server"))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
