package io.rondo.client.support;

import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import java.util.Objects;
import java.util.stream.Stream;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** A redis-server in a container. */
final class DockerRedis extends TestRedis {
  private static final DockerImageName IMAGE = DockerImageName.parse("redis:7.4-alpine");
  private static final int REDIS_PORT = 6379;

  private final GenericContainer<?> container;

  private DockerRedis(GenericContainer<?> container) {
    this.container = container;
  }

  static DockerRedis startContainer(String... arguments) {
    String[] command =
        Stream.concat(
                Stream.of("redis-server", "--save", "", "--appendonly", "no"), Stream.of(arguments))
            .toArray(String[]::new);
    GenericContainer<?> container =
        new GenericContainer<>(IMAGE)
            .withExposedPorts(REDIS_PORT)
            .withCreateContainerCmdModifier(
                create ->
                    onLoopback(
                        Objects.requireNonNullElseGet(create.getHostConfig(), HostConfig::new)))
            .withCommand(command);
    container.start();
    return new DockerRedis(container);
  }

  /** Docker publishes ports on every interface unless told otherwise. */
  private static void onLoopback(HostConfig host) {
    host.withPortBindings(
        new PortBinding(Ports.Binding.bindIp("127.0.0.1"), new ExposedPort(REDIS_PORT)));
  }

  @Override
  public int port() {
    return container.getMappedPort(REDIS_PORT);
  }

  @Override
  public void kill() {
    container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
  }

  @Override
  public void close() {
    container.close();
  }
}
