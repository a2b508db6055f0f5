package io.rondo.client.support;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import redis.embedded.core.ExecutableProvider;

/**
 * A real Redis for the tests: in a container where Docker answers, else the redis-server on the
 * PATH, else the one that embedded-redis carries. {@code -Drondo.test.redis=docker|path|embedded}
 * forces one. It listens on 127.0.0.1, writes nothing to disk, and ends with the test JVM, however
 * that ends.
 */
public abstract class TestRedis implements AutoCloseable {
  private static final String PROPERTY = "rondo.test.redis";

  /** Where a server comes from. */
  public enum Kind {
    DOCKER,
    PATH,
    EMBEDDED
  }

  private static final class Shared {
    static final TestRedis SERVER = start();
  }

  /** One server for all tests of the JVM. A test uses keys of its own. */
  public static TestRedis shared() {
    return Shared.SERVER;
  }

  /**
   * A server of the test's own.
   *
   * @param arguments of redis-server, {@code "--requirepass", "x"} for example
   */
  public static TestRedis start(String... arguments) {
    try {
      return kind() == Kind.DOCKER ? DockerRedis.startContainer(arguments) : startLocal(arguments);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A server of the test's own that shares this machine's files: unix sockets, certificates. Never
   * in a container.
   *
   * @throws IOException if it does not start; the message holds its log
   */
  public static LocalRedis startLocal(String... arguments) throws IOException {
    Optional<Path> onPath = forced() == Kind.EMBEDDED ? Optional.empty() : onPath();
    return onPath.isPresent()
        ? LocalRedis.startProcess(folder -> onPath.get(), arguments)
        : LocalRedis.startProcess(TestRedis::extract, arguments);
  }

  /** Like {@link #startLocal}: a process that can be stopped, killed and started again. */
  public static LocalRedis startProcess(String... arguments) {
    try {
      return startLocal(arguments);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable Kind forced() {
    String forced = System.getProperty(PROPERTY, "");
    return forced.isEmpty() ? null : Kind.valueOf(forced.toUpperCase(Locale.ROOT));
  }

  private static Kind kind() {
    Kind forced = forced();
    if (forced != null) {
      return forced;
    }
    if (mayHaveDocker() && DockerClientFactory.instance().isDockerAvailable()) {
      return Kind.DOCKER;
    }
    return onPath().isPresent() ? Kind.PATH : Kind.EMBEDDED;
  }

  /** Asking Docker itself takes seconds where there is none. */
  private static boolean mayHaveDocker() {
    return System.getenv("DOCKER_HOST") != null
        || Files.exists(Path.of("/var/run/docker.sock"))
        || Files.exists(Path.of(System.getProperty("user.home"), ".docker", "run", "docker.sock"));
  }

  private static Optional<Path> onPath() {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(path.split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, "redis-server"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Path extract(Path folder) throws IOException {
    return ExecutableProvider.newJarResourceProvider(folder.toFile()).get().toPath();
  }

  /** The port on 127.0.0.1. */
  public abstract int port();

  /** Ends the server at once, as a crash would. */
  public abstract void kill();

  /** Ends the server. */
  @Override
  public abstract void close();
}
