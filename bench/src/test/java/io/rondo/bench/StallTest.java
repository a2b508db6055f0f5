package io.rondo.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.bench.scenario.Connections;
import io.rondo.bench.scenario.OpenLoop;
import io.rondo.bench.scenario.Scenario;
import io.rondo.bench.scenario.ScenarioRunner;
import io.rondo.bench.scenario.Schedule;
import io.rondo.bench.scenario.TimedRegion;
import io.rondo.bench.scenario.Workload;
import io.rondo.bench.server.BenchServer;
import io.rondo.bench.server.ServerChoice;
import io.rondo.bench.server.Servers;
import io.rondo.bench.target.Target;
import io.rondo.bench.target.TargetConnection;
import io.rondo.bench.target.TargetSettings;
import io.rondo.bench.target.Targets;
import io.rondo.client.Commands;
import io.rondo.client.RedisClient;
import io.rondo.client.RedisConnection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A server that stores nothing for 200 ms or more: who notices. No assertion is about how fast
 * anything is: what was sent before the server went on cannot have been answered before.
 */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StallTest {
  private static final Duration STALL = Duration.ofMillis(200);
  private static final Duration WITHOUT_END = Duration.ofHours(1);
  private static final int RATE = 1_000;
  private static final int SECONDS = 2;
  private static final int WORKERS = 4;
  private static final int EACH = RATE * SECONDS / WORKERS;

  private static Target open(BenchServer server) {
    return Targets.named("rondo")
        .open(new TargetSettings(server.uri(), "nio", "loop-thread", "block", false));
  }

  /**
   * Stalls the server at the moment at which a load begins, until 200 ms have passed, and what is
   * to happen meanwhile has.
   */
  private static final class Stall implements TimedRegion {
    private final RedisConnection redis;
    private final BooleanSupplier mayEnd;
    private volatile long end;

    Stall(RedisConnection redis, BooleanSupplier mayEnd) {
      this.redis = redis;
      this.mayEnd = mayEnd;
    }

    @Override
    public void start() {
      redis.sync().run(Commands.TEXT.clientPauseWrites(WITHOUT_END));
      long earliest = System.nanoTime() + STALL.toNanos();
      CompletableFuture.runAsync(
          () -> {
            while (System.nanoTime() - earliest < 0 || !mayEnd.getAsBoolean()) {
              LockSupport.parkNanos(1_000_000);
            }
            end = System.nanoTime();
            redis.sync().run(Commands.TEXT.clientUnpause());
          },
          task -> new Thread(task).start());
    }

    @Override
    public void stop() {}

    /** How long the server will be silent from a time on, at least; negative when it is over. */
    long after(long nanoTime) {
      return end - nanoTime;
    }
  }

  /** Notes when each pair was begun, by the numbers in its key. */
  private record Begun(Target target, AtomicLongArray nanoTimes) implements Target {
    @Override
    public TargetConnection<String> connect() {
      return new Noting(target.connect(), nanoTimes);
    }

    @Override
    public TargetConnection<byte[]> connectBytes() {
      throw new UnsupportedOperationException("values are text here");
    }
  }

  private record Noting(TargetConnection<String> redis, AtomicLongArray nanoTimes)
      implements TargetConnection<String> {
    @Override
    public String channel() {
      return redis.channel();
    }

    @Override
    public void set(String key, String value, Done<Object> done) {
      String[] words = key.split(":", -1); // test_async:keys:<worker>:<pair>
      int worker = Integer.parseInt(words[2]);
      nanoTimes.set(worker * EACH + Integer.parseInt(words[3]), System.nanoTime());
      redis.set(key, value, done);
    }

    @Override
    public void get(String key, Done<String> done) {
      redis.get(key, done);
    }

    @Override
    public @Nullable String setThenGet(String key, String value) {
      throw new UnsupportedOperationException();
    }

    @Override
    public @Nullable String pipelinedSetGet(String key, String value) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void setAll(String[] keys, String[] values, int from, int to) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
      redis.close();
    }
  }

  /**
   * At 1000 pairs a second 200 are due while the server is silent, and each shows the rest of it.
   */
  @Test
  void anOpenLoopShowsAStallInEveryPairThatWasDueInIt() {
    try (BenchServer server = Servers.start(ServerChoice.parse("embedded"), List.of());
        RedisClient admin = RedisClient.create(server.uri());
        RedisConnection redis = admin.connect();
        Target target = open(server);
        OpenLoop<?> loop = OpenLoop.open(workload(1), "", target)) {
      long[] offsets =
          Schedule.FIXED.offsetNanos(RATE * SECONDS, TimeUnit.SECONDS.toNanos(SECONDS), 0);
      Stall stall = new Stall(redis, () -> true);
      long start = System.nanoTime();

      loop.run(offsets, start, stall);

      int inIt = 0;
      while (inIt < loop.sent() && stall.after(start + offsets[inIt]) > 0) {
        long left = stall.after(start + offsets[inIt]);
        assertTrue(loop.responseNanos(inIt) >= left, inIt + " was answered too soon");
        inIt++;
      }
      assertTrue(inIt >= RATE * STALL.toMillis() / 1_000, inIt + " of " + loop.sent());
    }
  }

  /** Workers that wait for their replies ask for nothing meanwhile: each sees it in one pair. */
  @Test
  void aClosedLoopHidesItButForOnePairOfEachWorker() {
    AtomicLongArray begun = new AtomicLongArray(RATE * SECONDS);
    try (BenchServer server = Servers.start(ServerChoice.parse("embedded"), List.of());
        RedisClient admin = RedisClient.create(server.uri());
        RedisConnection redis = admin.connect();
        Target target = open(server);
        ScenarioRunner runner = ScenarioRunner.open(workload(WORKERS), new Begun(target, begun))) {
      Stall stall =
          new Stall(
              redis,
              () -> IntStream.range(0, WORKERS).allMatch(worker -> begun.get(worker * EACH) != 0));

      assertEquals(begun.length(), runner.run(begun.length(), stall));

      List<Integer> inIt =
          IntStream.range(0, begun.length())
              .filter(i -> stall.after(begun.get(i)) > 0)
              .boxed()
              .toList();
      assertEquals(List.of(0, EACH, 2 * EACH, 3 * EACH), inIt, "the first pair of each worker");
      for (int i : inIt) {
        assertTrue(
            runner.latencyNanos()[i] >= stall.after(begun.get(i)), i + " was answered too soon");
      }
    }
  }

  private static Workload workload(int workers) {
    return new Workload(Scenario.ASYNC, RATE * SECONDS, workers, Connections.SHARED, true);
  }
}
