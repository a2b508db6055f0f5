package io.rondo.client;

import static io.rondo.client.Commands.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.client.support.Cell;
import io.rondo.client.support.Eventually;
import io.rondo.client.support.FaultProxy;
import io.rondo.client.support.Keys;
import io.rondo.client.support.OnEveryLoop;
import io.rondo.client.support.OnEveryWait;
import io.rondo.client.support.Outage;
import io.rondo.client.support.TestRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;

/** What becomes of commands, and of a close, while a connection is down. */
@SuppressWarnings("try") // Some close what others wait for.
class WhileDownTest {
  private static final Reconnect FAST =
      Reconnect.failingFast().withBackOff(Duration.ofMillis(1), Duration.ofMillis(20));

  private final FaultProxy proxy = FaultProxy.before(TestRedis.shared().port());

  @AfterEach
  void close() {
    proxy.close();
  }

  private RedisOptions options(Cell cell) {
    return cell.options(proxy.port()).withReconnect(Outage.SOON);
  }

  @OnEveryWait
  void whileDownCommandsWaitInOrder(Cell cell) throws Exception {
    String key = Keys.fresh("waiting");
    try (RedisClient client = RedisClient.create(options(cell));
        RedisConnection redis = client.connect()) {
      Outage.begin(proxy, redis);
      List<CompletableFuture<Long>> futures = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        futures.add(redis.async().run(TEXT.incr(key)));
      }
      Queue<Object> replies = new ConcurrentLinkedQueue<>();
      Thread caller = new Thread(() -> replies.add(redis.sync().run(TEXT.ping())));
      caller.start();
      Pipeline tx = redis.transaction();
      tx.add(TEXT.incr(key));
      CompletableFuture<List<Object>> executed = tx.send();
      Eventually.eventually("all are queued", () -> redis.stats().queued() == 22);
      assertFalse(redis.isOpen());
      assertTrue(redis.toString().contains("connecting again ("), redis::toString);
      proxy.accept();
      for (int i = 0; i < 20; i++) {
        assertEquals(i + 1, Eventually.value(futures.get(i)));
      }
      assertEquals(List.of(21L), Eventually.value(executed));
      Eventually.join(caller);
      assertEquals(List.of("PONG"), List.copyOf(replies));
    }
  }

  @OnEveryWait
  void whileDownCommandsEndByTheirDeadline(Cell cell) {
    try (RedisClient client = RedisClient.create(options(cell));
        RedisConnection redis = client.connect()) {
      Outage.begin(proxy, redis);
      CompletableFuture<String> patient = redis.async().run(TEXT.ping());
      CompletableFuture<String> future =
          redis.async().run(TEXT.ping().withTimeout(Duration.ofMillis(30)));
      RedisTimeoutException late =
          assertThrows(
              RedisTimeoutException.class,
              () -> redis.sync().run(TEXT.ping().withTimeout(Duration.ofMillis(40))));
      assertEquals(Fate.NOT_SENT, late.fate());
      String message = String.valueOf(late.getMessage());
      assertTrue(message.startsWith("PING: no reply within 40 ms; not sent; "), message);
      assertTrue(message.contains("connecting again ("), message);
      assertTrue(message.contains("attempt "), message);
      Eventually.error(RedisTimeoutException.class, future);
      Eventually.eventually("their places are free", () -> redis.stats().queued() == 1);
      proxy.accept();
      assertEquals("PONG", Eventually.value(patient));
    }
  }

  @OnEveryWait
  void orTheyFailAtOnce(Cell cell) {
    try (RedisClient client = RedisClient.create(options(cell).withReconnect(FAST));
        RedisConnection redis = client.connect()) {
      Outage.begin(proxy, redis);
      for (int i = 0; i < 3; i++) {
        RedisClosedException error =
            assertThrows(RedisClosedException.class, () -> redis.sync().run(TEXT.ping()));
        assertEquals(Fate.NOT_SENT, error.fate());
        CompletableFuture<String> future = redis.async().run(TEXT.ping());
        assertEquals(Fate.NOT_SENT, Eventually.error(RedisClosedException.class, future).fate());
      }
      assertEquals(0, redis.stats().queued());
      proxy.accept();
      Outage.awaitEnd(redis, 1);
      assertEquals("PONG", redis.sync().run(TEXT.ping()));
    }
  }

  @OnEveryLoop
  void theBoundsHoldWhileItIsDown(Cell cell) {
    try (RedisClient client = RedisClient.create(options(cell).withQueueBounds(10, 1 << 20));
        RedisConnection redis = client.connect()) {
      Outage.begin(proxy, redis);
      List<CompletableFuture<String>> waiting = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        waiting.add(redis.async().run(TEXT.ping().withTimeout(Duration.ofMillis(200))));
      }
      CompletableFuture<String> over = redis.async().run(TEXT.ping());
      RedisOverloadedException full = Eventually.error(RedisOverloadedException.class, over);
      assertTrue(String.valueOf(full.getMessage()).contains("10 of 10 commands"), full::getMessage);
      waiting.forEach(late -> Eventually.error(RedisTimeoutException.class, late));
      Eventually.eventually("there is room again", () -> redis.stats().queued() == 0);
      CompletableFuture<String> next = redis.async().run(TEXT.ping());
      proxy.accept();
      assertEquals("PONG", Eventually.value(next));
    }
  }

  @OnEveryWait
  void closingWhileItIsDownEndsWhatWaits(Cell cell) throws Exception {
    try (RedisClient client = RedisClient.create(options(cell));
        RedisConnection redis = client.connect()) {
      Outage.begin(proxy, redis);
      CompletableFuture<String> future = redis.async().run(TEXT.ping());
      Queue<Throwable> errors = new ConcurrentLinkedQueue<>();
      Thread caller =
          new Thread(
              () ->
                  errors.add(
                      assertThrows(
                          RedisClosedException.class, () -> redis.sync().run(TEXT.ping()))));
      caller.start();
      Eventually.eventually("both are queued", () -> redis.stats().queued() == 2);
      redis.close();
      RedisClosedException closed = Eventually.error(RedisClosedException.class, future);
      assertEquals(Fate.NOT_SENT, closed.fate());
      assertEquals("PING: the connection was closed by this client; not sent", closed.getMessage());
      Eventually.join(caller);
      assertEquals(1, errors.size());
      proxy.accept();
      assertFalse(redis.isOpen());
    }
    Eventually.eventually("nothing is left open", () -> proxy.open() == 0);
  }

  /** A completion that runs because a deadline has passed while the connection is down. */
  @OnEveryLoop
  void aCompletionClosesWhileItIsDown(Cell cell) {
    try (RedisClient client = RedisClient.create(options(cell));
        RedisConnection redis = client.connect()) {
      Outage.begin(proxy, redis);
      List<CompletableFuture<String>> others = new ArrayList<>();
      others.add(redis.async().run(TEXT.ping()));
      CompletableFuture<Void> closes =
          redis
              .async()
              .run(TEXT.ping().withTimeout(Duration.ofMillis(30)))
              .handle(
                  (pong, late) -> {
                    redis.close();
                    others.add(redis.async().run(TEXT.ping()));
                    return null;
                  });
      others.add(redis.async().run(TEXT.ping()));
      Eventually.value(closes);
      for (CompletableFuture<String> other : others) {
        assertEquals(Fate.NOT_SENT, Eventually.error(RedisClosedException.class, other).fate());
      }
    }
  }
}
