package io.rondo.client;

import static io.rondo.client.Commands.TEXT;

import io.rondo.client.support.Cell;
import io.rondo.client.support.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The load of a {@link Soak} on one loop and drive: one connection that all threads share, two
 * leases, one subscriber. What is read back must be what was written, or nothing; what fails must
 * fail with an error that says what became of it.
 */
final class SoakSite implements AutoCloseable {
  static final int LEASES = 2;
  private static final int ASYNC = 100;

  /** What came of the commands of all sites. */
  static final class Tally {
    final LongAdder succeeded = new LongAdder();
    final LongAdder notSent = new LongAdder();
    final LongAdder maybe = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder cancelled = new LongAdder();
    final LongAdder messages = new LongAdder();
    final Queue<Throwable> wrong = new ConcurrentLinkedQueue<>();

    void failed(@Nullable Throwable error) {
      if (error instanceof CancellationException) {
        cancelled.increment();
      } else if (error instanceof RedisProtocolException || !(error instanceof RedisException e)) {
        wrong.add(new AssertionError("failed with " + error, error));
      } else {
        switch (e.fate()) {
          case NOT_SENT -> notSent.increment();
          case MAYBE_EXECUTED -> maybe.increment();
          case REFUSED -> refused.increment();
          case EXECUTED -> wrong.add(new AssertionError("a reply was not understood", e));
        }
      }
    }

    @Override
    public String toString() {
      return succeeded
          + " succeeded, "
          + notSent
          + " not sent, "
          + maybe
          + " maybe executed, "
          + refused
          + " refused, "
          + cancelled
          + " cancelled, "
          + messages
          + " messages, "
          + wrong.size()
          + " wrong";
    }
  }

  private final String name;
  private final Tally tally;
  private final RedisClient client;
  private final RedisConnection redis;
  private final RedisSubscriber<String, String> subscriber;

  SoakSite(Cell cell, int port, Tally tally) {
    this.name = "soak:" + cell.loop() + ":" + cell.drive();
    this.tally = tally;
    this.client =
        RedisClient.create(
            cell.options(port)
                .withCommandTimeout(Duration.ofSeconds(2))
                .withConnectTimeout(Duration.ofSeconds(1))
                .withLeases(LEASES, Duration.ofSeconds(1))
                .withWatchdog(Duration.ofMillis(400))
                .withReconnect(
                    Reconnect.waiting().withBackOff(Duration.ofMillis(2), Duration.ofMillis(50))));
    this.redis = client.connect();
    this.subscriber = client.subscriber(TEXT, listener());
    Eventually.value(subscriber.subscribe(name));
  }

  private PubSubListener<String, String> listener() {
    return new PubSubListener<>() {
      @Override
      public void onMessage(PubSubMessage<String, String> message) {
        tally.messages.increment();
        check(name, message.body());
      }
    };
  }

  /** A value that says what key it is of. */
  private static String value(String key, Random random) {
    return key + ";" + "x".repeat(random.nextInt(500));
  }

  private void check(String key, @Nullable String value) {
    if (value != null && !value.startsWith(key + ";")) {
      tally.wrong.add(new AssertionError(key + " has " + value));
    }
  }

  /** Runs a few commands and waits for their end. */
  void round(Random random) {
    try {
      switch (random.nextInt(8)) {
        case 0 -> pipeline(redis.pipeline(), random);
        case 1 -> pipeline(redis.transaction(), random);
        case 2 -> waiting();
        case 3 -> leased(random);
        case 4, 5 -> sync(random);
        default -> async(random);
      }
    } catch (RedisException e) {
      tally.failed(e);
    }
  }

  private String key(Random random) {
    return name + ":" + random.nextInt(1000);
  }

  private void sync(Random random) {
    String key = key(random);
    redis.sync().run(TEXT.set(key, value(key, random)));
    check(key, redis.sync().run(TEXT.get(key)));
    redis.sync().run(TEXT.publish(name, value(name, random)));
    tally.succeeded.add(3);
  }

  private void async(Random random) {
    List<CompletableFuture<?>> futures = new ArrayList<>();
    for (int i = 0; i < ASYNC; i++) {
      String key = key(random);
      CompletableFuture<?> future =
          random.nextBoolean()
              ? redis.async().run(TEXT.set(key, value(key, random)))
              : redis.async().run(TEXT.get(key)).thenAccept(value -> check(key, value));
      futures.add(future);
      if (random.nextInt(20) == 0) {
        future.cancel(true);
      }
    }
    for (CompletableFuture<?> future : futures) {
      Eventually.eventually("a future ends", future::isDone);
      try {
        future.join();
        tally.succeeded.increment();
      } catch (CancellationException e) {
        tally.failed(e);
      } catch (CompletionException e) {
        tally.failed(e.getCause());
      }
    }
  }

  private void pipeline(Pipeline pipeline, Random random) {
    for (int i = 0; i < 10; i++) {
      String key = key(random);
      pipeline.add(TEXT.set(key, value(key, random)));
      pipeline.add(TEXT.get(key).map(value -> keepUnlessWrong(key, value)));
    }
    for (Object reply : pipeline.run()) {
      if (reply instanceof RedisException e) {
        tally.failed(e);
      } else {
        tally.succeeded.increment();
      }
    }
  }

  private @Nullable String keepUnlessWrong(String key, @Nullable String value) {
    check(key, value);
    return value;
  }

  /** A command that waits on the server, and so on a lease. */
  private void waiting() {
    String list = name + ":list";
    redis.sync().run(TEXT.blpop(Duration.ofMillis(5), list));
    tally.succeeded.increment();
  }

  private void leased(Random random) {
    try (RedisConnection mine = client.lease()) {
      String key = key(random);
      mine.sync().run(TEXT.watch(key));
      check(key, mine.sync().run(TEXT.get(key)));
      Pipeline transaction = mine.transaction();
      transaction.add(TEXT.set(key, value(key, random)));
      transaction.run();
      tally.succeeded.add(3);
    }
  }

  /** Waits until everything is open and nothing is under way; nobody else runs a round. */
  void settle() {
    Eventually.eventually(
        "the connection is there",
        () -> {
          ConnectionStats stats = redis.stats();
          return redis.isOpen() && stats.queued() + stats.inFlight() == 0;
        });
    Eventually.eventually("the subscriber is there", subscriber::isOpen);
    Eventually.eventually("it answers", this::answers);
    List<RedisConnection> leases = new ArrayList<>();
    try {
      for (int i = 0; i < LEASES; i++) {
        leases.add(client.lease()); // As many as there may be, each time.
      }
    } finally {
      leases.forEach(RedisConnection::close);
    }
  }

  private boolean answers() {
    try {
      return redis.sync().run(TEXT.ping()).equals("PONG");
    } catch (RedisException e) {
      return false;
    }
  }

  @Override
  public void close() {
    subscriber.close();
    redis.close();
    client.close();
  }
}
