package io.rondo.bench.queue;

import io.rondo.client.Command;
import io.rondo.client.RedisConnection;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What a form of queue is made of: commands, which the parties run as they like. Any thread, but
 * each {@link Source} has one reader.
 */
interface Broker {
  /** Makes what must be there before the first task is sent. */
  default void prepare(RedisConnection redis) {}

  /** Removes what a pass has left behind, while nothing is under way. */
  default void tidy(RedisConnection redis) {}

  /**
   * Sends a task.
   *
   * @param number of the task in its pass, from 0
   */
  Command<?> send(int number, String task);

  /**
   * Where a worker gets its tasks.
   *
   * @param own the worker's connection
   */
  Source tasks(int worker, RedisConnection own);

  /** Sends a result to the consumer. */
  Command<?> deliver(String result);

  /**
   * Says that a task is done, right behind its result; {@code null} where nobody wants to know. Its
   * reply is 1, or 0 if the task had been given to somebody else.
   */
  default @Nullable Command<Long> acknowledge(int worker, Taken task) {
    return null;
  }

  /** Where the consumer gets results. */
  Source results(RedisConnection own);

  /**
   * Gives what a dead worker had in hand to the others, where somebody has to do that.
   *
   * @return how many tasks that were
   */
  default CompletableFuture<Integer> recover(int worker, RedisConnection redis) {
    return CompletableFuture.completedFuture(0);
  }

  /**
   * How many tasks end with a worker that dies with a task in hand.
   *
   * @param tasks that are sent in all
   * @param done that the worker has done
   */
  int abandoned(int tasks, int worker, int done);
}
