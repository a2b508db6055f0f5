package io.rondo.bench.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.bench.common.BenchException;
import io.rondo.bench.scenario.Connections;
import io.rondo.bench.scenario.ReadBack;
import io.rondo.bench.scenario.Scenario;
import io.rondo.bench.scenario.ScenarioRunner;
import io.rondo.bench.scenario.TimedRegion;
import io.rondo.bench.scenario.Workload;
import io.rondo.bench.scenario.WrongReplyException;
import io.rondo.bench.server.BenchServer;
import io.rondo.bench.server.RedisAdmin;
import io.rondo.bench.server.ServerChoice;
import io.rondo.bench.server.Servers;
import io.rondo.client.Commands;
import io.rondo.client.RedisClient;
import io.rondo.client.RedisConnection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every client under measurement must do, on a real server. */
class TargetContractTest {
  private static final TimedRegion UNTIMED =
      new TimedRegion() {
        @Override
        public void start() {}

        @Override
        public void stop() {}
      };

  private static BenchServer server;
  private static BenchServer canned;

  @BeforeAll
  static void startServer() {
    server = Servers.start(ServerChoice.parse("embedded"), List.of());
    canned = Servers.start(ServerChoice.parse("canned"), List.of());
  }

  @AfterAll
  static void stopServer() {
    server.close();
    canned.close();
  }

  /** A client in one of its drives. */
  private record Variant(TargetProvider client, String drive) {
    Target open(String uri) {
      boolean pooled = client.sharing() == Sharing.POOL;
      return client.open(new TargetSettings(uri, client.bestLoop(), drive, "block", pooled));
    }

    List<Scenario> scenarios() {
      return Stream.of(Scenario.values())
          .filter(scenario -> client.capabilities().containsAll(scenario.needs()))
          .toList();
    }

    @Override
    public String toString() {
      return client.name() + " " + drive;
    }
  }

  static Stream<Variant> variants() {
    return Targets.all().stream()
        .filter(client -> client.loops().getOrDefault(client.bestLoop(), "?").isEmpty())
        .flatMap(client -> client.drives().stream().map(drive -> new Variant(client, drive)));
  }

  private static Workload workload(Variant variant, Scenario scenario, int valueBytes) {
    int workers = scenario.isConcurrent() ? 8 : 1;
    int batch = scenario == Scenario.BULK ? 50 : 1;
    boolean own =
        scenario == Scenario.THREADS && variant.client.sharing() == Sharing.CONNECTION_PER_THREAD;
    Connections connections = own ? Connections.PER_WORKER : Connections.SHARED;
    return new Workload(scenario, 200, workers, connections, true, valueBytes, batch, 1);
  }

  @ParameterizedTest
  @MethodSource("variants")
  void runsEveryScenarioWithTheRightReplies(Variant variant) {
    assertTrue(variant.scenarios().containsAll(List.of(Scenario.SYNC, Scenario.BULK)));
    for (int valueBytes : new int[] {0, 100_000}) {
      for (Scenario scenario : variant.scenarios()) {
        try (RedisAdmin admin = RedisAdmin.connect(server.uri())) {
          admin.flush();
          run(variant, server.uri(), workload(variant, scenario, valueBytes));
          assertEquals(200, admin.keys(), scenario.label());
        }
      }
    }
  }

  /**
   * The thread that starts a scenario and the one that runs callbacks both submit. A GET that got
   * before its SET would find nothing under a new key.
   */
  @ParameterizedTest
  @MethodSource("variants")
  void batchesOfSeveralThreadsStayInOrderOnOneConnection(Variant variant) throws Exception {
    if (!variant.scenarios().contains(Scenario.ASYNC_PIPE)) {
      return;
    }
    try (RedisAdmin admin = RedisAdmin.connect(server.uri());
        Target target = variant.open(server.uri());
        TargetConnection<String> redis = target.connect()) {
      admin.flush();
      List<CompletableFuture<Void>> threads =
          IntStream.range(0, 4)
              .mapToObj(thread -> CompletableFuture.runAsync(() -> storeNewKeys(redis, thread)))
              .toList();
      for (CompletableFuture<Void> thread : threads) {
        thread.get(30, TimeUnit.SECONDS);
      }
    }
  }

