package io.rondo.bench.queue;

import static io.rondo.client.Commands.TEXT;

import io.rondo.bench.common.BenchException;
import io.rondo.client.Command;
import io.rondo.client.RedisClient;
import io.rondo.client.RedisConnection;

/**
 * Channels. What is published to a channel goes to all that are subscribed, so each worker has a
 * channel of its own, and the producer takes them in turn; what is published for a dead worker is
 * nobody's.
 *
 * @param mayLose whether it is no failure that a message reaches nobody
 */
record PubSubBroker(RedisClient client, int workers, boolean mayLose) implements Broker {
  @Override
  public Command<?> send(int number, String task) {
    return publish(QueueKeys.ofWorker(number % workers), task);
  }

  @Override
  public Source tasks(int worker, RedisConnection own) {
    return Mailbox.open(client, QueueKeys.ofWorker(worker));
  }

  @Override
  public Command<?> deliver(String result) {
    return publish(QueueKeys.RESULTS, result);
  }

  private Command<?> publish(String channel, String message) {
    return TEXT.publish(channel, message)
        .map(
            subscribers -> {
              if (subscribers != 1 && !mayLose) {
                throw new BenchException(
                    subscribers == 0
                        ? "nobody is subscribed to " + channel + " any more"
                        : "somebody else is subscribed to " + channel + " too: end that first");
              }
              return subscribers;
            });
  }

  @Override
  public Source results(RedisConnection own) {
    return Mailbox.open(client, QueueKeys.RESULTS);
  }

  /** All that go to its channel and are not done. */
  @Override
  public int abandoned(int tasks, int worker, int done) {
    int sentToIt = (tasks - worker + workers - 1) / workers;
    return sentToIt - done;
  }
}
