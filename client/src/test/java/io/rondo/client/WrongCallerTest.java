package io.rondo.client;

import static io.rondo.client.Commands.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.client.support.Cell;
import io.rondo.client.support.FaultProxy;
import io.rondo.client.support.OnEveryLoop;
import io.rondo.client.support.TestRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;

/**
 * Threads that cancel, time out, throw and send what cannot be encoded, through a proxy that delays
 * and splits what goes over their one connection: no thread ever gets another's reply, every future
 * ends, nothing is left behind.
 *
 * <p>{@code -Drondo.commands=…} says how many commands, all loops and drives together.
 */
class WrongCallerTest {
  private static final long COMMANDS = Long.getLong("rondo.commands", 60_000);
  private static final int THREADS = 8;

  @BeforeAll
  static void fill() {
    try (RedisClient client =
            RedisClient.create(
                RedisOptions.create().withAddress("127.0.0.1", TestRedis.shared().port()));
        RedisConnection redis = client.connect()) {
      Pipeline all = redis.pipeline();
      for (int i = 0; i < WrongCaller.KEYS; i++) {
        all.add(TEXT.set(WrongCaller.key(i), WrongCaller.valueOf(WrongCaller.key(i))));
      }
      all.run().forEach(reply -> assertEquals("OK", reply));
    }
  }

  @OnEveryLoop
  void noReplyIsLostOrMistaken(Cell cell) throws Exception {
    long seed = new Random().nextLong();
    try {
      run(cell, seed);
    } catch (Throwable e) {
      throw new AssertionError("with the seed " + seed + "L: " + e, e);
    }
  }

  private static void run(Cell cell, long seed) throws Exception {
    long start = System.nanoTime();
    WrongCaller.Tally tally = new WrongCaller.Tally();
    try (FaultProxy proxy = FaultProxy.delaying(TestRedis.shared().port(), seed);
        RedisClient client =
            RedisClient.create(
                cell.options(proxy.port()).withCommandTimeout(Duration.ofMinutes(1)));
        RedisConnection redis = client.connect()) {
      List<Thread> threads = new ArrayList<>();
      long each = COMMANDS / Cell.loops().count() / THREADS;
      for (int t = 0; t < THREADS; t++) {
        WrongCaller caller = new WrongCaller(redis, "t" + t, new Random(seed + t), tally);
        Thread thread = new Thread(() -> caller.call(each), "caller-" + t);
        thread.setDaemon(true);
        threads.add(thread);
      }
      threads.forEach(Thread::start);
      for (Thread thread : threads) {
        thread.join();
      }
      Throwable wrong = tally.wrong.peek();
      if (wrong != null) {
        throw new AssertionError(tally.wrong.size() + " were wrong, the first: " + wrong, wrong);
      }
      // Replies come in order: what was sent and given up is answered before this is.
      assertEquals("end", redis.sync().run(TEXT.echo("end")));
      assertEquals(0, redis.stats().queued());
      assertEquals(0, redis.stats().inFlight());
      assertEquals(tally.submitted.sum(), tally.ended(), tally::toString);
      assertTrue(tally.answered.sum() > tally.submitted.sum() / 3, tally::toString);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        Locale.ROOT, "wrong caller, %s: %s, in %.1f s, seed %dL%n", cell, tally, seconds, seed);
  }
}
