package io.rondo.bench.queue;

import io.rondo.bench.common.BenchException;
import java.util.ArrayList;
import java.util.List;

/** The keys that queues use; those of Pub/Sub are channels. */
public final class QueueKeys {
  static final String TASKS = "rondo:queue:tasks";
  static final String RESULTS = "rondo:queue:results";

  private QueueKeys() {}

  /** Where a worker keeps what it has in hand; or its channel. */
  static String ofWorker(int worker) {
    return TASKS + ":" + worker;
  }

  /** All keys that a queue with so many workers may use. */
  public static List<String> all(int workers) {
    List<String> keys = new ArrayList<>(List.of(TASKS, RESULTS));
    for (int worker = 0; worker < workers; worker++) {
      keys.add(ofWorker(worker));
    }
    return keys;
  }

  /** What is said where keys are there already: workers would take what is not theirs. */
  public static BenchException notEmpty(List<String> present, String server) {
    return new BenchException(
        "the queue at %s is not empty: there is %s, and workers would take tasks that are not the bench's; delete it, or let the bench with --allow-flush"
            .formatted(server, String.join(", ", present)));
  }
}
