package io.rondo.client;

import static io.rondo.client.Commands.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.client.support.Cell;
import io.rondo.client.support.Eventually;
import io.rondo.client.support.Keys;
import io.rondo.client.support.Messages;
import io.rondo.client.support.Messages.Demand;
import io.rondo.client.support.OnEveryLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;

/** Messages as a flow: who asks for none gets none, and the server is held up. */
class PubSubFlowTest {
  private static List<String> publish(RedisConnection redis, String channel, int from, int to) {
    List<String> bodies = new ArrayList<>();
    Pipeline all = redis.pipeline();
    for (int i = from; i < to; i++) {
      bodies.add("m" + i);
      all.add(TEXT.publish(channel, "m" + i));
    }
    all.run();
    return bodies;
  }

  @OnEveryLoop
  void noMoreThanIsAskedForComesAndNothingIsLost(Cell cell) {
    String channel = Keys.fresh("flow");
    Messages messages = new Messages();
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect();
        RedisSubscriber<String, String> subscriber = client.subscriber(TEXT, messages)) {
      subscriber.subscribe(channel).join();
      Demand demand = Demand.of(subscriber.messages());
      demand.subscription().request(3);
      List<String> expected = publish(redis, channel, 0, 5000);
      demand.await(3);
      var confirmed = subscriber.subscribe(channel + "behind"); // What waits is in its way.
      redis.sync().run(TEXT.ping());
      assertEquals(expected.subList(0, 3), demand.bodies());
      assertEquals(expected.subList(0, 3), messages.bodies());
      for (int i = 0; i < 100; i++) {
        demand.subscription().request(1);
      }
      demand.await(103);
      assertEquals(103, demand.bodies().size());
      assertTrue(!confirmed.isDone());
      demand.subscription().request(Long.MAX_VALUE);
      demand.await(5000);
      Eventually.value(confirmed);
      assertEquals(expected, demand.bodies());
      assertEquals(expected, messages.bodies());
    }
  }

  @OnEveryLoop
  void theSocketIsNotReadWhileNobodyAsks(Cell cell) {
    String channel = Keys.fresh("flow");
    String large = "x".repeat(16 * 1024);
    int count = 400; // 6.4 MB: less than the server puts up with, more than is kept here.
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect();
        RedisSubscriber<String, String> subscriber = client.subscriber(TEXT, new Messages())) {
      subscriber.subscribe(channel).join();
      Demand demand = Demand.of(subscriber.messages());
      for (int i = 0; i < count; i++) {
        assertEquals(1, redis.sync().run(TEXT.publish(channel, large)));
      }
      assertTrue(demand.bodies().isEmpty());
      long read = subscriber.stats().bytesRead();
      assertTrue(read < 2 << 20, () -> read + " bytes were read though nobody had asked");
      demand.subscription().request(Long.MAX_VALUE);
      demand.await(count);
      assertTrue(demand.bodies().stream().allMatch(large::equals));
    }
  }

  @OnEveryLoop
  void theSlowestSetsThePace(Cell cell) {
    String channel = Keys.fresh("flow");
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect();
        RedisSubscriber<String, String> subscriber = client.subscriber(TEXT, new Messages())) {
      subscriber.subscribe(channel).join();
      Demand fast = Demand.of(subscriber.messages());
      fast.subscription().request(Long.MAX_VALUE);
      Demand slow = Demand.of(subscriber.messages());
      slow.subscription().request(2);
      List<String> expected = publish(redis, channel, 0, 100);
      slow.await(2);
      fast.await(2);
      assertEquals(expected.subList(0, 2), fast.bodies());
      slow.subscription().request(1);
      fast.await(3);
      slow.await(3);
      slow.subscription().cancel();
      fast.await(100);
      assertEquals(expected, fast.bodies());
      assertEquals(expected.subList(0, 3), slow.bodies());
    }
  }

  @OnEveryLoop
  void whoAsksForEachAsItComesGetsAll(Cell cell) {
    String channel = Keys.fresh("flow");
    AtomicInteger count = new AtomicInteger();
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect();
        RedisSubscriber<String, String> subscriber = client.subscriber(TEXT, new Messages())) {
      subscriber.subscribe(channel).join();
      subscriber
          .messages()
          .subscribe(
              new Flow.Subscriber<>() {
                private Flow.Subscription subscription = new None();

                @Override
                public void onSubscribe(Flow.Subscription given) {
                  subscription = given;
                  subscription.request(1);
                }

                @Override
                public void onNext(PubSubMessage<String, String> message) {
                  if (message.body().equals("m" + count.get())) {
                    count.incrementAndGet();
                  }
                  subscription.request(1);
                }

                @Override
                public void onError(Throwable error) {}

                @Override
                public void onComplete() {}
              });
      publish(redis, channel, 0, 3000);
      Eventually.eventually("all come in order", () -> count.get() == 3000);
    }
  }

  private static final class None implements Flow.Subscription {
    @Override
    public void request(long n) {}

    @Override
    public void cancel() {}
  }

  @OnEveryLoop
  void aConnectionThatIsLostWhileNobodyAsksIsOpenedAgain(Cell cell) {
    String channel = Keys.fresh("flow");
    Messages messages = new Messages();
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect();
        RedisSubscriber<String, String> subscriber = client.subscriber(TEXT, messages)) {
      subscriber.subscribe(channel).join();
      Demand demand = Demand.of(subscriber.messages());
      publish(redis, channel, 0, 10);
      Eventually.eventually("it is kept", subscriber::isPaused);
      // Nothing is read, so nobody notices yet; what was read comes first.
      redis
          .sync()
          .run(Command.of("CLIENT KILL", io.rondo.resp.Replies.integer(), "TYPE", "pubsub"));
      demand.subscription().request(Long.MAX_VALUE);
      messages.awaitGaps(1);
      publish(redis, channel, 10, 20);
      Eventually.eventually("they come", () -> demand.bodies().contains("m19"));
    }
  }

  @OnEveryLoop
  void whatIsKeptEndsWithTheSubscriber(Cell cell) {
    String channel = Keys.fresh("flow");
    Messages messages = new Messages();
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect()) {
      RedisSubscriber<String, String> subscriber = client.subscriber(TEXT, messages);
      subscriber.subscribe(channel).join();
      Demand demand = Demand.of(subscriber.messages());
      publish(redis, channel, 0, 1000);
      Eventually.eventually("it is kept", subscriber::isPaused);
      subscriber.close();
      assertTrue(demand.isComplete());
      demand.subscription().request(Long.MAX_VALUE);
      assertEquals(List.of(), demand.bodies());
      Eventually.eventually(
          "the server knows", () -> redis.sync().run(TEXT.publish(channel, "nobody")) == 0);
    }
  }

  @OnEveryLoop
  void badRequestsEndTheSubscription(Cell cell) {
    try (RedisClient client = cell.client();
        RedisSubscriber<String, String> subscriber = client.subscriber(TEXT, new Messages())) {
      Demand demand = Demand.of(subscriber.messages());
      demand.subscription().request(0);
      IllegalArgumentException error =
          assertInstanceOf(IllegalArgumentException.class, demand.error());
      assertEquals("request is 0: ask for at least 1", error.getMessage());
    }
  }
}
