package io.rondo.bench.measure;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.rondo.bench.scenario.Connections;
import io.rondo.bench.scenario.Scenario;
import io.rondo.bench.scenario.Workload;

/**
 * One thing that is measured: everything that tells one row from another.
 *
 * @param server the label of the server, as on the command line, without a password
 * @param workers a divisor of {@code n}; 1 in the synchronous scenarios
 * @param n set+get pairs of one repetition
 * @param repeat measured repetitions
 * @param asserts whether fetched values are compared inside the timed region
 */
public record Cell(
    String server,
    String client,
    Scenario scenario,
    String loop,
    String drive,
    @JsonProperty("wait") String waitStrategy,
    int workers,
    Connections connections,
    Placement placement,
    int n,
    int repeat,
    boolean asserts) {

  @JsonIgnore
  public Workload workload() {
    return new Workload(scenario, n, workers, connections, asserts);
  }

  /** The cell in a few words, for progress lines and messages. */
  @JsonIgnore
  public String title() {
    String form = scenario.isAsync() ? " " + workers + " workers " + connections.label() : "";
    return client
        + " "
        + scenario.label()
        + form
        + " "
        + loop
        + " "
        + drive
        + " "
        + waitStrategy
        + " "
        + placement.label()
        + " "
        + server;
  }
}
