package io.rondo.bench.queue;

import io.rondo.client.RedisConnection;
import org.jspecify.annotations.Nullable;

/** Sends the tasks of a pass, each when the one before has arrived, as the original's did. */
interface Producer {
  /** Sends all; may return before they are. */
  void produce(Pass pass);

  /** One that makes blocking calls, on the thread that asks it to. */
  static Producer blocking(RedisConnection redis, Broker broker) {
    return pass -> {
      for (int i = 0; i < pass.tasks() && !pass.isOver(); i++) {
        redis.sync().run(broker.send(i, pass.send(i)));
      }
      pass.sentAll();
    };
  }

  /** One that is a chain of completions. */
  static Producer chained(RedisConnection redis, Broker broker) {
    return pass -> new Chain(redis, broker, pass).begin();
  }

  /** The chain of one pass. */
  final class Chain {
    private final RedisConnection redis;
    private final Broker broker;
    private final Pass pass;
    private final Turns turns = new Turns(this::step);
    private int next;

    private Chain(RedisConnection redis, Broker broker, Pass pass) {
      this.redis = redis;
      this.broker = broker;
      this.pass = pass;
    }

    private void begin() {
      turns.take();
    }

    private void step() {
      if (pass.isOver()) {
        return;
      }
      if (next == pass.tasks()) {
        pass.sentAll();
        return;
      }
      int number = next++;
      try {
        redis.async().run(broker.send(number, pass.send(number))).whenComplete(this::sent);
      } catch (RuntimeException e) {
        pass.fail(e);
      }
    }

    private void sent(@Nullable Object reply, @Nullable Throwable failure) {
      if (failure != null) {
        pass.fail(failure);
      } else {
        turns.take();
      }
    }
  }
}
