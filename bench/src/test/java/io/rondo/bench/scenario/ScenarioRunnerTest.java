package io.rondo.bench.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.bench.common.BenchException;
import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScenarioRunnerTest {
  private static final Executor INLINE = Runnable::run;

  /** Counts regions; a pass has exactly one. */
  private static final class Regions implements TimedRegion {
    int started;
    int stopped;

    @Override
    public void start() {
      started++;
    }

    @Override
    public void stop() {
      stopped++;
    }
  }

  private static Workload workload(Scenario scenario, int pairs, int workers, boolean asserts) {
    return new Workload(scenario, pairs, workers, Connections.SHARED, asserts);
  }

  @ParameterizedTest
  @EnumSource(Scenario.class)
  void storesTheOriginalsKeysAndValues(Scenario scenario) {
    FakeTarget target = new FakeTarget(INLINE);
    int workers = scenario.isConcurrent() ? 2 : 1;
    try (ScenarioRunner runner =
        ScenarioRunner.open(workload(scenario, 6, workers, true), target)) {
      Regions regions = new Regions();

      assertEquals(6, runner.run(6, regions));

      assertEquals(1, regions.started);
      assertEquals(1, regions.stopped);
      assertEquals(6, target.store.size());
      assertEquals(6, target.stores.get());
      String lastKey =
          switch (scenario) {
            case SYNC -> "test_sync:keys:5";
            case SYNC_PIPE, SYNC_MULTI -> "test_sync_pipe:keys:5";
            case ASYNC -> "test_async:keys:1:2";
            case ASYNC_PIPE -> "test_async_pipe:keys:1:2";
            case THREADS -> "test_threads:keys:1:2";
            case BULK -> "test_bulk:keys:5";
          };
      assertEquals(scenario.isConcurrent() ? "2" : "5", target.store.get(lastKey));
    }
    assertEquals(1, target.opened.get());
    assertEquals(1, target.closed.get());
  }

  @ParameterizedTest
  @EnumSource(value = Scenario.class, mode = EnumSource.Mode.EXCLUDE, names = "BULK")
  void findsAWrongValueInsideAndAfterTheTimedRegion(Scenario scenario) {
    FakeTarget wrong =
        new FakeTarget(INLINE) {
          @Override
          @Nullable String fetch(String key) {
            return key.endsWith(":3") ? "17" : super.fetch(key);
          }
        };
    for (boolean asserts : new boolean[] {true, false}) {
      Regions regions = new Regions();
      try (ScenarioRunner runner = ScenarioRunner.open(workload(scenario, 8, 1, asserts), wrong)) {
        WrongReplyException failure =
            assertThrows(WrongReplyException.class, () -> runner.run(8, regions));
        assertTrue(BenchException.oneLine(failure).contains("returned '17', expected '3'"));
        assertEquals(asserts ? 0 : 1, regions.stopped);
      }
    }
  }

  @Test
  void findsAMissingValue() {
    FakeTarget forgetful =
        new FakeTarget(INLINE) {
          @Override
          @Nullable String fetch(String key) {
            return null;
          }
        };
    try (ScenarioRunner runner =
        ScenarioRunner.open(workload(Scenario.ASYNC, 4, 2, false), forgetful)) {
      assertThrows(WrongReplyException.class, () -> runner.run(4, new Regions()));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"ASYNC", "ASYNC_PIPE"})
  void longChainsOfImmediateCompletionsDoNotNest(Scenario scenario) {
    int pairs = 300_000;
    FakeTarget target = new FakeTarget(INLINE);
    try (ScenarioRunner runner = ScenarioRunner.open(workload(scenario, pairs, 1, true), target)) {
      assertEquals(pairs, runner.run(pairs, new Regions()));
    }
    assertEquals(pairs, target.stores.get());
  }

  @Test
  void completionsMayComeFromSeveralThreads() {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      FakeTarget target = new FakeTarget(threads);
      try (ScenarioRunner runner =
          ScenarioRunner.open(workload(Scenario.ASYNC, 20_000, 50, true), target)) {
        assertEquals(20_000, runner.run(20_000, new Regions()));
        assertEquals(0, Arrays.stream(runner.latencyNanos()).filter(nanos -> nanos <= 0).count());
      }
      assertEquals(20_000, target.store.size());
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aShortPassHasTheLatenciesOfItsOwnPairs() {
    FakeTarget target = new FakeTarget(INLINE);
    try (ScenarioRunner runner =
        ScenarioRunner.open(workload(Scenario.ASYNC, 100, 10, true), target)) {
      assertEquals(100, runner.run(100, new Regions()));
      assertEquals(100, runner.latencyNanos().length);
      Arrays.fill(runner.latencyNanos(), 0);

      assertEquals(30, runner.run(30, new Regions()));

      assertEquals(30, runner.latencyNanos().length);
      assertEquals(0, Arrays.stream(runner.latencyNanos()).filter(nanos -> nanos <= 0).count());
    }
  }

  @Test
  void eachWorkerOpensAndClosesItsOwnConnectionInEveryPass() {
    FakeTarget target = new FakeTarget(INLINE);
    Workload own = new Workload(Scenario.ASYNC, 100, 10, Connections.PER_WORKER, true);
    try (ScenarioRunner runner = ScenarioRunner.open(own, target)) {
      assertEquals(0, target.opened.get());
      runner.run(100, new Regions());
      runner.run(100, new Regions());
      assertEquals("Fake", runner.channel());
    }
    assertEquals(20, target.opened.get());
    assertEquals(20, target.closed.get());
  }

  @ParameterizedTest
  @EnumSource(
      value = Scenario.class,
      names = {"ASYNC", "ASYNC_PIPE", "THREADS"})
  void workersAndThreadsShareAsManyConnectionsAsTheyAreTold(Scenario scenario) {
    FakeTarget target = new FakeTarget(INLINE);
    Workload shared = new Workload(scenario, 100, 10, Connections.SHARED, true, 0, 1, 4);
    try (ScenarioRunner runner = ScenarioRunner.open(shared, target)) {
      assertEquals(4, target.opened.get());
      assertEquals(100, runner.run(100, new Regions()));
      assertEquals(100, target.store.size());
    }
    assertEquals(4, target.opened.get());
    assertEquals(4, target.closed.get());
    assertThrows(
        IllegalArgumentException.class,
        () -> new Workload(scenario, 100, 10, Connections.SHARED, true, 0, 1, 11));
  }

  @Test
  void aShorterPassTakesTheFirstPairsOfEachWorker() {
    FakeTarget target = new FakeTarget(INLINE);
    try (ScenarioRunner runner =
        ScenarioRunner.open(workload(Scenario.ASYNC, 100, 10, true), target)) {
      assertEquals(30, runner.run(25, new Regions()));
    }
    assertEquals(30, target.store.size());
    assertTrue(target.store.containsKey("test_async:keys:9:2"));
  }

  @Test
  void aFailureInACallbackIsThrown() {
    FakeTarget broken =
        new FakeTarget(INLINE) {
          @Override
          void store(String key, String value) {
            throw new IllegalStateException("the store is on fire");
          }
        };
    try (ScenarioRunner runner =
        ScenarioRunner.open(workload(Scenario.ASYNC, 4, 2, true), broken)) {
      IllegalStateException failure =
          assertThrows(IllegalStateException.class, () -> runner.run(4, new Regions()));
      assertEquals("the store is on fire", BenchException.oneLine(failure));
    }
  }

  @Test
  void workersAreRaisedToTheNextDivisor() {
    assertEquals(100, Workload.workersFor(20_000, 100));
    assertEquals(4, Workload.workersFor(20_000, 3));
    assertEquals(125, Workload.workersFor(20_000, 101));
    assertEquals(7, Workload.workersFor(7, 100));
    assertThrows(IllegalArgumentException.class, () -> workload(Scenario.ASYNC, 10, 3, true));
  }
}
