package io.rondo.client;

import static io.rondo.client.Commands.BYTES;
import static io.rondo.client.Commands.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.client.support.Cell;
import io.rondo.client.support.Eventually;
import io.rondo.client.support.Keys;
import io.rondo.client.support.Messages;
import io.rondo.client.support.OnEveryLoop;
import io.rondo.client.support.ServerVersion;
import io.rondo.client.support.TestRedis;
import io.rondo.resp.Replies;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Subscriptions, on a live server. */
class PubSubTest {
  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @OnEveryLoop
  void messagesOfEachKindCome(Cell cell) {
    String channel = Keys.fresh("news");
    Messages messages = new Messages();
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect();
        RedisSubscriber<String, String> subscriber = client.subscriber(TEXT, messages)) {
      subscriber.subscribe(channel, channel + "other").join();
      subscriber.psubscribe(channel + "*").join();
      assertEquals(2, redis.sync().run(TEXT.publish(channel, "hello")));
      assertEquals(1, redis.sync().run(TEXT.publish(channel + "x", "by pattern")));
      List<PubSubMessage<String, String>> expected =
          new ArrayList<>(
              List.of(
                  new PubSubMessage<>(PubSubKind.CHANNEL, null, channel, "hello"),
                  new PubSubMessage<>(PubSubKind.PATTERN, channel + "*", channel, "hello"),
                  new PubSubMessage<>(
                      PubSubKind.PATTERN, channel + "*", channel + "x", "by pattern")));
      if (ServerVersion.of(redis).isAtLeast(7, 0)) {
        Eventually.value(subscriber.ssubscribe(channel));
        assertEquals(1, redis.sync().run(TEXT.spublish(channel, "sharded")));
        expected.add(new PubSubMessage<>(PubSubKind.SHARD, null, channel, "sharded"));
      }
      assertEquals(expected, messages.await(expected.size()));
      assertTrue(subscriber.isOpen());
    }
    assertNull(messages.awaitClosed());
    assertEquals(1, messages.closings());
  }

  @OnEveryLoop
  void whatIsUnsubscribedEnds(Cell cell) {
    String channel = Keys.fresh("news");
    Messages messages = new Messages();
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect();
        RedisSubscriber<String, String> subscriber = client.subscriber(TEXT, messages)) {
      subscriber.unsubscribe().join(); // From nothing.
      subscriber.punsubscribe("never").join();
      subscriber.subscribe(channel + 1, channel + 2, channel + 3).join();
      subscriber.subscribe(channel + 1).join(); // Once more is the same.
      assertEquals(
          Map.of(channel + 1, 1L, channel + 2, 1L),
          redis.sync().run(TEXT.pubsubNumSub(channel + 1, channel + 2)));
      subscriber.unsubscribe(channel + 1).join();
      assertEquals(0, redis.sync().run(TEXT.publish(channel + 1, "nobody")));
      assertEquals(1, redis.sync().run(TEXT.publish(channel + 2, "somebody")));
      CompletableFuture<?> all = subscriber.unsubscribe();
      CompletableFuture<?> again = subscriber.subscribe(channel + 4);
      all.join();
      again.join();
      assertEquals(0, redis.sync().run(TEXT.publish(channel + 3, "nobody")));
      assertEquals(1, redis.sync().run(TEXT.publish(channel + 4, "again")));
      messages.await(2);
      assertEquals(List.of("somebody", "again"), messages.bodies());
      assertThrows(IllegalArgumentException.class, () -> subscriber.subscribe());
    }
  }

  @OnEveryLoop
  void channelsAndMessagesMayBeBytes(Cell cell) {
    byte[] channel = bytes(Keys.fresh("news"));
    Queue<byte[]> bodies = new ConcurrentLinkedQueue<>();
    PubSubListener<byte[], byte[]> listener =
        new PubSubListener<>() {
          @Override
          public void onMessage(PubSubMessage<byte[], byte[]> message) {
            bodies.add(message.body());
          }
        };
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect();
        RedisSubscriber<byte[], byte[]> subscriber =
            client.subscriberAsync(BYTES, listener).join()) {
      subscriber.subscribe(channel).join();
      redis.sync().run(BYTES.publish(channel, new byte[] {0, -1, 13, 10}));
      Eventually.eventually("it comes", () -> bodies.size() == 1);
      assertEquals(List.of((byte) 0, (byte) -1, (byte) 13, (byte) 10), boxed(bodies.remove()));
      subscriber.unsubscribe(channel.clone()).join();
      assertEquals(0, redis.sync().run(BYTES.publish(channel, channel)));
    }
  }

  private static List<Byte> boxed(byte[] bytes) {
    List<Byte> list = new ArrayList<>();
    for (byte b : bytes) {
      list.add(b);
    }
    return list;
  }

  @OnEveryLoop
  void confirmationsAreToldFromMessagesInAFlood(Cell cell) {
    String channel = Keys.fresh("flood");
    Messages messages = new Messages();
    int rounds = 200;
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect();
        RedisSubscriber<String, String> subscriber = client.subscriber(TEXT, messages)) {
      subscriber.subscribe(channel).join();
      List<CompletableFuture<?>> confirmed = new ArrayList<>();
      List<String> expected = new ArrayList<>();
      for (int i = 0; i < rounds; i++) {
        Pipeline flood = redis.pipeline();
        for (int j = 0; j < 10; j++) {
          expected.add(i + "." + j);
          flood.add(TEXT.publish(channel, i + "." + j));
        }
        confirmed.add(subscriber.subscribe(channel + i, channel + "b" + i));
        confirmed.add(subscriber.psubscribe("none" + i));
        flood.run();
        confirmed.add(subscriber.unsubscribe(channel + i));
      }
      confirmed.forEach(Eventually::value);
      messages.await(expected.size());
      assertEquals(expected, messages.bodies());
      assertEquals(
          Map.of(channel + 7, 0L, channel + "b7", 1L),
          redis.sync().run(TEXT.pubsubNumSub(channel + 7, channel + "b7")));
    }
  }

  @OnEveryLoop
  void aListenerMaySubscribeAndMustNotWait(Cell cell) {
    String channel = Keys.fresh("news");
    AtomicReference<@Nullable RedisSubscriber<String, String>> self = new AtomicReference<>();
    AtomicReference<@Nullable Throwable> refused = new AtomicReference<>();
    Messages messages =
        new Messages() {
          @Override
          public void onMessage(PubSubMessage<String, String> message) {
            super.onMessage(message);
            RedisSubscriber<String, String> subscriber = self.get();
            if (message.body().equals("more") && subscriber != null) {
              CompletableFuture<?> more = subscriber.subscribe(channel + "more");
              refused.set(assertThrows(IllegalStateException.class, more::join));
            }
          }
        };
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect();
        RedisSubscriber<String, String> subscriber = client.subscriber(TEXT, messages)) {
      self.set(subscriber);
      subscriber.subscribe(channel).join();
      redis.sync().run(TEXT.publish(channel, "more"));
      Eventually.eventually(
          "it is subscribed", () -> redis.sync().run(TEXT.publish(channel + "more", "x")) == 1);
      messages.await(2);
      assertTrue(String.valueOf(refused.get()).contains("event-loop thread"));
    }
  }

  @OnEveryLoop
  void whatAListenerThrowsIsReportedAndChangesNothing(Cell cell) {
    String channel = Keys.fresh("news");
    Queue<Throwable> reported = new ConcurrentLinkedQueue<>();
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((thread, error) -> reported.add(error));
    Messages messages =
        new Messages() {
          @Override
          public void onMessage(PubSubMessage<String, String> message) {
            super.onMessage(message);
            throw new IllegalStateException("of the listener");
          }
        };
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect();
        RedisSubscriber<String, String> subscriber = client.subscriber(TEXT, messages)) {
      subscriber.subscribe(channel).join();
      redis.sync().run(TEXT.publish(channel, "one"));
      redis.sync().run(TEXT.publish(channel, "two"));
      messages.await(2);
      Eventually.eventually("it is reported", () -> reported.size() == 2);
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
  }

  @OnEveryLoop
  void aRefusedSubscriptionFailsAlone(Cell cell) {
    Messages messages = new Messages();
    try (TestRedis server = TestRedis.start();
        RedisClient admin = RedisClient.create(cell.options(server.port()));
        RedisConnection redis = admin.connect()) {
      redis
          .sync()
          .run(
              Command.of(
                  "ACL SETUSER",
                  Replies.status(),
                  "few",
                  "reset",
                  "resetchannels",
                  "on",
                  ">pw",
                  "+@all",
                  "&mine"));
      try (RedisClient client =
              RedisClient.create(cell.options(server.port()).withCredentials("few", "pw"));
          RedisSubscriber<String, String> subscriber = client.subscriber(TEXT, messages)) {
        CompletableFuture<?> theirs = subscriber.subscribe("theirs");
        CompletableFuture<?> mine = subscriber.subscribe("mine");
        assertTrue(
            String.valueOf(Eventually.error(RedisServerException.class, theirs).getMessage())
                .startsWith("NOPERM"));
        mine.join();
        redis.sync().run(TEXT.publish("mine", "hello"));
        messages.await(1);
        // The right is taken away: the server ends the connection, and refuses the next one.
        redis
            .sync()
            .run(Command.of("ACL SETUSER", Replies.status(), "few", "resetchannels", "&other"));
        RedisException refused = messages.awaitClosed();
        assertTrue(refused instanceof RedisServerException, String.valueOf(refused));
        assertFalse(subscriber.isOpen());
      }
    }
    assertEquals(1, messages.closings());
  }

  @OnEveryLoop
  void aLostConnectionIsOpenedAgainWithAllItsSubscriptions(Cell cell) {
    String channel = Keys.fresh("news");
    Messages messages = new Messages();
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect();
        RedisSubscriber<String, String> subscriber = client.subscriber(TEXT, messages)) {
      Messages.Demand demand = Messages.Demand.of(subscriber.messages());
      demand.subscription().request(Long.MAX_VALUE);
      subscriber.subscribe(channel, channel + "gone").join();
      subscriber.psubscribe(channel + "p*").join();
      subscriber.unsubscribe(channel + "gone").join();
      for (int i = 1; i <= 3; i++) {
        redis.sync().run(Command.of("CLIENT KILL", Replies.integer(), "TYPE", "pubsub"));
        messages.awaitGaps(i);
        assertEquals(1, redis.sync().run(TEXT.publish(channel, "a" + i)));
        assertEquals(1, redis.sync().run(TEXT.publish(channel + "p", "b" + i)));
        assertEquals(0, redis.sync().run(TEXT.publish(channel + "gone", "c" + i)));
      }
      demand.await(6);
      assertEquals(List.of("a1", "b1", "a2", "b2", "a3", "b3"), messages.bodies());
      assertEquals(messages.bodies(), demand.bodies());
      assertEquals(3, messages.awaitGaps(3).size());
      subscriber.subscribe(channel + "later").join();
      assertEquals(1, redis.sync().run(TEXT.publish(channel + "later", "d")));
    }
  }

  @OnEveryLoop
  void closesWithItsClient(Cell cell) {
    Messages messages = new Messages();
    RedisClient client = cell.client();
    RedisSubscriber<String, String> subscriber = client.subscriber(TEXT, messages);
    Messages.Demand demand = Messages.Demand.of(subscriber.messages());
    client.close();
    assertNull(messages.awaitClosed());
    Eventually.eventually("the flow ends", demand::isComplete);
    assertFalse(subscriber.isOpen());
    Eventually.error(RedisClosedException.class, subscriber.subscribe("late"));
    subscriber.close();
    assertEquals(1, messages.closings());
    Messages.Demand late = Messages.Demand.of(subscriber.messages());
    assertTrue(late.isComplete());
  }

  @OnEveryLoop
  void withoutAServerThereIsNone(Cell cell) {
    RedisClient client;
    try (TestRedis server = TestRedis.start()) {
      client = RedisClient.create(cell.options(server.port()));
    }
    Messages messages = new Messages();
    try (client) {
      assertThrows(RedisConnectException.class, () -> client.subscriber(TEXT, messages));
      Eventually.error(RedisConnectException.class, client.subscriberAsync(TEXT, messages));
    }
    assertEquals(0, messages.closings());
  }
}
