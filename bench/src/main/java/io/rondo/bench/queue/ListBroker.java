package io.rondo.bench.queue;

import static io.rondo.client.Commands.TEXT;

import io.rondo.client.Command;
import io.rondo.client.KeyValue;
import io.rondo.client.ListEnd;
import io.rondo.client.RedisConnection;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Two lists: what is popped is the worker's alone, and gone with it. */
record ListBroker(ListEnd end) implements Broker {
  @Override
  public Command<?> send(int number, String task) {
    return TEXT.lpush(QueueKeys.TASKS, task);
  }

  @Override
  public Source tasks(int worker, RedisConnection own) {
    return Source.of(own, idle -> pop(QueueKeys.TASKS));
  }

  @Override
  public Command<?> deliver(String result) {
    return TEXT.lpush(QueueKeys.RESULTS, result);
  }

  @Override
  public Source results(RedisConnection own) {
    return Source.of(own, idle -> pop(QueueKeys.RESULTS));
  }

  private Command<@Nullable Taken> pop(String key) {
    return popped(
        end == ListEnd.LEFT ? TEXT.blpop(Duration.ZERO, key) : TEXT.brpop(Duration.ZERO, key));
  }

  private static Command<@Nullable Taken> popped(Command<@Nullable KeyValue<String, String>> pop) {
    return pop.map(one -> one == null ? null : new Taken(one.value()));
  }

  /** What it had in hand. */
  @Override
  public int abandoned(int tasks, int worker, int done) {
    return 1;
  }
}
