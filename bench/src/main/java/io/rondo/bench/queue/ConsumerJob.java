package io.rondo.bench.queue;

import io.rondo.client.Command;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the consumer does: looks at each result. */
record ConsumerJob(Crew crew) implements Party.Job {
  @Override
  public boolean isLast(Taken result) {
    return false;
  }

  @Override
  public List<Command<?>> of(Taken result) {
    crew.receives(result);
    return List.of();
  }

  @Override
  public void replied(List<@Nullable Object> replies) {}

  @Override
  public void died() {}
}
