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
import io.rondo.bench.target.TargetSettings;
import io.rondo.bench.target.Targets;
import io.rondo.client.Commands;
import io.rondo.client.RedisClient;
import io.rondo.client.RedisConnection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A server that answers nothing for 200 ms: who notices. */
class StallTest {
  private static final Duration STALL = Duration.ofMillis(200);
  private static final long LONG_NANOS = STALL.toNanos() / 2;
  private static final int RATE = 1_000;
  private static final int SECONDS = 2;
  private static final int WORKERS = 4;

  /** Still not a quarter of what an open loop shows of a single one. */
  private static final int STALLS = 6;

  private static Target open(BenchServer server) {
    return Targets.named("rondo")
        .open(new TargetSettings(server.uri(), "nio", "loop-thread", "block", false));
  }

  /** Stalls the server at the moment at which a load begins. */
  private record Stall(RedisConnection redis) implements TimedRegion {
    @Override
    public void start() {
      redis.sync().run(Commands.TEXT.clientPause(STALL));
    }

    @Override
    public void stop() {}
  }

  /**
   * At 1000 pairs a second 100 are due in the first half of the stall, and each waits for longer
   * than the other half: a tenth of a second of whatever rate.
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

      loop.run(offsets, System.nanoTime(), new Stall(redis));

      long slow =
          LongStream.range(0, loop.sent())
              .filter(i -> loop.responseNanos((int) i) > LONG_NANOS)
              .count();
      assertEquals(RATE * SECONDS, loop.sent());
      assertTrue(slow >= RATE / 10 - 2 && slow < RATE, slow + " of " + loop.sent());
    }
  }

  /**
   * Workers that wait for their replies ask for nothing meanwhile: one slow pair for each. A
   * machine that is busy with other things may stall by itself, which costs each of them one more.
   */
  @Test
  void aClosedLoopHidesItButForOnePairOfEachWorker() {
    try (BenchServer server = Servers.start(ServerChoice.parse("embedded"), List.of());
        RedisClient admin = RedisClient.create(server.uri());
        RedisConnection redis = admin.connect();
        Target target = open(server);
        ScenarioRunner runner = ScenarioRunner.open(workload(WORKERS), target)) {
      int pairs = runner.run(RATE * SECONDS, new Stall(redis));

      long slow = LongStream.of(runner.latencyNanos()).filter(nanos -> nanos > LONG_NANOS).count();
      assertEquals(RATE * SECONDS, pairs);
      assertTrue(slow >= 1 && slow <= WORKERS * STALLS, slow + " of " + pairs);
    }
  }

  private static Workload workload(int workers) {
    return new Workload(Scenario.ASYNC, RATE * SECONDS, workers, Connections.SHARED, true);
  }
}
