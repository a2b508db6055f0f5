package io.rondo.bench.queue;

import io.rondo.client.Command;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a worker does: computes, sends the result, and where that is wanted says that it is done.
 */
record WorkerJob(int worker, Broker broker, Crew crew) implements Party.Job {
  @Override
  public boolean isLast(Taken task) {
    return crew.takes(worker, task);
  }

  @Override
  public List<Command<?>> of(Taken task) {
    Command<?> delivery = broker.deliver(TaskJson.compute(task.text()));
    Command<Long> acknowledgement = broker.acknowledge(worker, task);
    return acknowledgement == null ? List.of(delivery) : List.of(delivery, acknowledgement);
  }

  @Override
  public void replied(List<@Nullable Object> replies) {
    if (replies.size() > 1) {
      crew.acknowledged(Long.valueOf(1).equals(replies.get(1)));
    }
  }

  @Override
  public void died() {
    crew.died(worker);
  }
}
