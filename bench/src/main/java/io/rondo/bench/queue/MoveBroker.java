package io.rondo.bench.queue;

import static io.rondo.client.Commands.TEXT;

import io.rondo.client.Command;
import io.rondo.client.ListEnd;
import io.rondo.client.RedisConnection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Lists, of which each worker has one of its own: a task moves there when it is taken, and is
 * removed when its result is there. Who looks after the workers gives back what a dead one has left
 * in its list.
 */
final class MoveBroker implements Broker {
  @Override
  public Command<?> send(int number, String task) {
    return TEXT.lpush(QueueKeys.TASKS, task);
  }

  @Override
  public Source tasks(int worker, RedisConnection own) {
    return Source.of(own, idle -> move(worker));
  }

  private static Command<@Nullable Taken> move(int worker) {
    return TEXT.blmove(
            QueueKeys.TASKS, QueueKeys.ofWorker(worker), ListEnd.RIGHT, ListEnd.LEFT, Duration.ZERO)
        .map(task -> task == null ? null : new Taken(task));
  }

  @Override
  public Command<?> deliver(String result) {
    return TEXT.lpush(QueueKeys.RESULTS, result);
  }

  @Override
  public Command<Long> acknowledge(int worker, Taken task) {
    return TEXT.lrem(QueueKeys.ofWorker(worker), 1, task.text());
  }

  /** The consumer is one, and keeps nothing: results are taken as in the plain form. */
  @Override
  public Source results(RedisConnection own) {
    return new ListBroker(ListEnd.RIGHT).results(own);
  }

  @Override
  public CompletableFuture<Integer> recover(int worker, RedisConnection redis) {
    return giveBack(worker, redis, 0);
  }

  /** Where they are taken next: they have waited longest. */
  private CompletableFuture<Integer> giveBack(int worker, RedisConnection redis, int before) {
    return redis
        .async()
        .run(TEXT.lmove(QueueKeys.ofWorker(worker), QueueKeys.TASKS, ListEnd.RIGHT, ListEnd.RIGHT))
        .thenCompose(
            moved ->
                moved == null
                    ? CompletableFuture.completedFuture(before)
                    : giveBack(worker, redis, before + 1));
  }

  @Override
  public int abandoned(int tasks, int worker, int done) {
    return 0;
  }
}
