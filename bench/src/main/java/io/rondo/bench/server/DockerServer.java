package io.rondo.bench.server;

import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import io.rondo.bench.common.BenchException;
import java.util.Objects;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** A Redis in a container; Testcontainers sees to its end, also when the bench is killed. */
final class DockerServer implements BenchServer {
  private static final DockerImageName IMAGE = DockerImageName.parse("redis:7.4-alpine");
  private static final int REDIS_PORT = 6379;

  private final GenericContainer<?> container;

  private DockerServer(GenericContainer<?> container) {
    this.container = container;
  }

  static boolean isAvailable() {
    return DockerClientFactory.instance().isDockerAvailable();
  }

  static DockerServer start() {
    if (!isAvailable()) {
      throw new BenchException(
          "--server docker: no container engine answers; start Docker, or use embedded or path");
    }
    GenericContainer<?> container =
        new GenericContainer<>(IMAGE)
            .withExposedPorts(REDIS_PORT)
            .withCreateContainerCmdModifier(
                create ->
                    onLoopback(
                        Objects.requireNonNullElseGet(create.getHostConfig(), HostConfig::new)))
            .withCommand("redis-server", "--save", "", "--appendonly", "no");
    try {
      container.start();
    } catch (RuntimeException e) {
      container.close();
      throw new BenchException(
          "--server docker: can't start " + IMAGE + ": " + BenchException.oneLine(e), e);
    }
    return new DockerServer(container);
  }

  /** Docker publishes ports on every interface unless told otherwise. */
  private static void onLoopback(HostConfig host) {
    host.withPortBindings(
        new PortBinding(Ports.Binding.bindIp("127.0.0.1"), new ExposedPort(REDIS_PORT)));
  }

  @Override
  public String uri() {
    return "redis://" + container.getHost() + ":" + container.getMappedPort(REDIS_PORT);
  }

  @Override
  public void close() {
    container.close();
  }
}
