package io.rondo.bench.measure;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.rondo.bench.queue.QueueWork;
import io.rondo.bench.scenario.Connections;
import io.rondo.bench.scenario.Scenario;
import io.rondo.bench.scenario.Workload;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is measured: everything that tells one row from another.
 *
 * @param server the label of the server, as on the command line, without a password
 * @param workers a divisor of {@code n}; 1 in the synchronous scenarios
 * @param n set+get pairs of one repetition; SETs in the bulk scenario
 * @param repeat measured repetitions
 * @param asserts whether fetched values are compared inside the timed region
 * @param valueBytes size of the values; 0 for the original's
 * @param batch SETs that go out together in the bulk scenario; 1 in the others
 * @param connectionCount what workers or threads share where connections are shared
 * @param queue which task queue it is; the scenario then only says how its parties are run, and an
 *     op is a task. Null where it is none
 * @param load how pairs are sent in an open loop, in which workers are only the connections of
 *     their own that pairs take in turn; null in a closed one
 * @param link the way to the server
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
    boolean asserts,
    int valueBytes,
    int batch,
    int connectionCount,
    @Nullable QueueWork queue,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable LoadSpec load,
    Link link) {
  /** In a closed loop, where a worker goes on when it has its reply, and nothing in between. */
  public Cell(
      String server,
      String client,
      Scenario scenario,
      String loop,
      String drive,
      String waitStrategy,
      int workers,
      Connections connections,
      Placement placement,
      int n,
      int repeat,
      boolean asserts,
      int valueBytes,
      int batch,
      int connectionCount,
      @Nullable QueueWork queue) {
    this(
        server,
        client,
        scenario,
        loop,
        drive,
        waitStrategy,
        workers,
        connections,
        placement,
        n,
        repeat,
        asserts,
        valueBytes,
        batch,
        connectionCount,
        queue,
        null,
        Link.DIRECT);
  }

  /** The same of set+get pairs or SETs: no task queue. */
  public Cell(
      String server,
      String client,
      Scenario scenario,
      String loop,
      String drive,
      String waitStrategy,
      int workers,
      Connections connections,
      Placement placement,
      int n,
      int repeat,
      boolean asserts,
      int valueBytes,
      int batch,
      int connectionCount) {
    this(
        server,
        client,
        scenario,
        loop,
        drive,
        waitStrategy,
        workers,
        connections,
        placement,
        n,
        repeat,
        asserts,
        valueBytes,
        batch,
        connectionCount,
        null);
  }

  /** The original's values, nothing in batches, one connection where it is shared. */
  public Cell(
      String server,
      String client,
      Scenario scenario,
      String loop,
      String drive,
      String waitStrategy,
      int workers,
      Connections connections,
      Placement placement,
      int n,
      int repeat,
      boolean asserts) {
    this(
        server,
        client,
        scenario,
        loop,
        drive,
        waitStrategy,
        workers,
        connections,
        placement,
        n,
        repeat,
        asserts,
        0,
        1,
        1);
  }

  /** The same over another way. */
  public Cell over(Link way) {
    return new Cell(
        server,
        client,
        scenario,
        loop,
        drive,
        waitStrategy,
        workers,
        connections,
        placement,
        n,
        repeat,
        asserts,
        valueBytes,
        batch,
        connectionCount,
        queue,
        load,
        way);
  }

  /** The same, sent as said. */
  public Cell sent(LoadSpec how) {
    return new Cell(
        server,
        client,
        scenario,
        loop,
        drive,
        waitStrategy,
        workers,
        connections,
        placement,
        (int) how.requests(),
        repeat,
        asserts,
        valueBytes,
        batch,
        connectionCount,
        queue,
        how,
        link);
  }

  @JsonIgnore
  public Workload workload() {
    return new Workload(
        scenario, n, workers, connections, asserts, valueBytes, batch, connectionCount);
  }

  /** What the round trips of so many pairs, SETs or tasks take, microseconds. */
  public long travelMicros(long ops) {
    return link.micros(scenario, ops, queue == null ? workers : Link.abreast(workers), batch);
  }

  /** The scenario as rows name it. */
  @JsonIgnore
  public String scenarioLabel() {
    return queue == null ? scenario.label() : queue.label();
  }

  /** What is run, in a few words, whatever client runs it. */
  @JsonIgnore
  public String form() {
    if (queue != null) {
      return queue.label() + " " + workers + " workers" + across();
    }
    String many = scenario.isAsync() ? " workers " : " threads ";
    return scenario.label()
        + (scenario.isConcurrent() && load == null ? " " + workers + many + connectionForm() : "")
        + (scenario == Scenario.BULK ? " of " + batch : "")
        + (valueBytes == 0 ? "" : " " + valueBytes + " B")
        + across()
        + (load == null ? "" : " " + connections.label() + " at " + load.rate());
  }

  private String across() {
    return link.isDirect() ? "" : " " + link.label();
  }

  private String connectionForm() {
    return connections.label() + (connectionCount == 1 ? "" : " " + connectionCount);
  }

  /** The cell in a few words, for progress lines and messages. */
  @JsonIgnore
  public String title() {
    return client
        + " "
        + form()
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
