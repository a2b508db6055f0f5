package io.rondo.bench.measure;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.rondo.bench.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way from the client to the server.
 *
 * @param rttMicros the round trip time that a proxy adds, half of it in each direction; 0 for a
 *     proxy that adds none, null where there is no proxy
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Link(Network network, @Nullable Integer rttMicros) {
  /** Client and server meet on the loopback. */
  public static final Link DIRECT = new Link(Network.LOOPBACK, null);

  /** What the round trips of a repetition may take together, unless pairs were counted out. */
  private static final long REPETITION_MICROS = 500_000;

  private static final long LEAST_ROUNDS = 5;

  /** Whether there is nothing between client and server. */
  @JsonIgnore
  public boolean isDirect() {
    return equals(DIRECT);
  }

  /** The round trip time in microseconds, as far as the bench makes it. */
  @JsonIgnore
  public int rtt() {
    return rttMicros == null ? 0 : rttMicros;
  }

  /** In a few words; empty where there is nothing in between. */
  @JsonIgnore
  public String label() {
    List<String> words = new ArrayList<>();
    if (network != Network.LOOPBACK) {
      words.add(network.label());
    }
    if (rttMicros != null) {
      words.add("rtt " + RoundTrip.text(rttMicros));
    }
    return String.join(" ", words);
  }

  /** Round trips of a pair, or of a batch in bulk. */
  private static int trips(Scenario scenario) {
    return switch (scenario) {
      case SYNC_PIPE, SYNC_MULTI, ASYNC_PIPE, BULK -> 1;
      default -> 2;
    };
  }

  /**
   * As many pairs as are usual, or as end in time over so long a way: as many for each worker, and
   * no batch half full.
   */
  public int pairs(Scenario scenario, int usual, int workers, int batch) {
    if (rtt() == 0) {
      return usual;
    }
    long rounds = Math.max(LEAST_ROUNDS, REPETITION_MICROS / rtt() / trips(scenario));
    return (int) Math.min(usual, rounds * workers * batch);
  }

  /** {@link #pairs} of a queue, where so many workers take tasks. */
  public int tasks(int usual, int workers) {
    return pairs(Scenario.ASYNC, usual, abreast(workers), 1);
  }

  /** For a task a worker makes two round trips, producer and consumer one: they set the pace. */
  static int abreast(int workers) {
    return Math.min(workers, 2);
  }

  /** What the round trips of so many pairs take, one after the other in each worker. */
  public long micros(Scenario scenario, long pairs, int workers, int batch) {
    return pairs / workers / batch * trips(scenario) * rtt();
  }
}
