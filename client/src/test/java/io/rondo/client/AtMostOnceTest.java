package io.rondo.client;

import static io.rondo.client.Commands.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.client.support.Cell;
import io.rondo.client.support.Eventually;
import io.rondo.client.support.Fault;
import io.rondo.client.support.FaultProxy;
import io.rondo.client.support.Keys;
import io.rondo.client.support.OnEveryLoop;
import io.rondo.client.support.TestRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/**
 * INCR through a proxy that cuts connections after the server has executed, and before: what
 * succeeded was executed once, what was not sent never.
 */
class AtMostOnceTest {
  private static final int ROUNDS = 12;
  private static final int PER_ROUND = 40;

  @OnEveryLoop
  void theCounterIsBetweenWhatSucceededAndWhatMayHave(Cell cell) {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    String key = Keys.fresh("counter");
    try (FaultProxy proxy = FaultProxy.before(TestRedis.shared().port());
        RedisClient client =
            RedisClient.create(
                cell.options(proxy.port())
                    .withReconnect(
                        Reconnect.waiting()
                            .withBackOff(Duration.ofMillis(1), Duration.ofMillis(10))));
        RedisConnection redis = client.connect();
        RedisClient direct = cell.client();
        RedisConnection other = direct.connect()) {
      List<CompletableFuture<Long>> futures = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        Fault cut = random.nextBoolean() ? Fault.cut() : Fault.reset();
        proxy.heal();
        if (round % 3 == 0) {
          proxy.toServer(Fault.after(random.nextInt(PER_ROUND * 40), cut));
        } else {
          // What the server has executed is lost on its way back: whole replies, and half ones.
          proxy.toClient(Fault.after(random.nextInt(PER_ROUND * 5), cut));
        }
        for (int i = 0; i < PER_ROUND; i++) {
          futures.add(redis.async().run(TEXT.incr(key)));
        }
        List<CompletableFuture<Long>> sent = List.copyOf(futures);
        Eventually.eventually("the round ends", () -> sent.stream().allMatch(f -> f.isDone()));
      }
      long succeeded = futures.stream().filter(f -> !f.isCompletedExceptionally()).count();
      long maybe = futures.stream().filter(f -> fateOf(f) == Fate.MAYBE_EXECUTED).count();
      long notSent = futures.stream().filter(f -> fateOf(f) == Fate.NOT_SENT).count();
      String value = other.sync().run(TEXT.get(key));
      long counter = value == null ? 0 : Long.parseLong(value);
      String figures =
          succeeded
              + " succeeded, "
              + maybe
              + " maybe, "
              + notSent
              + " not sent, counter "
              + counter
              + ", seed "
              + seed;
      assertEquals(ROUNDS * PER_ROUND, succeeded + maybe + notSent, figures);
      assertTrue(succeeded <= counter && counter <= succeeded + maybe, figures);
      assertTrue(maybe > 0, figures);
      assertEquals(0, redis.stats().queued());
      assertEquals(0, redis.stats().inFlight());
    }
  }

  private static Fate fateOf(CompletableFuture<Long> future) {
    return future.isCompletedExceptionally()
        ? Eventually.error(RedisClosedException.class, future).fate()
        : Fate.EXECUTED;
  }
}
