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
  /** A cell of set+get pairs as usual: on one connection, values of the original's, verified. */
  public static Builder builder(String server, String client, Scenario scenario) {
    return new Builder(server, client, scenario);
  }

  /** Says what a cell is, in the terms of {@link Cell}; what is not said is as usual. */
  public static final class Builder {
    private final String server;
    private final String client;
    private final Scenario scenario;
    private String loop = "";
    private String drive = "";
    private String waitStrategy = "";
    private int workers = 1;
    private Connections connections = Connections.SHARED;
    private Placement placement = Placement.FREE;
    private int n = 1;
    private int repeat = 1;
    private boolean asserts = true;
    private int valueBytes;
    private int batch = 1;
    private int connectionCount = 1;
    private @Nullable QueueWork queue;
    private @Nullable LoadSpec load;
    private Link link = Link.DIRECT;

    private Builder(String server, String client, Scenario scenario) {
      this.server = server;
      this.client = client;
      this.scenario = scenario;
    }

    public Builder on(String ofLoop, String ofDrive, String ofWait) {
      loop = ofLoop;
      drive = ofDrive;
      waitStrategy = ofWait;
      return this;
    }

    public Builder workers(int count, Connections form) {
      workers = count;
      connections = form;
      return this;
    }

    public Builder placed(Placement where) {
      placement = where;
      return this;
    }

    /** So many pairs, so many times. */
    public Builder repeated(int pairs, int times) {
      n = pairs;
      repeat = times;
      return this;
    }

    public Builder asserts(boolean inTime) {
      asserts = inTime;
      return this;
    }

    public Builder sizes(int ofValue, int ofBatch, int ofConnections) {
      valueBytes = ofValue;
      batch = ofBatch;
      connectionCount = ofConnections;
      return this;
    }

    public Builder queue(QueueWork work) {
      queue = work;
      return this;
    }

    public Builder over(Link way) {
      link = way;
      return this;
    }

    public Cell build() {
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
          link);
    }
  }

  private Builder copy() {
    Builder copy =
        builder(server, client, scenario)
            .on(loop, drive, waitStrategy)
            .workers(workers, connections)
            .placed(placement)
            .repeated(n, repeat)
            .asserts(asserts)
            .sizes(valueBytes, batch, connectionCount)
            .over(link);
    copy.queue = queue;
    copy.load = load;
    return copy;
  }

  /** The same over another way. */
  public Cell over(Link way) {
    return copy().over(way).build();
  }

  /** The same, sent as said. */
  public Cell sent(LoadSpec how) {
    Builder sent = copy().repeated((int) how.requests(), repeat);
    sent.load = how;
    return sent.build();
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
    String many = (scenario.isAsync() ? " worker" : " thread") + (workers == 1 ? " " : "s ");
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
