package io.rondo.bench.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.bench.report.Ledger;
import io.rondo.client.Commands;
import io.rondo.client.Loopback;
import io.rondo.client.RedisConnection;
import io.rondo.client.RedisOptions;
import io.rondo.client.Stage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static StageRecorder recorded(int commands) {
    StageRecorder recorder = new StageRecorder();
    recorder.record(true);
    try (RedisConnection redis =
        Loopback.answering(
            RedisOptions.create().withTrace(1, recorder),
            "+PONG\r\n".getBytes(StandardCharsets.US_ASCII))) {
      for (int i = 0; i < commands; i++) {
        redis.sync().run(Commands.TEXT.ping());
      }
      recorder.record(false);
      redis.sync().run(Commands.TEXT.ping());
    }
    return recorder;
  }

  @Test
  void meansAndSharesAddUp() {
    StageRecorder recorder = recorded(500);
    assertEquals(500, recorder.size());
    Ledger ledger = recorder.ledger("nio");
    assertEquals(500, ledger.sampled());
    assertEquals(1, ledger.stages().stream().mapToDouble(Ledger.Stage::share).sum(), 1e-9);
    for (Ledger.Stage stage : ledger.stages()) {
      assertTrue(stage.p50Nanos() <= stage.p99Nanos(), stage::toString);
      Double cost = stage.perCommandNanos();
      assertTrue(cost == null || Math.abs(cost - stage.meanNanos()) < 1, stage::toString);
    }
    assertTrue(recorder.costs().values().stream().mapToDouble(Double::doubleValue).sum() > 0);
  }

  @Test
  void onIoUringAFlushIsCalledWhatItIs() {
    for (Stage stage : Stage.values()) {
      boolean differs = !StageNames.of(stage, "io_uring").equals(StageNames.of(stage, "epoll"));
      assertEquals(stage == Stage.FLUSH || stage == Stage.SERVER, differs);
    }
    assertEquals("flush (queues only)", StageNames.of(Stage.FLUSH, "io_uring"));
  }

  @Test
  void everyStageHasAGroup() {
    assertEquals(
        List.of(StageGroup.values()),
        Arrays.stream(Stage.values())
            .map(StageGroup::of)
            .distinct()
            .sorted()
            .collect(Collectors.toList()));
  }

  @Test
  void theOverheadIsTheMedianWithAnIntervalOfOrderStatistics() {
    List<Double> quotients = IntStream.rangeClosed(1, 25).mapToObj(i -> 0.90 + i / 100.0).toList();
    Overhead overhead = Overhead.of(quotients);
    assertEquals(0.03, overhead.value(), 1e-9);
    // Ranks 8 and 18 of 25: 12.5 less and more 1.96 * 5 / 2.
    assertEquals(-0.02, overhead.low(), 1e-9);
    assertEquals(0.08, overhead.high(), 1e-9);
    assertEquals(new Overhead(0.5, 0.5, 0.5, 1), Overhead.of(List.of(1.5)));
  }
}
