package io.rondo.bench.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where and with what the rows were measured.
 *
 * @param date when the run began, ISO 8601 with offset
 * @param commandLine the bench's arguments, without passwords
 * @param coresAllowed the kernel's list for the bench itself
 * @param stdev which standard deviation the rows give
 */
public record Environment(
    String date,
    String commandLine,
    String cpu,
    int cores,
    String coresAllowed,
    String kernel,
    Jvm jvm,
    String netty,
    String rondo,
    String placement,
    String stdev,
    List<Server> servers) {

  /**
   * The Java of bench and forks.
   *
   * @param flags of the forks
   */
  public record Jvm(String name, String version, String vendor, List<String> flags) {}

  /**
   * A server that was measured against.
   *
   * @param configuration its settings; empty where it does not tell
   * @param cores the kernel's list where it is a process of this machine that the bench started
   * @param link what the way to it costs; null where there is nothing in between
   */
  public record Server(
      String label,
      String placement,
      String version,
      String cores,
      Map<String, String> info,
      Map<String, String> configuration,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable LinkCost link) {}

  /** What the ways to the servers cost, a line each; empty where there is nothing in between. */
  public String linkCosts() {
    return servers.stream()
        .map(Server::link)
        .filter(Objects::nonNull)
        .map(cost -> cost.text() + "\n")
        .collect(Collectors.joining());
  }

  public Environment withServers(List<Server> seen) {
    return new Environment(
        date,
        commandLine,
        cpu,
        cores,
        coresAllowed,
        kernel,
        jvm,
        netty,
        rondo,
        placement,
        stdev,
        List.copyOf(seen));
  }
}