  private static void storeNewKeys(TargetConnection<String> redis, int thread) {
    for (int i = 0; i < 2_000; i++) {
      String key = "batch:" + thread + ":" + i;
      CompletableFuture<String> fetched = new CompletableFuture<>();
      redis.pipelinedSetGet(
          key,
          key,
          (value, failure) -> {
            if (failure == null) {
              fetched.complete(value);
            } else {
              fetched.completeExceptionally(failure);
            }
          });
      assertEquals(key, fetched.join());
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
  void getsWhatItExpectsFromTheCannedServer(Variant variant) {
    for (Scenario scenario : variant.scenarios()) {
      run(variant, canned.uri(), workload(variant, scenario, 0));
      run(variant, canned.uri(), workload(variant, scenario, 100_000));
    }
  }

  /** Passes store the same values: without that a pass could find what the last one has stored. */
  @Test
  void someKeysAreNewInEveryPass() {
    Variant variant = variants().findFirst().orElseThrow();
    try (RedisAdmin admin = RedisAdmin.connect(server.uri());
        Target target = variant.open(server.uri());
        ReadBack readBack = new ReadBack(server.uri());
        ScenarioRunner runner = ScenarioRunner.open(workload(variant, Scenario.BULK, 0), target)) {
      admin.flush();
      runner.run(200, UNTIMED);
      for (int pass = 0; pass < 16; pass++) {
        runner.prepare(readBack);
        assertEquals(pass < 8 ? 187 : 188, admin.keys());
        assertThrows(WrongReplyException.class, () -> runner.verify(readBack));
        runner.run(200, UNTIMED);
        runner.verify(readBack);
      }
    }
  }

  private static void run(Variant variant, String uri, Workload workload) {
    try (Target target = variant.open(uri);
        ReadBack readBack = new ReadBack(uri);
        ScenarioRunner runner = ScenarioRunner.open(workload, target)) {
      assertEquals(200, runner.run(200, UNTIMED));
      runner.verify(readBack);
      String loop = variant.client.bestLoop().replace("_", "");
      String channel = runner.channel().toLowerCase(Locale.ROOT);
      assertTrue(channel.contains(loop), channel + " is not " + loop);
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
  void handsOnWhatTheServerRefuses(Variant variant) {
    try (RedisClient client = RedisClient.create(server.uri());
        RedisConnection redis = client.connect()) {
      redis.sync().run(Commands.TEXT.flushAll());
      try {
        for (Scenario scenario : variant.scenarios()) {
          // The values are there already, so that what GET returns does not give a lost SET away.
          redis.sync().run(Commands.TEXT.configSet("maxmemory", "0"));
          run(variant, server.uri(), workload(variant, scenario, 0));
          redis.sync().run(Commands.TEXT.configSet("maxmemory", "1"));
          Throwable failure =
              assertThrows(
                  RuntimeException.class,
                  () -> run(variant, server.uri(), workload(variant, scenario, 0)),
                  scenario.label());
          String error = scenario == Scenario.SYNC_MULTI ? "EXECABORT" : "maxmemory";
          assertTrue(told(failure).contains(error), scenario.label() + ": " + told(failure));
        }
      } finally {
        redis.sync().run(Commands.TEXT.configSet("maxmemory", "0"));
      }
    }
  }

  private static String told(Throwable failure) {
    return BenchException.oneLine(failure);
  }

  @Test
  void knowsEveryClientByName() {
    List<String> names = Targets.all().stream().map(TargetProvider::name).toList();
    assertEquals(List.of("rondo", "jedis", "lettuce", "vertx", "redisson", "glide", "raw"), names);
    names.forEach(name -> assertFalse(Targets.named(name).loops().isEmpty()));
    BenchException failure = assertThrows(BenchException.class, () -> Targets.named("redis-py"));
    assertTrue(told(failure).contains("is none of rondo, jedis"));
  }
}
