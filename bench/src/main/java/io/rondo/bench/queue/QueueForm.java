package io.rondo.bench.queue;

import com.fasterxml.jackson.annotation.JsonValue;
import io.rondo.client.ListEnd;
import io.rondo.client.RedisClient;

/** How tasks and results travel. */
public enum QueueForm {
  /** LPUSH and BLPOP: the original's, in which the newest task is taken first. */
  LIST("list", false, "LPUSH, BLPOP: as the original, the newest task first"),
  /** LPUSH and BRPOP. */
  LIST_FIFO("list-fifo", false, "LPUSH, BRPOP: the oldest task first, as in the forms below"),
  /** PUBLISH to a channel per worker. */
  PUBSUB("pubsub", false, "PUBLISH to a channel per worker in turn, results to a channel"),
  /** BLMOVE to a list per worker, from which LREM removes what is done. */
  BLMOVE("blmove", true, "LPUSH, BLMOVE to a list of the worker's own, LREM when it is done"),
  /** A stream with a consumer group. */
  STREAMS("streams", true, "XADD, XREADGROUP, XACK; what nobody acknowledges: XAUTOCLAIM");

  private final String label;
  private final boolean redelivers;
  private final String description;

  QueueForm(String label, boolean redelivers, String description) {
    this.label = label;
    this.redelivers = redelivers;
    this.description = description;
  }

  /** The name on the command line and in results. */
  @JsonValue
  public String label() {
    return label;
  }

  public String description() {
    return description;
  }

  /** Whether a task whose worker dies is given to another one. */
  public boolean redelivers() {
    return redelivers;
  }

  /** What is promised of a task whose worker dies, in the usual words. */
  public String delivery() {
    return redelivers ? "at least once" : "at most once";
  }

  /**
   * What tasks go through.
   *
   * @param workersDie whether some may: it is no failure then that a task reaches nobody, where it
   *     is not given to another one
   */
  Broker open(RedisClient client, int workers, boolean workersDie) {
    return switch (this) {
      case LIST -> new ListBroker(ListEnd.LEFT);
      case LIST_FIFO -> new ListBroker(ListEnd.RIGHT);
      case PUBSUB -> new PubSubBroker(client, workers, workersDie);
      case BLMOVE -> new MoveBroker();
      case STREAMS -> new StreamBroker(workersDie);
    };
  }
}
